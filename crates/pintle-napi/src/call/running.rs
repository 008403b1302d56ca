//! What a running call has of its caller: the signal that cancels it, and the listener to its progress.

use std::sync::{Arc, Mutex, PoisonError};

use napi::sys;
use pintle_core::{CancelToken, Context, Progress};

use crate::{
    call::environment::Environment,
    value::javascript::{make, referenced, undefined},
};

/// What cancels a call: its control, or the end of its thread.
pub(crate) fn token(environment: &Environment, control: Option<u32>) -> CancelToken {
    let controls = environment.controls.borrow();
    let control = control.and_then(|number| controls.get(number));
    control
        .map_or(&environment.cancel, |control| &control.token)
        .clone()
}

/// The context of a call: cancelled with its thread, or through its control.
pub(crate) fn controlled(
    environment: &Environment,
    control: Option<u32>,
    context: Context,
) -> Context {
    let controls = environment.controls.borrow();
    let Some((number, control)) = control.and_then(|n| Some((n, controls.get(n)?))) else {
        return context.with_cancel(environment.cancel.clone());
    };
    let context = context.with_cancel(control.token.clone());
    if control.on_progress.is_null() {
        return context;
    }
    let mailbox = Arc::clone(&environment.inbox.mailbox);
    let latest = Arc::new(Mutex::new(None));
    context.with_progress(Some(Arc::new(move |progress: Progress| {
        // A fast command must not fill the queue: only its latest state is worth reporting, unless
        // it has a detail each time.
        if progress.detail.is_some() {
            mailbox.send(Box::new(move |environment| {
                report(environment, number, progress);
            }));
        } else if latest
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .replace(progress)
            .is_none()
        {
            let latest = Arc::clone(&latest);
            mailbox.send(Box::new(move |environment| {
                let progress = latest.lock().unwrap_or_else(PoisonError::into_inner).take();
                if let Some(progress) = progress {
                    report(environment, number, progress);
                }
            }));
        }
    })))
}

/// Calls the caller's `onProgress`.
fn report(environment: &Environment, number: u32, progress: Progress) {
    let env = environment.env();
    let listener = environment
        .controls
        .borrow()
        .get(number)
        .map(|control| control.on_progress);
    let Some(listener) = listener else { return };
    let called = (|| {
        let argument = progress.write(environment.sink())?;
        let listener = referenced(env, listener)?;
        let this = undefined(env)?;
        let arguments = [argument];
        make!(napi_call_function(
            env,
            this,
            listener,
            1,
            arguments.as_ptr()
        ))
    })();
    if called.is_err() {
        // What the listener threw is uncaught, as in an event handler.
        if let Ok(exception) = make!(napi_get_and_clear_last_exception(env)) {
            // SAFETY: the exception is of the current scope.
            unsafe { sys::napi_fatal_exception(env, exception) };
        }
    }
}

/// Closes the control of a call that has ended.
pub(crate) fn release(environment: &Environment, control: Option<u32>) {
    let closed = control.and_then(|number| environment.controls.borrow_mut().close(number));
    if let Some(control) = closed
        && !control.on_progress.is_null()
    {
        // SAFETY: the reference was made by `createControl` and is deleted once.
        unsafe { sys::napi_delete_reference(environment.env(), control.on_progress) };
    }
}
