//! Throwing errors in JavaScript.

use std::ptr;

use napi::sys;
use pintle_core::{Error, data::Sink, errors};

use crate::{
    call::environment::Environment,
    value::{
        javascript::{define, make, referenced, string, undefined},
        thrown::Thrown,
    },
};

/// Throws the error, and returns what a throwing callback must return.
#[cold]
pub(crate) fn throw(environment: &Environment, error: &Error) -> sys::napi_value {
    let env = environment.env();
    if let Ok(exception) = exception(environment, error) {
        // SAFETY: the exception is of the current scope.
        unsafe { sys::napi_throw(env, exception) };
    }
    ptr::null_mut()
}

/// The error as a JavaScript object: created by `createError`, so that its stack is that
/// of the call.
pub(crate) fn exception(
    environment: &Environment,
    error: &Error,
) -> Result<sys::napi_value, Error> {
    let env = environment.env();
    let data = environment.sink().value(error.to_value())?;
    let thrown = environment.realm.thrown.replace(ptr::null_mut());
    if *error.kind() == errors::GETTER_THREW && !thrown.is_null() {
        define(env, data, "cause", thrown)?;
    }
    let origin = error.origin().and_then(|origin| origin.downcast_ref());
    if let Some(thrown) = origin.and_then(|thrown: &Thrown| thrown.value(&environment.realm)) {
        define(env, data, "cause", thrown)?;
    }
    let factory = environment.create_error.get();
    if factory.is_null() {
        return plain(env, error);
    }
    let factory = referenced(env, factory)?;
    let this = undefined(env)?;
    let arguments = [data];
    make!(napi_call_function(
        env,
        this,
        factory,
        1,
        arguments.as_ptr()
    ))
}

/// An `Error` with a code, for a caller that has not provided a better constructor.
fn plain(env: sys::napi_env, error: &Error) -> Result<sys::napi_value, Error> {
    let code = string(env, error.code())?;
    let message = string(env, &error.to_string())?;
    let exception = make!(napi_create_error(env, code, message))?;
    define(env, exception, "pointer", string(env, error.pointer())?)?;
    Ok(exception)
}
