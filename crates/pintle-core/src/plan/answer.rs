//! What a plan answers once all of its steps have ended.

use std::sync::Arc;

use super::{
    Outputs, Report, StepReport,
    activity::take_property,
    reference::{Reference, Scope},
    run::Run,
};
use crate::{Context, Error, Value, errors, pointer};

impl Run {
    pub(super) fn report(&self) -> Report {
        let mut state = self.lock();
        let block = &self.plan.block;
        let (mut outputs, mut error) = match &block.outputs {
            Some(wanted) => available(wanted, &self.scope(&state.results), &self.context),
            None => (Value::Null, None),
        };
        let ends = std::mem::take(&mut state.ends);
        let mut results = std::mem::take(&mut state.results);
        if !self.reports_results {
            results.fill(None);
        }
        // What its calls returned was counted then.
        let given = results.iter().flatten().chain([&outputs]);
        if let Err(used_up) = self.context.settle(given, self.activity.given()) {
            results.fill(None);
            outputs = Value::Null;
            error = Some(used_up);
        }
        let steps = block
            .steps
            .iter()
            .zip(ends)
            .enumerate()
            .map(|(index, (step, end))| {
                let end =
                    end.unwrap_or_else(|| unreachable!("the plan has ended, and so each step"));
                StepReport {
                    id: Arc::clone(&step.id),
                    status: end.status,
                    result: results[index].take(),
                    error: end.error,
                    item: end.item,
                    duration: end.duration,
                }
            });
        Report {
            steps: steps.collect(),
            outputs,
            error,
        }
    }
}

/// The outputs of a plan, null if a step has no result; and why one is missing although its step
/// has a result.
fn available(outputs: &Outputs, scope: &Scope<'_>, context: &Context) -> (Value, Option<Error>) {
    let mut failed = None;
    let mut value = |reference: &Reference, name: Option<&str>| {
        let value = reference.resolve(scope);
        let value = value.and_then(|value| {
            take_property(name.unwrap_or_default(), &value, context)?;
            Ok(value)
        });
        value.unwrap_or_else(|error| {
            if *error.kind() != errors::UNKNOWN_STEP {
                let place = name.map(pointer::token).unwrap_or_default();
                failed.get_or_insert(error.at(&format!("/outputs{place}")));
            }
            Value::Null
        })
    };
    let outputs = match outputs {
        Outputs::One(reference) => value(reference, None),
        Outputs::Named(entries) => entries
            .iter()
            .map(|(name, reference)| (name.clone(), value(reference, Some(name))))
            .collect(),
    };
    (outputs, failed)
}
