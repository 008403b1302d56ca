//! What the client needs of policies: to open sessions under them, and to look at them.

use std::{collections::BTreeSet, ffi::CStr, path::Path, sync::Arc};

use napi::sys;
use pintle_core::{
    Caller, Error,
    data::{Sink, Source},
    json,
};
use pintle_policy::{Policy, Request};

use crate::{
    addon::Callback,
    bindings::{helper, number, text},
    caller,
    environment::Environment,
    javascript::{string, undefined},
    sessions,
    sink::JsSink,
    source::JsSource,
};

/// The functions by the names that the module exports them under.
pub(crate) const HELPERS: [(&CStr, Callback); 7] = [
    (c"openSession", open_session),
    (c"ask", ask),
    (c"closeSession", close_session),
    (c"jsonText", json_text),
    (c"checkPolicy", check_policy),
    (c"explainPolicy", explain_policy),
    (c"policySchema", policy_schema),
];

/// `openSession(policy, folder): number`.
unsafe extern "C" fn open_session(
    env: sys::napi_env,
    info: sys::napi_callback_info,
) -> sys::napi_value {
    // SAFETY: Node runs this callback, which was created with a `Function` as its data.
    unsafe {
        helper(env, info, |environment, [policy, folder]| {
            let policy = policy_of(environment, policy, folder)?;
            let number = sessions::open(policy, asking(environment)?);
            JsSink(environment).number(f64::from(number))
        })
    }
}

/// `ask(session, request): Uint8Array`.
unsafe extern "C" fn ask(env: sys::napi_env, info: sys::napi_callback_info) -> sys::napi_value {
    // SAFETY: Node runs this callback, which was created with a `Function` as its data.
    unsafe {
        helper(env, info, |environment, [session, request]| {
            // A copy: what the command does may run JavaScript of this thread's owner.
            let request = request
                .owned_bytes()
                .map_err(|fault| fault.expected("bytes", request))?;
            let session = number(session).unwrap_or_default();
            let answer = sessions::ask(session, &request, environment.contract);
            JsSink(environment).bytes(answer.into())
        })
    }
}

/// `closeSession(session): void`.
unsafe extern "C" fn close_session(
    env: sys::napi_env,
    info: sys::napi_callback_info,
) -> sys::napi_value {
    // SAFETY: Node runs this callback, which was created with a `Function` as its data.
    unsafe {
        helper(env, info, |_, [session]| {
            sessions::close(number(session).unwrap_or_default());
            undefined(env)
        })
    }
}

/// `jsonText(bytes): string`.
unsafe extern "C" fn json_text(
    env: sys::napi_env,
    info: sys::napi_callback_info,
) -> sys::napi_value {
    // SAFETY: Node runs this callback, which was created with a `Function` as its data.
    unsafe {
        helper(env, info, |_, [bytes]| {
            let given = bytes
                .bytes()
                .map_err(|fault| fault.expected("bytes", bytes))?;
            string(env, sessions::parse(&given)?.0)
        })
    }
}

/// `checkPolicy(policy, folder): string`, the policy's summary as JSON.
unsafe extern "C" fn check_policy(
    env: sys::napi_env,
    info: sys::napi_callback_info,
) -> sys::napi_value {
    // SAFETY: Node runs this callback, which was created with a `Function` as its data.
    unsafe {
        helper(env, info, |environment, [policy, folder]| {
            let policy = policy_of(environment, policy, folder)?;
            string(env, &json::to_json(&policy.summary())?)
        })
    }
}

/// `explainPolicy(policy, folder, request): string`, the verdict as JSON.
unsafe extern "C" fn explain_policy(
    env: sys::napi_env,
    info: sys::napi_callback_info,
) -> sys::napi_value {
    // SAFETY: Node runs this callback, which was created with a `Function` as its data.
    unsafe {
        helper(env, info, |environment, [policy, folder, request]| {
            let policy = Arc::new(policy_of(environment, policy, folder)?);
            let request = Request::read(&json::from_json(&text(request)?)?)?;
            let caller = Arc::new(asking(environment)?);
            let verdict = policy.explain(&request, environment.contract, &caller)?;
            string(env, &json::to_json(&verdict.to_value())?)
        })
    }
}

/// `policySchema(): string`.
unsafe extern "C" fn policy_schema(
    env: sys::napi_env,
    info: sys::napi_callback_info,
) -> sys::napi_value {
    // SAFETY: Node runs this callback, which was created with a `Function` as its data.
    unsafe { helper(env, info, |_, []| string(env, pintle_policy::SCHEMA)) }
}

/// Who asks in a session that is opened now. Programs get nothing of its environment, so the variables
/// that commands name are all.
fn asking(environment: &Environment) -> Result<Caller, Error> {
    let methods = environment.contract.methods().iter();
    let commands = methods.filter_map(|method| method.command().ok());
    let variables: BTreeSet<_> = commands.flat_map(|command| command.variables).collect();
    let variables: Vec<_> = variables.into_iter().copied().collect();
    caller::caller(environment, &[], &variables)
}

fn policy_of(
    environment: &Environment,
    policy: JsSource<'_>,
    folder: JsSource<'_>,
) -> Result<Policy, Error> {
    let folder = text(folder)?;
    Policy::from_json(&text(policy)?, Path::new(&*folder), environment.contract)
}
