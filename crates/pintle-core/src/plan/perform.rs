//! Calling the command of a step.

use std::borrow::Cow;

use super::{Call, Step, activity::Activity, pipes::Pipe, reference::Scope};
use crate::{Context, Error, Invocation, Value, errors, places};

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
