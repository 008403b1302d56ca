//! A request that runs on the pool.

use std::sync::Arc;

use pintle::{CancelToken, Context, OnCancel, Value, command::CallError, contract::Method, panic};

use super::{methods::RunPlan, progress::Listener, reply::Reply, running::Entry, session::Session};
use crate::rpc::{Code, Failure};

/// What a request asks for.
pub(super) enum Task {
    /// To run a command on parameters by name.
    Command { method: Arc<str>, params: Value },
    /// To run a plan.
    Plan(RunPlan),
}

/// A request, or a notification when nobody waits for an answer.
pub(super) struct Call {
    session: Arc<Session>,
    task: Task,
    token: CancelToken,
    /// Cancels it with the session.
    _with_session: Option<OnCancel>,
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
    pub(super) fn blocking(&self, session: &Session) -> bool {
        match self {
            Self::Command { method, .. } => {
                let method = session.host.contract.method(method);
                method.is_ok_and(Method::blocking)
            }
            Self::Plan(_) => true,
        }
    }

    /// Does it.
    pub(super) fn run(self, session: &Session, context: &Context) -> Result<Value, Failure> {
        match self {
            Self::Command { method, params } => {
                context
                    .check()
                    .map_err(|error| Code::Command.of(error.of_command(&method)))?;
                call(session, &method, &params, context)
            }
            Self::Plan(RunPlan { plan, input }) => {
                let prepared = panic::catch(|| session.host.prepare(&plan));
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
    session: &Session,
    method: &str,
    params: &Value,
    context: &Context,
) -> Result<Value, Failure> {
    let contract = &session.host.contract;
    let method = contract
        .method(method)
        .map_err(|error| Code::Method.of(error))?;
    method.call(params, context).map_err(|failed| match failed {
        CallError::Arguments(error) => Code::Params.of(error),
        CallError::Other(error) => Code::Command.of(error),
    })
}

impl Call {
    /// Runs the task on the pool, now or when its turn comes.
    pub(super) fn start(
        session: &Arc<Session>,
        task: Task,
        reply: Option<Reply>,
        progress: bool,
        bytes: u64,
    ) {
        // What cannot take long is done when the input ends before it: so is what a shell pipes in.
        let (token, with_session) = if task.blocking(session) {
            let (token, guard) = session.cancel.child();
            (token, Some(guard))
        } else {
            (CancelToken::new(), None)
        };
        let id = reply.as_ref().map(|reply| reply.id.clone());
        let call = Self {
            session: Arc::clone(session),
            task,
            token: token.clone(),
            _with_session: with_session,
            running: id
                .clone()
                .map(|id| session.running.enter(id, token.clone())),
            listener: id.filter(|_| progress).map(Listener::new),
            reply,
        };
        session.work.add(token, bytes, move || call.run());
    }

    fn run(self) {
        let Self { session, task, .. } = self;
        let listener = self.listener.as_ref().map(|one| one.hearing(&session));
        let context = session
            .host
            .context()
            .with_cancel(self.token)
            .with_progress(listener);
        let method = task.method().to_owned();
        let outcome = task.run(&session, &context);
        if let Some(listener) = self.listener {
            listener.end();
        }
        if let Some(entry) = self.running {
            session.running.leave(&entry);
        }
        if let Some(reply) = self.reply {
            reply.send(&session, &method, outcome);
            session.output.wait_for_room();
        }
    }
}
