//! The items that a client sends to an input of a command while it runs, as far as there is room for them.

use std::{
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use pintle::{
    Context, Error, Name, Value, errors, panic,
    stream::{Inputs, Queue, Taken},
};

use super::{conversation::Conversation, running::Feeds};
use crate::rpc::{self, Code, Failure, Id, Part};

/// How many bytes of items a client may send ahead. The last message of them may be of any size.
const WINDOW: u64 = 256 << 10;

/// What an item counts in addition to its share of the message: values take more memory than their text.
const ITEM: u64 = 64;

/// An input of a request that is fed by messages.
pub(super) struct Feed {
    id: Id,
    pub(super) name: Name,
    conversation: Arc<Conversation>,
    queue: Arc<Queue<Value>>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// How many bytes were granted in all, and how many of them are used. A message is accepted if any is left.
    granted: u64,
    used: u64,
    /// How many bytes have arrived that were not granted again.
    arrived: u64,
    /// Whether nothing more is accepted.
    ended: bool,
}

/// Lets the client send items, and returns the context in which the command reads them.
///
/// A guard decides by the parameters, so that it has to know all items: they are collected then, unless
/// it refuses the call whatever they are.
///
/// # Errors
/// Those of the guard, of the client and of the context.
pub(super) fn open(
    feeds: &Feeds,
    conversation: &Conversation,
    method: &str,
    params: &mut Value,
    context: Context,
) -> Result<Context, Failure> {
    if feeds.is_empty() {
        return Ok(context);
    }
    let Some(guard) = context.guard() else {
        feeds.iter().for_each(|feed| feed.open());
        let queue = |feed: &Arc<Feed>| (feed.name.clone(), Arc::clone(&feed.queue));
        let inputs: Arc<Inputs> = feeds.iter().map(queue).collect();
        return Ok(context.with_inputs(Some(inputs)));
    };
    let found = conversation.host.contract.method(method);
    let found = found.map_err(|error| Code::Method.of(error))?;
    let collected = panic::catch(|| {
        guard.foresee(&found.invocation(params)?)?;
        feeds.iter().for_each(|feed| feed.open());
        let mut room = conversation.limits.message_bytes;
        let lists = feeds.iter().map(|feed| {
            let list = feed.collect(&context, &mut room)?;
            Ok((feed.name.clone(), list))
        });
        lists.collect::<Result<Vec<_>, Error>>()
    });
    let lists = collected.map_err(|error| Code::Command.of(error.of_command(method)))?;
    let mut fields = match mem::replace(params, Value::Null) {
        Value::Object(fields) => Arc::unwrap_or_clone(fields).into_vec(),
        _ => Vec::new(),
    };
    fields.extend(lists);
    *params = Value::object(fields);
    Ok(context)
}

impl Feed {
    pub(super) fn new(id: Id, name: Name, conversation: &Arc<Conversation>) -> Self {
        Self {
            id,
            name,
            conversation: Arc::clone(conversation),
            queue: Arc::default(),
            state: Mutex::default(),
        }
    }

    /// The client may send: the command starts.
    fn open(&self) {
        self.lock().granted = WINDOW;
        self.send(rpc::room(&self.id, &self.name, WINDOW));
    }

    /// Some items have come, in a message of that many bytes.
    pub(super) fn receive(self: &Arc<Self>, items: Vec<Value>, bytes: u64) {
        let mut state = self.lock();
        if state.ended {
            return;
        }
        if state.used >= state.granted {
            state.ended = true;
            drop(state);
            let message = "the client has sent more items than there was room for";
            let error = Error::new(&errors::MESSAGE_LIMIT, message);
            return self.queue.end(Err(error.within(&self.name)));
        }
        let bytes = bytes + ITEM * items.len() as u64;
        state.used += bytes;
        state.arrived += bytes;
        drop(state);
        let feed = Arc::clone(self);
        // Before they are there, since they may be taken as soon as they are.
        self.queue.when_taken(move || feed.grant());
        self.queue.offer_all(items, bytes as usize);
    }

    /// Grants what has arrived once more, or says that the command wants nothing more.
    fn grant(&self) {
        let mut state = self.lock();
        if state.ended {
            return;
        }
        if self.queue.is_left() {
            state.ended = true;
            drop(state);
            return self.send(rpc::enough(&self.id, &self.name));
        }
        // Not after each small message.
        if state.granted.saturating_sub(state.used) > WINDOW / 2 {
            return;
        }
        let bytes = mem::take(&mut state.arrived);
        state.granted += bytes;
        drop(state);
        self.send(rpc::room(&self.id, &self.name, bytes));
    }

    /// Ends the items, with the reason if what they come from has failed.
    pub(super) fn end(&self, failed: bool) {
        if mem::replace(&mut self.lock().ended, true) {
            return;
        }
        let message = "the iterable threw an exception";
        let error = || Error::new(&errors::INPUT, message).within(&self.name);
        self.queue.end(if failed { Err(error()) } else { Ok(()) });
    }

    /// The request has ended.
    pub(super) fn close(&self) {
        self.lock().ended = true;
        self.queue.leave();
    }

    /// All items, of at most `room` bytes together with others.
    fn collect(&self, context: &Context, room: &mut u64) -> Result<Value, Error> {
        let waiting = Arc::clone(&self.queue);
        let _woken = context.on_cancel(move || waiting.wake());
        let mut all = Vec::new();
        loop {
            match self.queue.wait_and_take(usize::MAX, context)? {
                Taken::Items(items) => {
                    for item in items {
                        let size = ITEM + item.size(*room);
                        *room = room.checked_sub(size).ok_or_else(|| self.too_much())?;
                        all.push(item);
                    }
                }
                Taken::End(outcome) => return outcome.map(|()| Value::list(all)),
                Taken::Nothing => {}
            }
        }
    }

    fn too_much(&self) -> Error {
        let message = "under a policy, the items of inputs have at most the size of a message";
        Error::new(&errors::MESSAGE_LIMIT, message).within(&self.name)
    }

    fn send(&self, message: Value) {
        // A message of a name and a number can always be written.
        if let Ok(part) = Part::new(message, self.conversation.framing) {
            self.conversation.output.send(part.alone());
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
