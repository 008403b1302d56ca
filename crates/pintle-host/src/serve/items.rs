//! The results of a command as they come, in as many messages as the client has room for.

use std::{
    future::poll_fn,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Poll, Waker},
};

use pintle::{
    Error, Value,
    resource::Lease,
    stream::{Queue, Taken, Target},
};

use super::conversation::Conversation;
use crate::rpc::{self, Id, MAX_WINDOW, Part};

/// The maximum number of items in a message. The queue limits their size.
const MAX_ITEMS: usize = 1_024;

/// The items of one request on their way to the client.
pub(super) struct Items {
    id: Id,
    conversation: Arc<Conversation>,
    queue: Arc<Queue<Value>>,
    state: Mutex<State>,
}

struct State {
    /// How many messages the client has room for.
    window: u32,
    /// Numbers the resources among the items.
    lease: Option<Arc<Lease>>,
    /// Whether the last item was sent.
    ended: bool,
    /// Why an item could not be sent.
    failed: Option<Error>,
    /// Wakes what waits for the end.
    waker: Option<Waker>,
}

impl State {
    /// Whether all items were sent, once nothing more will be.
    fn outcome(&mut self) -> Option<Result<(), Error>> {
        self.ended.then(|| self.failed.take().map_or(Ok(()), Err))
    }
}

impl Items {
    /// The items of a request whose client has room for `window` messages.
    pub(super) fn new(id: Id, conversation: &Arc<Conversation>, window: u32) -> Arc<Self> {
        Arc::new(Self {
            id,
            conversation: Arc::clone(conversation),
            queue: Arc::default(),
            state: Mutex::new(State {
                window,
                lease: None,
                ended: false,
                failed: None,
                waker: None,
            }),
        })
    }

    /// Where the command is to send them. The resources among them are the client's as those that are
    /// returned.
    pub(super) fn target(self: &Arc<Self>, lease: Option<&Arc<Lease>>) -> Target {
        self.lock().lease = lease.cloned();
        self.send_when_ready();
        Target::caller(Arc::clone(&self.queue))
    }

    /// The client has room for so many more messages.
    pub(super) fn grant(self: &Arc<Self>, messages: u32) {
        let mut state = self.lock();
        state.window = state.window.saturating_add(messages).min(MAX_WINDOW);
        self.send(state);
    }

    /// Sends what the client has room for once the command has ended. `None` if something is left.
    pub(super) fn end(self: &Arc<Self>) -> Option<Result<(), Error>> {
        self.queue.end(Ok(()));
        self.send(self.lock());
        self.lock().outcome()
    }

    /// Waits until the client had room for what was left. That is lost when the future is dropped before.
    pub(super) async fn rest(self: Arc<Self>) -> Result<(), Error> {
        let _leaving = Leaving(&self.queue);
        poll_fn(|polling| {
            let mut state = self.lock();
            if let Some(outcome) = state.outcome() {
                return Poll::Ready(outcome);
            }
            state.waker = Some(polling.waker().clone());
            Poll::Pending
        })
        .await
    }

    fn send_when_ready(self: &Arc<Self>) {
        let items = Arc::clone(self);
        self.queue.when_ready(move || items.send(items.lock()));
    }

    /// Sends what there is, as far as there is room. The lock is held meanwhile, so that the messages
    /// are in order.
    fn send(self: &Arc<Self>, mut state: MutexGuard<'_, State>) {
        while !state.ended {
            // Without room, the end may still be taken.
            let most = if state.window > 0 { MAX_ITEMS } else { 0 };
            match self.queue.take(most) {
                Taken::Items(items) if items.is_empty() => break,
                Taken::Items(items) => {
                    state.window -= 1;
                    match self.message(items, state.lease.as_ref()) {
                        Ok(part) => self.conversation.output.send(part.alone()),
                        Err(error) => {
                            self.queue.leave();
                            state.failed = Some(error);
                            state.ended = true;
                        }
                    }
                }
                Taken::End(_) => state.ended = true,
                Taken::Nothing => {
                    drop(state);
                    return self.send_when_ready();
                }
            }
        }
        let waker = if state.ended {
            state.waker.take()
        } else {
            None
        };
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    fn message(&self, items: Vec<Value>, lease: Option<&Arc<Lease>>) -> Result<Part, Error> {
        let items = Value::list(items);
        let items = match lease {
            Some(lease) => lease.numbered(items)?,
            None => items,
        };
        Part::new(rpc::items(&self.id, items), self.conversation.framing)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Ends the side of a queue that takes.
struct Leaving<'a>(&'a Queue<Value>);

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        self.0.leave();
    }
}
