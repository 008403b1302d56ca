//! What a request is to run.

use std::sync::Arc;

use pintle::{
    Context, Name, Value,
    command::{Begun, CallError},
    contract::Method,
    panic,
};

use super::{conversation::Conversation, methods::RunPlan};
use crate::rpc::{Code, Failure};

/// A command that has begun, or why it has not.
type Begin = Result<Begun, Failure>;

/// A request's task.
pub(super) enum Task {
    /// To run a command on parameters by name.
    Command {
        method: Arc<str>,
        params: Value,
        /// Its inputs whose items come while it runs.
        inputs: Vec<Name>,
    },
    /// To run a plan.
    Plan(RunPlan),
}

impl Task {
    /// The method that is called.
    pub(super) fn method(&self) -> &str {
        match self {
            Self::Command { method, .. } => method,
            Self::Plan(_) => "pintle.runPlan",
        }
    }

    /// Whether it may take long.
    pub(super) fn blocking(&self, conversation: &Conversation) -> bool {
        match self {
            Self::Command { method, .. } => {
                let method = conversation.host.contract.method(method);
                method.is_ok_and(Method::blocking)
            }
            Self::Plan(_) => true,
        }
    }

    /// Whether it sends its results as they come.
    pub(super) fn sends(&self, conversation: &Conversation) -> bool {
        match self {
            Self::Command { method, .. } => {
                let method = conversation.host.contract.method(method);
                method.is_ok_and(|method| method.output().is_some())
            }
            Self::Plan(_) => false,
        }
    }

    /// Begins it, if it is a command that holds no thread while it waits.
    pub(super) fn begin(&self, conversation: &Conversation, context: &Context) -> Option<Begin> {
        let Self::Command { method, params, .. } = self else {
            return None;
        };
        let invocation = conversation.host.contract.method(method).ok()?;
        let begun = invocation.invocation(params).ok()?.begin(context)?;
        Some(begun.map_err(failure))
    }

    /// Does it.
    pub(super) fn run(
        &self,
        conversation: &Conversation,
        context: &Context,
    ) -> Result<Value, Failure> {
        match self {
            Self::Command { method, params, .. } => {
                context
                    .check()
                    .map_err(|error| Code::Command.of(error.of_command(method)))?;
                call(conversation, method, params, context)
            }
            Self::Plan(RunPlan { plan, input }) => {
                let prepared = panic::catch(|| conversation.host.prepare(plan));
                let plan = prepared.map_err(|error| Code::Params.of(error))?;
                let input = input.clone().unwrap_or(Value::Null);
                let report = panic::catch(|| Ok(plan.run(input, context).to_value()));
                report.map_err(|error| Code::Command.of(error))
            }
        }
    }
}

/// Runs a command.
fn call(
    conversation: &Conversation,
    method: &str,
    params: &Value,
    context: &Context,
) -> Result<Value, Failure> {
    let contract = &conversation.host.contract;
    let method = contract
        .method(method)
        .map_err(|error| Code::Method.of(error))?;
    method.call(params, context).map_err(failure)
}

fn failure(failed: CallError) -> Failure {
    match failed {
        CallError::Arguments(error) => Code::Params.of(error),
        CallError::Other(error) => Code::Command.of(error),
    }
}
