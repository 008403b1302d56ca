//! Doing the work of one step.

use std::borrow::Cow;

use super::{
    Block, Call, Outputs, Step, Work,
    activity::{Activity, take_property, take_results},
    pipes::Pipe,
    reference::Scope,
};
use crate::{Context, Error, Invocation, Value, ValueRef, errors, places, pointer};

/// The context for a step, which may have its own time limit.
pub(super) fn limited<'a>(context: &'a Context, step: &Step) -> Cow<'a, Context> {
    match step.time_limit {
        Some(limit) => Cow::Owned(context.clone().with_time_limit(limit)),
        None => Cow::Borrowed(context),
    }
}

/// The parameters of a call, with references filled in, except those to what comes through a pipe.
pub(super) fn params(
    step: &Step,
    call: &Call,
    pipes: &[Pipe],
    scope: &Scope<'_>,
) -> Result<Value, Error> {
    let mut params = call.params.clone();
    for filled in call
        .refs
        .iter()
        .filter(|filled| !Pipe::fills(pipes, filled))
    {
        let at = |error: Error| error.at(&step.ref_pointer(filled));
        let value = filled.reference.resolve(scope).map_err(at)?;
        if !places::put_at(&mut params, &filled.place, value) {
            let message = "the parameters have no such place";
            return Err(at(Error::new(&errors::INVALID_PLAN, message)));
        }
    }
    Ok(params)
}

/// Runs a command.
pub(super) fn invoke(
    step: &Step,
    call: &Call,
    params: &Value,
    context: &Context,
    activity: &Activity,
) -> Result<Value, Error> {
    let invocation = Invocation {
        method: &call.method,
        command: call.command,
        params,
    };
    let outcome = invocation.run(context);
    activity.called(outcome.as_ref().unwrap_or(&Value::Null), context);
    outcome.map_err(|failed| Error::from(failed).at(&format!("{}/params", step.pointer)))
}

/// Runs a block inside a `forEach`, one step after the other: the items run in parallel.
pub(super) fn block(
    block: &Block,
    item: Option<ValueRef<'_>>,
    outer: &Scope<'_>,
    context: &Context,
    activity: &Activity,
) -> Result<Value, Error> {
    activity.item(block, context)?;
    let mut results: Vec<Option<Value>> = vec![None; block.steps.len()];
    for index in &block.order {
        context.check()?;
        let step = &block.steps[*index];
        let scope = Scope {
            results: &results,
            item,
            outer: Some(outer),
            input: outer.input,
        };
        let result = work(step, &scope, &limited(context, step), activity)?;
        results[*index] = Some(result);
    }
    let scope = Scope {
        results: &results,
        item,
        outer: Some(outer),
        input: outer.input,
    };
    outputs(block.outputs.as_ref(), &scope, context)
}

fn work(
    step: &Step,
    scope: &Scope<'_>,
    context: &Context,
    activity: &Activity,
) -> Result<Value, Error> {
    match &step.work {
        Work::Call(call) => {
            let params = params(step, call, &[], scope)?;
            invoke(step, call, &params, context, activity)
        }
        Work::ForEach { list, body } => {
            let place = format!("{}/forEach", step.pointer);
            let list = list.resolve(scope).map_err(|error| error.at(&place))?;
            let mut results = Vec::new();
            while let Ok(item) = pointer::resolve(&list, &[results.len().to_string()]) {
                take_results(1, context)?;
                results.push(block(body, Some(item), scope, context, activity)?);
            }
            Ok(Value::list(results))
        }
    }
}

/// The outputs of a block whose steps are all done.
fn outputs(
    outputs: Option<&Outputs>,
    scope: &Scope<'_>,
    context: &Context,
) -> Result<Value, Error> {
    match outputs {
        None => Ok(Value::Null),
        Some(Outputs::One(reference)) => reference.resolve(scope),
        Some(Outputs::Named(entries)) => entries
            .iter()
            .map(|(name, reference)| {
                let value = reference.resolve(scope)?;
                take_property(name, &value, context)?;
                Ok((name.clone(), value))
            })
            .collect(),
    }
}
