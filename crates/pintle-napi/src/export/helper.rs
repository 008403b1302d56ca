//! The functions that the TypeScript client calls, as Node callbacks.

use std::{ffi::CStr, ptr::NonNull};

use napi::sys;
use pintle_core::{Error, panic};

use crate::{
    call::{
        arguments::{MAX, Positional},
        environment::Environment,
        throw::throw,
    },
    value::{javascript::Callback, source::JsSource},
};

/// The arguments of a function.
pub(crate) type Given<'s, const N: usize> = [JsSource<'s>; N];

/// What a function returns to JavaScript.
pub(crate) type Answer = Result<sys::napi_value, Error>;

/// A function, and the name under which the module exports it.
#[derive(Clone, Copy)]
pub(crate) struct Helper {
    pub(crate) name: &'static CStr,
    pub(crate) callback: Callback,
}

impl Helper {
    /// Turns `body`, which takes `N` arguments, into a callback; its errors are thrown.
    pub(crate) const fn new<const N: usize, F>(name: &'static CStr, _body: F) -> Self
    where
        F: Fn(&Environment, Given<'_, N>) -> Answer + Copy,
    {
        const {
            assert!(N <= MAX, "there is no room for so many arguments");
            assert!(size_of::<F>() == 0, "a callback has nowhere to keep values");
        };
        Self {
            name,
            callback: call::<N, F>,
        }
    }
}

unsafe extern "C" fn call<const N: usize, F>(
    env: sys::napi_env,
    info: sys::napi_callback_info,
) -> sys::napi_value
where
    F: Fn(&Environment, Given<'_, N>) -> Answer,
{
    // SAFETY: `new` was given a value of `F`, and checked that it takes up no memory.
    let body = unsafe { NonNull::<F>::dangling().as_ref() };
    // SAFETY: Node runs this callback, which was created with a `Function` as its data.
    let arguments = unsafe { Positional::read(env, info, 0, N) };
    // SAFETY: the environment outlives every call into it.
    let environment = unsafe { &*arguments.function.environment };
    let sources = std::array::from_fn(|index| arguments.skipped(index));
    panic::catch(|| body(environment, sources)).unwrap_or_else(|error| throw(environment, &error))
}
