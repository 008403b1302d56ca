//! What a caller can do while a call runs.

use std::ptr;

use napi::sys;
use pintle_core::data::Sink;

use crate::{
    call::environment::Environment,
    export::helper::{Answer, Given, Helper},
    value::javascript::{reference, undefined},
};

/// The functions by the names that the module exports them under.
pub(crate) const HELPERS: [Helper; 2] = [
    Helper::new(c"createControl", create_control),
    Helper::new(c"cancel", cancel),
];

/// `createControl(onProgress?): number`.
fn create_control(environment: &Environment, [on_progress]: Given<'_, 1>) -> Answer {
    let listener = if on_progress.is(sys::ValueType::napi_function) {
        reference(environment.env(), on_progress.value)?
    } else {
        ptr::null_mut()
    };
    let number = environment
        .controls
        .borrow_mut()
        .open(&environment.cancel, listener);
    environment.sink().number(f64::from(number))
}

/// `cancel(control): void`. Does nothing if the call has ended.
fn cancel(environment: &Environment, [control]: Given<'_, 1>) -> Answer {
    let controls = environment.controls.borrow();
    let token = control.id().and_then(|number| controls.get(number));
    let token = token.map(|control| control.token.clone());
    drop(controls);
    if let Some(token) = token {
        token.cancel();
    }
    undefined(environment.env())
}
