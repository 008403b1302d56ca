//! What the addon exports: the commands, and what the TypeScript client needs beside them.

use std::{
    ffi::{CStr, CString},
    ptr,
};

use napi::sys;
use pintle_core::{
    Error,
    data::{Sink, Source},
    panic,
};

use crate::{
    addon::{Addon, Callback},
    arguments::Positional,
    environment::Environment,
    javascript::{function, make, reference, set, string, type_of, undefined},
    plans, policies, properties,
    sink::JsSink,
    source::JsSource,
    throw::throw,
};

/// Puts everything on the module's exports.
pub(crate) fn fill(
    environment: &Environment,
    exports: sys::napi_value,
    addon: &Addon,
) -> Result<(), Error> {
    let env = environment.env;
    let helpers: [(&'static CStr, Callback); 9] = [
        (c"contract", contract),
        (c"calls", calls),
        (c"initialize", initialize),
        (c"createControl", create_control),
        (c"cancel", cancel),
        (c"checkParams", check_params),
        (c"checkResult", check_result),
        (c"preparePlan", prepare_plan),
        (c"runPlan", run_plan),
    ];
    for (name, callback) in helpers.into_iter().chain(policies::HELPERS) {
        let text = name.to_str().unwrap_or_default();
        let callback = function(env, text, callback, environment.function(text))?;
        set(env, exports, name, callback)?;
    }
    set(env, exports, c"commands", commands(environment, addon)?)
}

/// The commands, in an object for each family. A blocking one is there twice: under its own name it
/// takes a control before its parameters and gives a promise; with `Sync` behind it runs at once.
fn commands(environment: &Environment, addon: &Addon) -> Result<sys::napi_value, Error> {
    let env = environment.env;
    let families = make!(napi_create_object(env))?;
    let mut entries = addon
        .entries
        .iter()
        .copied()
        .flatten()
        .zip(environment.contract.methods());
    for family in addon.families {
        let object = make!(napi_create_object(env))?;
        for (entry, method) in entries.by_ref().take(family.commands.len()) {
            let name = method.command().name;
            let data = environment.function(method.name());
            let add = |name: String, callback| -> Result<(), Error> {
                let callback = function(env, &name, callback, data)?;
                let name = CString::new(name).unwrap_or_default();
                set(env, object, &name, callback)
            };
            if let Some(start) = entry.start {
                add(name.to_owned(), start)?;
                add(format!("{name}Sync"), entry.call)?;
            } else {
                add(name.to_owned(), entry.call)?;
            }
        }
        let name = CString::new(family.name).unwrap_or_default();
        set(env, families, &name, object)?;
    }
    Ok(families)
}

/// Runs a helper of the client's: reads its arguments, throws what fails.
pub(crate) unsafe fn helper<const N: usize>(
    env: sys::napi_env,
    info: sys::napi_callback_info,
    body: impl FnOnce(&Environment, [JsSource<'_>; N]) -> Result<sys::napi_value, Error>,
) -> sys::napi_value {
    // SAFETY: Node runs a callback, which was created with a `Function` as its data.
    let arguments = unsafe { Positional::read(env, info, 0, N) };
    // SAFETY: the environment outlives every call into it.
    let environment = unsafe { &*arguments.function.environment };
    let sources = std::array::from_fn(|index| arguments.skipped(index));
    panic::catch(|| body(environment, sources)).unwrap_or_else(|error| throw(environment, &error))
}

/// `contract(): string`.
unsafe extern "C" fn contract(
    env: sys::napi_env,
    info: sys::napi_callback_info,
) -> sys::napi_value {
    // SAFETY: Node runs this callback, which was created with a `Function` as its data.
    unsafe {
        helper(env, info, |environment, []| {
            string(environment.env, environment.contract.text())
        })
    }
}

/// `calls(): string`.
unsafe extern "C" fn calls(env: sys::napi_env, info: sys::napi_callback_info) -> sys::napi_value {
    // SAFETY: Node runs this callback, which was created with a `Function` as its data.
    unsafe {
        helper(env, info, |environment, []| {
            string(environment.env, &environment.contract.calls())
        })
    }
}

/// `initialize({ createError, Bytes, handOver }): void`.
unsafe extern "C" fn initialize(
    env: sys::napi_env,
    info: sys::napi_callback_info,
) -> sys::napi_value {
    // SAFETY: Node runs this callback, which was created with a `Function` as its data.
    unsafe {
        helper(env, info, |environment, [host]| {
            let property = |name| property(env, host.value, name);
            environment.create_error.set(property(c"createError")?);
            environment.bytes_class.set(property(c"Bytes")?);
            environment.hand_over.set(property(c"handOver")?);
            let data = environment.function("receive");
            let receive = function(env, "receive", properties::receive, data)?;
            environment.receive.set(reference(env, receive)?);
            environment.push.set(array_push(env)?);
            undefined(env)
        })
    }
}

/// `createControl(onProgress?): number`.
unsafe extern "C" fn create_control(
    env: sys::napi_env,
    info: sys::napi_callback_info,
) -> sys::napi_value {
    // SAFETY: Node runs this callback, which was created with a `Function` as its data.
    unsafe {
        helper(env, info, |environment, [on_progress]| {
            let is_function = type_of(env, on_progress.value) == sys::ValueType::napi_function;
            let listener = if is_function {
                reference(env, on_progress.value)?
            } else {
                ptr::null_mut()
            };
            let number = environment
                .controls
                .borrow_mut()
                .open(&environment.cancel, listener);
            JsSink(environment).number(f64::from(number))
        })
    }
}

/// `cancel(control): void`. Does nothing when the call has ended.
unsafe extern "C" fn cancel(env: sys::napi_env, info: sys::napi_callback_info) -> sys::napi_value {
    // SAFETY: Node runs this callback, which was created with a `Function` as its data.
    unsafe {
        helper(env, info, |environment, [control]| {
            let controls = environment.controls.borrow();
            let token = number(control).and_then(|number| controls.get(number));
            let token = token.map(|control| control.token.clone());
            drop(controls);
            if let Some(token) = token {
                token.cancel();
            }
            undefined(env)
        })
    }
}

/// `checkParams(method, params): void`.
unsafe extern "C" fn check_params(
    env: sys::napi_env,
    info: sys::napi_callback_info,
) -> sys::napi_value {
    // SAFETY: Node runs this callback, which was created with a `Function` as its data.
    unsafe {
        helper(env, info, |environment, [method, params]| {
            let method = environment.contract.method(&text(method)?)?;
            let params = params
                .value()
                .map_err(|error| error.of_command(method.name()))?;
            method.check_params(&params, environment.contract.defs())?;
            undefined(env)
        })
    }
}

/// `checkResult(method, result): void`.
unsafe extern "C" fn check_result(
    env: sys::napi_env,
    info: sys::napi_callback_info,
) -> sys::napi_value {
    // SAFETY: Node runs this callback, which was created with a `Function` as its data.
    unsafe {
        helper(env, info, |environment, [method, result]| {
            let method = environment.contract.method(&text(method)?)?;
            let result = result
                .value()
                .map_err(|error| error.of_command(method.name()))?;
            method.check_result(&result, environment.contract.defs())?;
            undefined(env)
        })
    }
}

/// `preparePlan(text): PlanHandle`.
unsafe extern "C" fn prepare_plan(
    env: sys::napi_env,
    info: sys::napi_callback_info,
) -> sys::napi_value {
    // SAFETY: Node runs this callback, which was created with a `Function` as its data.
    unsafe {
        helper(env, info, |environment, [plan]| {
            plans::prepare(environment, &text(plan)?)
        })
    }
}

/// `runPlan(control, plan, input): Promise<PlanReport>`.
unsafe extern "C" fn run_plan(
    env: sys::napi_env,
    info: sys::napi_callback_info,
) -> sys::napi_value {
    // SAFETY: Node runs this callback, which was created with a `Function` as its data.
    unsafe {
        helper(env, info, |environment, [control, plan, input, steps]| {
            let control = number(control);
            let wants_steps = steps.bool().unwrap_or(true);
            plans::run(environment, control, plan, input, wants_steps)
                .inspect_err(|_| crate::promise::release(environment, control))
        })
    }
}

/// The number of a control or a session.
pub(crate) fn number(control: JsSource<'_>) -> Option<u32> {
    control.number().ok().map(|number| number as u32)
}

/// A reference to what an object holds under that name.
fn property(
    env: sys::napi_env,
    object: sys::napi_value,
    name: &CStr,
) -> Result<sys::napi_ref, Error> {
    reference(
        env,
        make!(napi_get_named_property(env, object, name.as_ptr()))?,
    )
}

/// `Array.prototype.push`, as it is when the addon is loaded.
fn array_push(env: sys::napi_env) -> Result<sys::napi_ref, Error> {
    property(env, make!(napi_create_array(env))?, c"push")
}

pub(crate) fn text(source: JsSource<'_>) -> Result<std::borrow::Cow<'_, str>, Error> {
    source
        .string()
        .map_err(|fault| fault.expected("a string", source))
}
