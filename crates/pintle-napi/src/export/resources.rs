//! The types of resources, and the end of one.

use std::ptr;

use napi::sys;

use crate::{
    call::environment::Environment,
    export::helper::{Answer, Given, Helper},
    value::javascript::{string, undefined},
};

/// The functions by the names that the module exports them under.
pub(crate) const HELPERS: [Helper; 2] = [
    Helper::new(c"resources", resources),
    Helper::new(c"disposeResource", dispose_resource),
];

/// `resources(): string`.
fn resources(environment: &Environment, []: Given<'_, 0>) -> Answer {
    string(environment.env(), &environment.contract.resources())
}

/// `disposeResource(handle): void`. Does nothing if it has been disposed of.
fn dispose_resource(environment: &Environment, [handle]: Given<'_, 1>) -> Answer {
    let mut address = ptr::null_mut();
    // SAFETY: the handle is of the current scope; a value that is not an external leaves the address
    // null.
    unsafe { sys::napi_get_value_external(environment.env(), handle.value, &raw mut address) };
    environment.realm.resources.dispose(address);
    undefined(environment.env())
}
