//! What the addon says of its commands.

use pintle_core::data::Source;

use crate::{
    call::environment::Environment,
    export::helper::{Answer, Given, Helper},
    value::javascript::string,
};

/// The functions by the names that the module exports them under.
pub(crate) const HELPERS: [Helper; 5] = [
    Helper::new(c"contract", contract),
    Helper::new(c"calls", calls),
    Helper::new(c"readWords", read_words),
    Helper::new(c"listCommands", list_commands),
    Helper::new(c"planSchema", plan_schema),
];

/// `contract(): string`.
fn contract(environment: &Environment, []: Given<'_, 0>) -> Answer {
    string(environment.env(), environment.contract.text())
}

/// `calls(method?): string`.
fn calls(environment: &Environment, [method]: Given<'_, 1>) -> Answer {
    let calls = if method.is_undefined() {
        environment.contract.calls()
    } else {
        environment.contract.call_of(&method.text()?)
    };
    string(environment.env(), &calls)
}

/// `readWords(request): string`, both JSON.
fn read_words(environment: &Environment, [request]: Given<'_, 1>) -> Answer {
    let answer = pintle_command_line::read_words(environment.contract, &request.text()?)?;
    string(environment.env(), &answer)
}

/// `listCommands(): string`, JSON.
fn list_commands(environment: &Environment, []: Given<'_, 0>) -> Answer {
    let listed = pintle_command_line::list_commands(environment.contract)?;
    string(environment.env(), &listed)
}

/// `planSchema(): string`.
fn plan_schema(environment: &Environment, []: Given<'_, 0>) -> Answer {
    string(environment.env(), &pintle_core::plan::schema())
}
