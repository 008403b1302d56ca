//! A request that runs on the pool.

use std::sync::Arc;

use pintle::{CancelToken, Context, OnCancel, Value, command::CallError, contract::Method, panic};

use super::{
    conversation::Conversation, methods::RunPlan, progress::Listener, reply::Reply, running::Entry,
};
use crate::rpc::{Code, Failure};

/// A request's task.
pub(super) enum Task {
    /// To run a command on parameters by name.
    Command { method: Arc<str>, params: Value },
    /// To run a plan.
    Plan(RunPlan),
}

/// A request, or a notification without an answer.
pub(super) struct Call {
    conversation: Arc<Conversation>,
    task: Task,
    token: CancelToken,
    /// Cancels it with the conversation.
    _with_conversation: Option<OnCancel>,
    running: Option<Entry>,
    listener: Option<Arc<Listener>>,
    reply: Option<Reply>,
}

impl Task {
    /// The method that is called.
    fn method(&self) -> &str {
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

    /// Does it.
    pub(super) fn run(
        self,
        conversation: &Conversation,
        context: &Context,
    ) -> Result<Value, Failure> {
        match self {
            Self::Command { method, params } => {
                context
                    .check()
                    .map_err(|error| Code::Command.of(error.of_command(&method)))?;
                call(conversation, &method, &params, context)
            }
            Self::Plan(RunPlan { plan, input }) => {
                let prepared = panic::catch(|| conversation.host.prepare(&plan));
                let plan = prepared.map_err(|error| Code::Params.of(error))?;
                let input = input.unwrap_or(Value::Null);
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
    method.call(params, context).map_err(|failed| match failed {
        CallError::Arguments(error) => Code::Params.of(error),
        CallError::Other(error) => Code::Command.of(error),
    })
}

/// An outcome whose resources the client has by their numbers. A notification has no answer, so what
/// it returns is dropped.
pub(super) fn numbered(
    method: &str,
    outcome: Result<Value, Failure>,
    context: &Context,
) -> Result<Value, Failure> {
    let answer = outcome?;
    let Some(lease) = context.resources() else {
        return Ok(answer);
    };
    let numbered = lease.numbered(answer);
    numbered.map_err(|error| Code::Command.of(error.of_command(method)))
}

impl Call {
    /// Runs the task on the pool, now or when its turn comes.
    pub(super) fn start(
        conversation: &Arc<Conversation>,
        task: Task,
        reply: Option<Reply>,
        progress: bool,
        bytes: u64,
    ) {
        // Commands that cannot take long are still completed when the input ends before them, such
        // as those piped in by a shell.
        let (token, with_conversation) = if task.blocking(conversation) {
            let (token, guard) = conversation.cancel.child();
            (token, Some(guard))
        } else {
            (CancelToken::new(), None)
        };
        let id = reply.as_ref().map(|reply| reply.id.clone());
        let call = Self {
            conversation: Arc::clone(conversation),
            task,
            token: token.clone(),
            _with_conversation: with_conversation,
            running: id
                .clone()
                .map(|id| conversation.running.enter(id, token.clone())),
            listener: id.filter(|_| progress).map(Listener::new),
            reply,
        };
        conversation.work.add(token, bytes, move || call.run());
    }

    fn run(self) {
        let Self {
            conversation, task, ..
        } = self;
        let listener = self.listener.as_ref().map(|one| one.hearing(&conversation));
        let context = conversation
            .context()
            .with_cancel(self.token)
            .with_progress(listener);
        let method = task.method().to_owned();
        let outcome = task.run(&conversation, &context);
        if let Some(listener) = self.listener {
            listener.end();
        }
        if let Some(entry) = self.running {
            conversation.running.leave(&entry);
        }
        if let Some(reply) = self.reply {
            let outcome = numbered(&method, outcome, &context);
            reply.send(&conversation, &method, outcome);
            conversation.output.wait_for_room();
        }
    }
}
