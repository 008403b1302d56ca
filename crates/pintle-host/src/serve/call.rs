//! A request that runs on the pool.

use std::sync::Arc;

use pintle::{CancelToken, Context, Error, Name, OnCancel, Value, resource::Lease, task};

use super::{
    conversation::Conversation,
    feed::{self, Feed},
    items::Items,
    progress::Listener,
    questions::Functions,
    reply::{Reply, numbered},
    running::{Entry, Feeds},
    task::Task,
    work::Turn,
};
use crate::rpc::{Code, Failure};

/// What a client wants besides the answer.
#[derive(Clone, Copy)]
pub(super) struct Wants {
    /// The progress.
    pub(super) progress: bool,
    /// The results as they come, and how many messages it has room for.
    pub(super) window: Option<u32>,
    /// Questions to its functions, which are numbers among the parameters.
    pub(super) callbacks: bool,
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
    /// What its command sends, if the client wants that as it comes.
    items: Option<Arc<Items>>,
    /// What feeds its inputs while it runs.
    feeds: Feeds,
    /// Whether the client answers questions to its functions.
    callbacks: bool,
    /// Those functions, while it runs.
    functions: Option<(Arc<Functions>, OnCancel)>,
    reply: Option<Reply>,
}

impl Call {
    /// Runs the task on the pool, now or when its turn comes.
    pub(super) fn start(
        conversation: &Arc<Conversation>,
        task: Task,
        reply: Option<Reply>,
        wants: Wants,
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
        let running = id
            .clone()
            .map(|id| conversation.running.enter(id, token.clone()));
        let items = wants.window.filter(|_| task.sends(conversation));
        let items = items.and_then(|window| {
            let items = Items::new(id.clone()?, conversation, window);
            conversation
                .running
                .send(running.as_ref()?, Arc::clone(&items));
            Some(items)
        });
        let feeds: Feeds = match (&task, &id) {
            (Task::Command { inputs, .. }, Some(id)) => {
                let feed = |name: &Name| Feed::new(id.clone(), name.clone(), conversation);
                inputs.iter().map(feed).map(Arc::new).collect()
            }
            _ => Arc::default(),
        };
        if let Some(entry) = &running
            && !feeds.is_empty()
        {
            conversation.running.receive(entry, Arc::clone(&feeds));
        }
        let call = Self {
            conversation: Arc::clone(conversation),
            task,
            token: token.clone(),
            _with_conversation: with_conversation,
            running,
            items,
            feeds,
            callbacks: wants.callbacks,
            functions: None,
            listener: id.filter(|_| wants.progress).map(Listener::new),
            reply,
        };
        conversation
            .work
            .add(token, bytes, move |turn| call.run(turn));
    }

    fn run(mut self, turn: Turn) {
        let Self {
            conversation,
            token,
            listener,
            ..
        } = &self;
        let listener = listener.as_ref().map(|one| one.hearing(conversation));
        let context = conversation
            .context()
            .with_cancel(token.clone())
            .with_progress(listener);
        let lease = context.resources().cloned();
        let target = |items: &Arc<Items>| items.target(lease.as_ref());
        let context = context.with_output(self.items.as_ref().map(target));
        let context = match &mut self.task {
            Task::Command { method, params, .. } => {
                let opened = feed::open(&self.feeds, &self.conversation, method, params, context);
                match opened {
                    Ok(context) => context,
                    Err(failure) => return self.end(turn, Err(failure), None),
                }
            }
            Task::Plan(_) => context,
        };
        let context = self.with_functions(context);
        match self.task.begin(&self.conversation, &context) {
            Some(Ok(future)) => {
                let within = context.clone();
                let end = move |outcome: Result<Value, Error>| {
                    let outcome = outcome.map_err(|error| self.failed(error));
                    self.finish(turn, outcome, within);
                };
                task::spawn(context, future, end);
            }
            Some(Err(failure)) => self.end(turn, Err(failure), None),
            None => {
                let outcome = self.task.run(&self.conversation, &context);
                self.finish(turn, outcome, context);
            }
        }
    }

    /// The context in which the command can ask functions of the client, if that answers. An untrusted one
    /// cannot keep a command waiting.
    fn with_functions(&mut self, context: Context) -> Context {
        let id = self.reply.as_ref().map(|reply| &reply.id);
        let Some(id) = id.filter(|_| self.callbacks && context.guard().is_none()) else {
            return context;
        };
        let (functions, cancelled) = Functions::of(id, &self.conversation, &context);
        let context = context.with_callbacks(Some(Arc::clone(&functions) as _));
        self.functions = Some((functions, cancelled));
        context
    }

    /// Ends once the last items are sent, for which no thread waits: they come before the answer, even if
    /// that is an error.
    fn finish(self, turn: Turn, outcome: Result<Value, Failure>, context: Context) {
        let lease = context.resources().cloned();
        let Some(items) = self.items.clone() else {
            return self.end(turn, outcome, lease.as_ref());
        };
        let end = move |sent: Result<(), Error>| {
            let outcome = outcome.and_then(|result| match sent {
                Ok(()) => Ok(result),
                Err(error) => Err(self.failed(error)),
            });
            self.end(turn, outcome, lease.as_ref());
        };
        match items.end() {
            Some(sent) => end(sent),
            None => {
                task::spawn(context, items.rest(), end);
            }
        }
    }

    fn failed(&self, error: Error) -> Failure {
        Code::Command.of(error.of_command(self.task.method()))
    }

    fn end(self, turn: Turn, outcome: Result<Value, Failure>, lease: Option<&Arc<Lease>>) {
        let Self { conversation, .. } = self;
        if let Some(listener) = self.listener {
            listener.end();
        }
        if let Some((functions, _)) = self.functions {
            functions.end();
        }
        if let Some(entry) = self.running {
            conversation.running.leave(&entry);
        }
        if let Some(reply) = self.reply {
            let outcome = numbered(self.task.method(), outcome, lease);
            reply.send(&conversation, self.task.method(), outcome);
            conversation.output.wait_for_room();
        }
        drop(turn);
    }
}
