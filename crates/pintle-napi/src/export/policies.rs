//! What the client needs of policies: opening sessions under them, and inspecting them.

use std::{collections::BTreeSet, path::Path, sync::Arc};

use pintle_core::{
    Caller, Error,
    data::{Sink, Source},
    json,
};
use pintle_policy::{Policy, Request};

use crate::{
    call::{caller, environment::Environment},
    export::{
        helper::{Answer, Given, Helper},
        sessions,
    },
    value::{
        javascript::{string, undefined},
        source::JsSource,
    },
};

/// The functions by the names that the module exports them under.
pub(crate) const HELPERS: [Helper; 7] = [
    Helper::new(c"openSession", open_session),
    Helper::new(c"ask", ask),
    Helper::new(c"closeSession", close_session),
    Helper::new(c"jsonText", json_text),
    Helper::new(c"checkPolicy", check_policy),
    Helper::new(c"explainPolicy", explain_policy),
    Helper::new(c"policySchema", policy_schema),
];

/// `openSession(policy, folder): number`.
fn open_session(environment: &Environment, [policy, folder]: Given<'_, 2>) -> Answer {
    let policy = policy_of(environment, policy, folder)?;
    let number = sessions::open(policy, asking(environment)?);
    environment.sink().number(f64::from(number))
}

/// `ask(session, request): Uint8Array`.
fn ask(environment: &Environment, [session, request]: Given<'_, 2>) -> Answer {
    // A copy: the command may run JavaScript of this thread's owner.
    let request = request
        .owned_bytes()
        .map_err(|fault| fault.expected("bytes", request))?;
    let session = session.id().unwrap_or_default();
    let answer = sessions::ask(session, &request, environment.contract);
    environment.sink().bytes(answer.into())
}

/// `closeSession(session): void`.
fn close_session(environment: &Environment, [session]: Given<'_, 1>) -> Answer {
    sessions::close(session.id().unwrap_or_default());
    undefined(environment.env())
}

/// `jsonText(bytes): string`.
fn json_text(environment: &Environment, [bytes]: Given<'_, 1>) -> Answer {
    let given = bytes
        .bytes()
        .map_err(|fault| fault.expected("bytes", bytes))?;
    string(environment.env(), sessions::parse(&given)?.0)
}

/// `checkPolicy(policy, folder): string`, the policy's summary as JSON.
fn check_policy(environment: &Environment, [policy, folder]: Given<'_, 2>) -> Answer {
    let policy = policy_of(environment, policy, folder)?;
    string(environment.env(), &json::to_json(&policy.summary())?)
}

/// `explainPolicy(policy, folder, request): string`, the verdict as JSON.
fn explain_policy(environment: &Environment, [policy, folder, request]: Given<'_, 3>) -> Answer {
    let policy = Arc::new(policy_of(environment, policy, folder)?);
    let request = Request::read(&json::from_json(&request.text()?)?)?;
    let caller = Arc::new(asking(environment)?);
    let verdict = policy.explain(&request, environment.contract, &caller)?;
    string(environment.env(), &json::to_json(&verdict.to_value())?)
}

/// `policySchema(): string`.
fn policy_schema(environment: &Environment, []: Given<'_, 0>) -> Answer {
    string(environment.env(), pintle_policy::SCHEMA)
}

/// The caller in a session that is opened now. Programs get nothing of its environment, so the
/// variables that commands declare are sufficient.
fn asking(environment: &Environment) -> Result<Caller, Error> {
    let methods = environment.contract.methods().iter();
    let commands = methods.filter_map(|method| method.command().ok());
    let variables: BTreeSet<_> = commands.flat_map(|command| command.variables).collect();
    let variables: Vec<_> = variables.into_iter().copied().collect();
    caller::caller(&environment.realm, &[], &variables)
}

fn policy_of(
    environment: &Environment,
    policy: JsSource<'_>,
    folder: JsSource<'_>,
) -> Result<Policy, Error> {
    let folder = folder.text()?;
    Policy::from_json(&policy.text()?, Path::new(&*folder), environment.contract)
}
