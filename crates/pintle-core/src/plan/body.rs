//! The body of a `forEach`, for one item.

use super::{
    Block, Outputs, Work,
    activity::{Activity, take_property, take_results},
    fed::fed,
    perform::{self, limited},
    pipes::{Pipe, Pipes},
    reference::Scope,
};
use crate::{Context, Error, Value, ValueRef, pointer};

/// The body of a `forEach`, and how its steps pass their results on, if any do.
#[derive(Clone, Copy)]
pub(super) struct Body<'b> {
    pub(super) block: &'b Block,
    pub(super) pipes: Option<&'b Pipes>,
}

impl<'b> Body<'b> {
    /// What a step reads from.
    pub(super) fn pipes_to(self, step: usize) -> &'b [Pipe] {
        self.pipes.map_or(&[], |pipes| &pipes.sources[step])
    }

    /// The body of a step that is a `forEach` itself.
    pub(super) fn inside(self, step: usize, block: &'b Block) -> Self {
        let pipes = self.pipes.and_then(|pipes| pipes.body(step));
        Self { block, pipes }
    }

    fn is_source(self, step: usize) -> bool {
        self.pipes
            .is_some_and(|pipes| pipes.consumers[step].is_some())
    }
}

/// Runs the steps one after the other: the items run in parallel.
pub(super) fn run(
    body: Body<'_>,
    item: Option<ValueRef<'_>>,
    outer: &Scope<'_>,
    context: &Context,
    activity: &Activity,
) -> Result<Value, Error> {
    let block = body.block;
    activity.item(block, context)?;
    let mut results: Vec<Option<Value>> = vec![None; block.steps.len()];
    for index in &block.order {
        if body.is_source(*index) {
            continue; // The step that reads from it starts it.
        }
        context.check()?;
        let scope = Scope {
            results: &results,
            item,
            outer: Some(outer),
            input: outer.input,
        };
        let result = if body.pipes_to(*index).is_empty() {
            work(body, *index, &scope, context, activity)
        } else {
            fed(body, *index, &scope, context, activity)
        };
        results[*index] = Some(result?);
    }
    let scope = Scope {
        results: &results,
        item,
        outer: Some(outer),
        input: outer.input,
    };
    outputs(block.outputs.as_ref(), &scope, context)
}

/// Runs a step for which nothing comes while it runs.
fn work(
    body: Body<'_>,
    index: usize,
    scope: &Scope<'_>,
    context: &Context,
    activity: &Activity,
) -> Result<Value, Error> {
    let step = &body.block.steps[index];
    let context = limited(context, step);
    match &step.work {
        Work::Call(call) => {
            let params = perform::params(step, call, &[], scope)?;
            perform::invoke(step, call, &params, &context, activity)
        }
        Work::ForEach { list, body: block } => {
            let place = format!("{}/forEach", step.pointer);
            let list = list.resolve(scope).map_err(|error| error.at(&place))?;
            let inside = body.inside(index, block);
            let mut results = Vec::new();
            while let Ok(item) = pointer::resolve(&list, &[results.len().to_string()]) {
                take_results(1, &context)?;
                results.push(run(inside, Some(item), scope, &context, activity)?);
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
