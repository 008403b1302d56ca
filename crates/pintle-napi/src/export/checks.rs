//! Checks of values against a contract: that of this addon, or one of a program elsewhere that was read.

use pintle_core::{Contract, Decode, Error, contract::Method, data::Source, schema::Defs};

use crate::{
    call::{
        environment::Environment,
        handles::{held, hold},
    },
    export::helper::{Answer, Given, Helper},
    value::{javascript::undefined, source::JsSource},
};

/// The functions by the names that the module exports them under.
pub(crate) const HELPERS: [Helper; 10] = [
    Helper::new(c"checkParams", check_params),
    Helper::new(c"checkResult", check_result),
    Helper::new(c"readContract", read_contract),
    Helper::new(c"checkCallable", check_callable),
    Helper::new(c"checkCall", check_call),
    Helper::new(c"checkItem", check_item),
    Helper::new(c"checkReply", check_reply),
    Helper::new(c"checkOptions", check_options),
    Helper::new(c"checkAnswer", check_answer),
    Helper::new(c"checkValue", check_value),
];

/// `checkParams(method, params): void`.
fn check_params(environment: &Environment, [method, params]: Given<'_, 2>) -> Answer {
    let method = environment.contract.method(&method.text()?)?;
    let params = params
        .value()
        .map_err(|error| error.of_command(method.name()))?;
    method.check_params(params.view(), environment.contract.defs())?;
    undefined(environment.env())
}

/// `checkResult(method, result): void`.
fn check_result(environment: &Environment, [method, result]: Given<'_, 2>) -> Answer {
    let method = environment.contract.method(&method.text()?)?;
    let result = result
        .value()
        .map_err(|error| error.of_command(method.name()))?;
    method.check_result(result.view(), environment.contract.defs())?;
    undefined(environment.env())
}

/// `readContract(text): ContractHandle`.
fn read_contract(environment: &Environment, [text]: Given<'_, 1>) -> Answer {
    hold(environment, Contract::from_document(&text.text()?)?)
}

/// `checkCallable(contract, method): void`.
fn check_callable(environment: &Environment, [contract, method]: Given<'_, 2>) -> Answer {
    with(environment, contract, method, |method, _| {
        method.check_callable()
    })
}

/// `checkCall(contract, method, params): void`.
fn check_call(environment: &Environment, [contract, method, params]: Given<'_, 3>) -> Answer {
    with(environment, contract, method, |method, defs| {
        method.check_callable()?;
        method.check_params(params, defs)
    })
}

/// `checkItem(contract, method, input, index, item): void`.
fn check_item(
    environment: &Environment,
    [contract, method, input, index, item]: Given<'_, 5>,
) -> Answer {
    let input = input.text()?;
    let index = u32::decode(index)?;
    with(environment, contract, method, |method, defs| {
        method.check_item(&input, index.into(), item, defs)
    })
}

/// `checkReply(contract, method, callback, reply): void`.
fn check_reply(
    environment: &Environment,
    [contract, method, callback, reply]: Given<'_, 4>,
) -> Answer {
    let callback = callback.text()?;
    with(environment, contract, method, |method, defs| {
        method.check_reply(&callback, reply, defs)
    })
}

/// `checkOptions(contract, method, options): void`.
fn check_options(environment: &Environment, [contract, method, options]: Given<'_, 3>) -> Answer {
    with(environment, contract, method, |method, defs| {
        method.check_options(options, defs)
    })
}

/// `checkAnswer(contract, method, result): void`.
fn check_answer(environment: &Environment, [contract, method, result]: Given<'_, 3>) -> Answer {
    with(environment, contract, method, |method, defs| {
        method.check_result(result, defs)
    })
}

/// Checks something with a method of a contract: of the addon's own, if none is given.
fn with(
    environment: &Environment,
    contract: JsSource<'_>,
    method: JsSource<'_>,
    check: impl FnOnce(&Method, &Defs) -> Result<(), Error>,
) -> Answer {
    let read;
    let contract = if contract.is_undefined() {
        environment.contract
    } else {
        read = held::<Contract>(environment, contract)?;
        &*read
    };
    check(contract.method(&method.text()?)?, contract.defs())?;
    undefined(environment.env())
}

/// `checkValue(name, value): void`.
fn check_value(environment: &Environment, [name, value]: Given<'_, 2>) -> Answer {
    let name = name.text()?;
    value.value().map_err(|error| error.within(&name))?;
    undefined(environment.env())
}
