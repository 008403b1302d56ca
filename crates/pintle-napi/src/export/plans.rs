//! Prepared plans, as held by JavaScript.

use std::{ffi::c_void, ptr, sync::Arc};

use napi::sys;
use pintle_core::{
    Context, Error,
    data::{Sink, Source},
    errors,
    plan::Plan,
};

use crate::{
    call::{caller, environment::Environment, promise},
    value::{javascript::make, sink::JsSink, source::JsSource},
};

/// Checks a plan's JSON text and returns a handle to it, which the garbage collector frees.
pub(crate) fn prepare(environment: &Environment, text: &str) -> Result<sys::napi_value, Error> {
    let plan = Arc::new(Plan::from_json(text, environment.contract)?);
    let address = Arc::as_ptr(&plan) as usize;
    let data = ptr::from_ref(environment).cast_mut().cast();
    let handle = make!(napi_create_external(
        environment.env(),
        address as *mut c_void,
        Some(free),
        data
    ))?;
    environment.plans.borrow_mut().insert(address, plan);
    Ok(handle)
}

unsafe extern "C" fn free(_: sys::napi_env, plan: *mut c_void, environment: *mut c_void) {
    // SAFETY: the pointer was made by `prepare` on this thread.
    if let Some(environment) = unsafe { Environment::alive(environment.cast()) } {
        environment.plans.borrow_mut().remove(&(plan as usize));
    }
}

/// Runs a prepared plan and returns the promise of its report; or only of the outputs if it
/// succeeds and the steps are not wanted, since the report takes most of the time of a plan with
/// cheap steps.
pub(crate) fn run(
    environment: &Environment,
    control: Option<u32>,
    handle: JsSource<'_>,
    input: JsSource<'_>,
    wants_steps: bool,
) -> Result<sys::napi_value, Error> {
    let plan = find(environment, handle)?;
    let input = input.value().map_err(|error| error.at("/input"))?;
    let context = caller::context(&environment.realm, plan.effects(), plan.variables())?;
    promise::run(
        environment,
        control,
        context,
        "pintle.plan",
        move |context: &Context| {
            let report = plan.run(input, context);
            let report = if wants_steps {
                report.to_value()
            } else {
                report.outcome()
            };
            Ok(move |sink: JsSink<'_>| sink.value(report))
        },
    )
}

fn find(environment: &Environment, handle: JsSource<'_>) -> Result<Arc<Plan>, Error> {
    let mut address = ptr::null_mut();
    // SAFETY: the handle is of the current scope; a value that is not an external leaves the
    // address null.
    unsafe { sys::napi_get_value_external(environment.env(), handle.value, &raw mut address) };
    let plan = environment.plans.borrow().get(&(address as usize)).cloned();
    plan.ok_or_else(|| {
        let message = format!("expected a prepared plan, got {}", handle.describe());
        Error::new(&errors::INVALID_TYPE, message)
    })
}
