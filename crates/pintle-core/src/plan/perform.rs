//! Doing the work of one step.

use std::{borrow::Cow, sync::Arc};

use super::{Block, Call, Outputs, Step, Work, fill, reference::Scope};
use crate::{Context, Error, Invocation, Value, ValueRef, pointer};

/// The context for a step, which may have a time limit of its own.
pub(super) fn limited<'a>(context: &'a Context, step: &Step) -> Cow<'a, Context> {
    match step.time_limit {
        Some(limit) => Cow::Owned(context.clone().with_time_limit(limit)),
        None => Cow::Borrowed(context),
    }
}

/// The parameters of a call, with what references fill in.
pub(super) fn params(step: &Step, call: &Call, scope: &Scope<'_>) -> Result<Value, Error> {
    let mut params = call.params.clone();
    for (target, reference) in &call.refs {
        let at = |error: Error| error.at(&step.ref_pointer(target));
        let value = reference.resolve(scope).map_err(at)?;
        fill::put(&mut params, target, value).map_err(at)?;
    }
    Ok(params)
}

/// Runs a command.
pub(super) fn invoke(
    step: &Step,
    call: &Call,
    params: &Value,
    context: &Context,
) -> Result<Value, Error> {
    let invocation = Invocation {
        method: &call.method,
        command: call.command,
        params,
    };
    let outcome = invocation.run(context);
    outcome.map_err(|error| error.at(&format!("{}/params", step.pointer)))
}

/// Runs a block inside a `forEach`, one step after the other: the items run in parallel.
pub(super) fn block(
    block: &Block,
    item: Option<ValueRef<'_>>,
    outer: &Scope<'_>,
    context: &Context,
) -> Result<Value, Error> {
    let mut results: Vec<Option<Value>> = vec![None; block.steps.len()];
    while let Some(index) = (0..block.steps.len()).find(|index| {
        let needs = &block.steps[*index].after;
        results[*index].is_none() && needs.iter().all(|need| results[*need].is_some())
    }) {
        context.check()?;
        let step = &block.steps[index];
        let scope = Scope {
            results: &results,
            item,
            outer: Some(outer),
            input: outer.input,
        };
        let result = work(step, &scope, &limited(context, step))?;
        results[index] = Some(result);
    }
    let scope = Scope {
        results: &results,
        item,
        outer: Some(outer),
        input: outer.input,
    };
    outputs(block.outputs.as_ref(), &scope)
}

fn work(step: &Step, scope: &Scope<'_>, context: &Context) -> Result<Value, Error> {
    match &step.work {
        Work::Call(call) => invoke(step, call, &params(step, call, scope)?, context),
        Work::ForEach { list, body } => {
            let place = format!("{}/forEach", step.pointer);
            let list = list.resolve(scope).map_err(|error| error.at(&place))?;
            let mut results = Vec::new();
            while let Ok(item) = pointer::resolve(&list, &[results.len().to_string()]) {
                results.push(block(body, Some(item), scope, context)?);
            }
            Ok(Value::List(Arc::new(results)))
        }
    }
}

/// The outputs of a block whose steps are all done.
fn outputs(outputs: Option<&Outputs>, scope: &Scope<'_>) -> Result<Value, Error> {
    match outputs {
        None => Ok(Value::Null),
        Some(Outputs::One(reference)) => reference.resolve(scope),
        Some(Outputs::Named(entries)) => entries
            .iter()
            .map(|(name, reference)| Ok((name.clone(), reference.resolve(scope)?)))
            .collect(),
    }
}
