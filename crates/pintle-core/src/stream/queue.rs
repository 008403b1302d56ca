//! What is on the way from one end of a stream to the other.

mod futures;
mod jobs;

use std::{
    fmt,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
};

use crate::{Context, Error, errors, pool};

/// This many items are on the way at most.
const MAX_ITEMS: usize = 1_024;

/// A queue with that many bytes takes no further item.
const MAX_BYTES: usize = 256 << 10;

/// The items of a stream that were sent and not taken yet. Any thread may be at either end.
pub struct Queue<T> {
    state: Mutex<State<T>>,
    /// Senders wait here for room.
    room: Condvar,
    /// A taker waits here for items.
    filled: Condvar,
}

struct State<T> {
    items: Vec<T>,
    bytes: usize,
    /// How the sender ended.
    end: Option<Result<(), Error>>,
    /// Whether nobody takes anything any longer.
    left: bool,
    /// How many wait for room, and whether the taker waits: a notification without anybody who waits
    /// would cost a system call.
    senders: usize,
    taker: bool,
    ready: Option<pool::Job>,
    has_room: Option<pool::Job>,
    /// The futures that wait for room.
    futures: futures::Waiting,
}

/// What was taken from a queue.
#[derive(Debug)]
pub enum Taken<T> {
    /// Items, at least one.
    Items(Vec<T>),
    /// The sender has ended, and all its items were taken.
    End(Result<(), Error>),
    /// There is nothing yet.
    Nothing,
}

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self {
            state: Mutex::new(State {
                items: Vec::new(),
                bytes: 0,
                end: None,
                left: false,
                senders: 0,
                taker: false,
                ready: None,
                has_room: None,
                futures: futures::Waiting::default(),
            }),
            room: Condvar::new(),
            filled: Condvar::new(),
        }
    }
}

impl<T> State<T> {
    fn is_full(&self) -> bool {
        self.items.len() >= MAX_ITEMS || self.bytes >= MAX_BYTES
    }

    fn take(&mut self, most: usize) -> Taken<T> {
        if self.items.is_empty() {
            return match &self.end {
                Some(end) => Taken::End(end.clone()),
                None => Taken::Nothing,
            };
        }
        if most >= self.items.len() {
            self.bytes = 0;
            return Taken::Items(std::mem::take(&mut self.items));
        }
        // Each counts with the average of all.
        self.bytes -= self.bytes / self.items.len() * most;
        Taken::Items(self.items.drain(..most).collect())
    }
}

impl<T> Queue<T> {
    /// Adds an item of that many bytes, and waits while the queue is full.
    ///
    /// # Errors
    /// `ERR_PINTLE_CANCELLED` when nobody takes items any longer; that of the context, which is asked
    /// for each batch and while this waits.
    pub fn send(&self, item: T, bytes: usize, context: &Context) -> Result<(), Error> {
        let mut state = self.lock();
        if state.items.is_empty() {
            context.check()?;
        }
        while !state.left && state.is_full() {
            context.check()?;
            state.senders += 1;
            state = Self::wait(&self.room, state, context);
            state.senders -= 1;
        }
        self.add(state, item, bytes, context)
    }

    /// Adds an item, whether the queue is full or not.
    fn add(
        &self,
        mut state: MutexGuard<'_, State<T>>,
        item: T,
        bytes: usize,
        context: &Context,
    ) -> Result<(), Error> {
        if state.left {
            return Err(Error::new(
                &errors::CANCELLED,
                "nobody takes the results any longer",
            ));
        }
        if context.is_cancelled() {
            context.check()?;
        }
        state.items.push(item);
        state.bytes = state.bytes.saturating_add(bytes);
        self.announce(state);
        Ok(())
    }

    /// Ends the sender's side. What was sent is still there to be taken.
    pub fn end(&self, outcome: Result<(), Error>) {
        let mut state = self.lock();
        state.end.get_or_insert(outcome);
        self.announce(state);
    }

    /// Ends the other side: senders get an error from now on. What can be taken then is the sender's
    /// end.
    pub fn leave(&self) {
        let mut state = self.lock();
        state.left = true;
        let items = std::mem::take(&mut state.items);
        state.bytes = 0;
        let has_room = state.has_room.take();
        let futures = state.futures.take();
        // Whoever waits for items is the one that leaves, or hears of the sender's end.
        drop(state);
        self.room.notify_all();
        if let Some(has_room) = has_room {
            has_room();
        }
        futures.wake();
        // Dropping them may run code of commands.
        drop(items);
    }

    /// Whether nobody takes anything any longer.
    pub fn is_left(&self) -> bool {
        self.lock().left
    }

    /// Whether the queue takes no further item for now.
    pub fn is_full(&self) -> bool {
        self.lock().is_full()
    }

    /// Takes what there is, `most` items of it; with 0, only the end can be taken.
    pub fn take(&self, most: usize) -> Taken<T> {
        let mut state = self.lock();
        let taken = state.take(most);
        self.made_room(state);
        taken
    }

    /// Takes what there is, and waits for something if that is nothing.
    ///
    /// # Errors
    /// That of the context.
    pub fn wait_and_take(&self, most: usize, context: &Context) -> Result<Taken<T>, Error> {
        let mut state = self.lock();
        loop {
            let taken = state.take(most);
            if !matches!(taken, Taken::Nothing) {
                self.made_room(state);
                return Ok(taken);
            }
            context.check()?;
            state.taker = true;
            state = Self::wait(&self.filled, state, context);
            state.taker = false;
        }
    }

    /// Wakes whoever waits, to look at its context again.
    pub fn wake(&self) {
        // Locked, so that nobody is between looking and waiting.
        drop(self.lock());
        self.room.notify_all();
        self.filled.notify_all();
    }

    fn announce(&self, mut state: MutexGuard<'_, State<T>>) {
        let ready = state.ready.take();
        let waits = state.taker;
        drop(state);
        if waits {
            self.filled.notify_one();
        }
        if let Some(ready) = ready {
            ready();
        }
    }

    fn made_room(&self, mut state: MutexGuard<'_, State<T>>) {
        let (has_room, futures) = if state.left || !state.is_full() {
            (state.has_room.take(), state.futures.take())
        } else {
            Default::default()
        };
        let waits = state.senders > 0;
        drop(state);
        if waits {
            self.room.notify_all();
        }
        if let Some(has_room) = has_room {
            has_room();
        }
        futures.wake();
    }

    fn wait<'a>(
        condition: &Condvar,
        state: MutexGuard<'a, State<T>>,
        context: &Context,
    ) -> MutexGuard<'a, State<T>> {
        pool::while_waiting(|| match context.remaining() {
            Some(remaining) => {
                let waited = condition.wait_timeout(state, remaining);
                waited.unwrap_or_else(PoisonError::into_inner).0
            }
            None => condition
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner),
        })
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> fmt::Debug for Queue<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.lock();
        formatter
            .debug_struct("Queue")
            .field("items", &state.items.len())
            .field("ended", &state.end.is_some())
            .field("left", &state.left)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
