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
    value::{sink::JsSink, source::JsSource, taking::Taking},
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
    let taking = Taking::begin(&environment.realm);
    let input = input
        .taking(true)
        .value()
        .map_err(|error| error.at("/input"))?;
    let context = caller::context(&environment.realm, plan.effects(), plan.variables())?;
    taking.take()?;
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
