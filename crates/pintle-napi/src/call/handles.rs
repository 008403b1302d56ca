//! What JavaScript holds of Rust's, such as prepared plans. The garbage collector frees it.

use std::{ptr, sync::Arc};

use napi::sys;
use pintle_core::{Contract, Error, data::Source, errors, plan::Plan};

use crate::{
    call::{environment::Environment, feed::Feed, streaming::Streaming},
    value::source::JsSource,
};

/// What JavaScript can have a handle to.
pub(crate) trait Held: 'static {
    /// What it is called in messages.
    const NAME: &'static str;
}

impl Held for Plan {
    const NAME: &'static str = "a prepared plan";
}

impl Held for Contract {
    const NAME: &'static str = "a contract";
}

impl Held for Streaming {
    const NAME: &'static str = "a stream";
}

impl Held for Feed {
    const NAME: &'static str = "what feeds an input";
}

/// Makes a handle to a value.
pub(crate) fn hold<T: Held>(environment: &Environment, value: T) -> Result<sys::napi_value, Error> {
    let resources = &environment.realm.resources;
    resources.hold_other(Box::new(Arc::new(value)))
}

/// The value behind a handle.
pub(crate) fn held<T: Held>(
    environment: &Environment,
    handle: JsSource<'_>,
) -> Result<Arc<T>, Error> {
    let mut address = ptr::null_mut();
    // SAFETY: the handle is of the current scope; a value that is not an external leaves the
    // address null.
    unsafe { sys::napi_get_value_external(environment.env(), handle.value, &raw mut address) };
    let value = environment.realm.resources.other(address);
    value.ok_or_else(|| {
        let message = format!("expected {}, got {}", T::NAME, handle.describe());
        Error::new(&errors::INVALID_TYPE, message)
    })
}
