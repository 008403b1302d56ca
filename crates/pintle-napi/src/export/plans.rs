//! Prepared plans, as held by JavaScript.

use napi::sys;
use pintle_core::{
    Context, Error,
    data::{Sink, Source},
    plan::Plan,
};

use crate::{
    call::{
        caller,
        environment::Environment,
        handles::{held, hold},
        promise,
    },
    value::{sink::JsSink, source::JsSource},
};

/// Checks a plan's JSON text and returns a handle to it.
pub(crate) fn prepare(environment: &Environment, text: &str) -> Result<sys::napi_value, Error> {
    hold(environment, Plan::from_json(text, environment.contract)?)
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
    let plan = held::<Plan>(environment, handle)?;
    let input = input.value().map_err(|error| error.at("/input"))?;
    let context = caller::context(&environment.realm, plan.effects(), plan.variables())?;
    promise::run(
        environment,
        control,
        context,
        "pintle.plan",
        move |context: &Context| {
            let report = if wants_steps {
                plan.run(input, context).to_value()
            } else {
                plan.outcome(input, context)
            };
            Ok(move |sink: JsSink<'_>| sink.value(report))
        },
    )
}
