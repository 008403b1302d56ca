//! Prepared plans, as held by JavaScript.

use pintle_core::{
    Context,
    data::{Sink, Source},
    plan::Plan,
};

use crate::{
    call::{
        caller,
        environment::Environment,
        handles::{held, hold},
        promise, running,
    },
    export::helper::{Answer, Given, Helper},
    value::{sink::JsSink, source::JsSource, taking::Taking},
};

/// The functions by the names that the module exports them under.
pub(crate) const HELPERS: [Helper; 2] = [
    Helper::new(c"preparePlan", prepare_plan),
    Helper::new(c"runPlan", run_plan),
];

/// `preparePlan(text): PlanHandle`. Checks the plan.
fn prepare_plan(environment: &Environment, [plan]: Given<'_, 1>) -> Answer {
    hold(
        environment,
        Plan::from_json(&plan.text()?, environment.contract)?,
    )
}

/// `runPlan(control, plan, input, wantsSteps): Promise<PlanReport>`.
fn run_plan(environment: &Environment, [control, plan, input, steps]: Given<'_, 4>) -> Answer {
    let control = control.id();
    let wants_steps = steps.bool().unwrap_or(true);
    run(environment, control, plan, input, wants_steps)
        .inspect_err(|_| running::release(environment, control))
}

/// Runs a prepared plan and returns the promise of its report; or only of the outputs if it
/// succeeds and the steps are not wanted, since the report takes most of the time of a plan with
/// cheap steps.
fn run(
    environment: &Environment,
    control: Option<u32>,
    handle: JsSource<'_>,
    input: JsSource<'_>,
    wants_steps: bool,
) -> Answer {
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
            let report = if wants_steps {
                plan.run(input, context).to_value()
            } else {
                plan.outcome(input, context)
            };
            Ok(move |sink: JsSink<'_>| sink.value(report))
        },
    )
}
