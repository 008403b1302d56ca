//! A stream that JavaScript reads.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use napi::sys;
use pintle_core::{
    CancelToken, Encode, Error, OnCancel, panic, pool,
    stream::{Queue, Taken},
};

use crate::value::sink::JsSink;

/// Starts a command on the pool. One that has not begun can be withdrawn.
pub(crate) type Start = Box<dyn FnOnce() -> pool::Ticket + Send>;

/// What JavaScript holds of a stream. Its command starts when something is taken for the first time,
/// and is cancelled when this is dropped.
pub(crate) struct Streaming {
    pub(crate) method: &'static str,
    pub(crate) control: Option<u32>,
    pub(crate) token: CancelToken,
    /// Cancels it with its call or its thread.
    pub(crate) _with_call: OnCancel,
    /// What is left to do when it is dropped.
    pub(crate) release: Mutex<Option<pool::Job>>,
    /// Starts the command, until it has started.
    pub(crate) start: Mutex<Option<Start>>,
    /// Ends it when it is cancelled while it still waits for a thread of the pool.
    pub(crate) leaving: Mutex<Option<OnCancel>>,
    pub(crate) items: Arc<dyn Items>,
}

/// The queue of a command's items, whatever their type.
pub(crate) trait Items: Send + Sync {
    fn take(&self, columns: bool) -> Batch;
    fn when_ready(&self, ready: pool::Job);
    fn leave(&self);
    fn end(&self, outcome: Result<(), Error>);
}

/// What was taken.
pub(crate) enum Batch {
    Items(Write),
    End(Result<(), Error>),
    Nothing,
}

/// Writes a batch.
pub(crate) type Write = Box<dyn FnOnce(JsSink<'_>) -> Result<sys::napi_value, Error>>;

impl<T: Encode + Send + 'static> Items for Queue<T> {
    fn take(&self, columns: bool) -> Batch {
        match self.take(usize::MAX) {
            Taken::Items(items) if columns => {
                Batch::Items(Box::new(move |sink| T::encode_columns(items, sink)))
            }
            Taken::Items(items) => Batch::Items(Box::new(move |sink| T::encode_list(items, sink))),
            Taken::End(outcome) => Batch::End(outcome),
            Taken::Nothing => Batch::Nothing,
        }
    }

    fn when_ready(&self, ready: pool::Job) {
        self.when_ready(ready);
    }

    fn leave(&self) {
        self.leave();
    }

    fn end(&self, outcome: Result<(), Error>) {
        self.end(outcome);
    }
}

impl Streaming {
    /// Starts the command, unless it has started.
    pub(crate) fn start(&self) {
        let Some(start) = lock(&self.start).take() else {
            return;
        };
        let ticket = start();
        // If it is cancelled before there is a thread for it, it ends on the thread that cancels.
        let leaving = self.token.on_cancel(move || {
            if let Some(job) = pool::withdraw(ticket) {
                job();
            }
        });
        *lock(&self.leaving) = Some(leaving);
    }

    /// Ends the command. What it has sent is dropped, and what is taken next is its end.
    pub(crate) fn leave(&self) {
        self.items.leave();
        self.token.cancel();
        if lock(&self.start).take().is_some() {
            self.items.end(Ok(()));
        }
    }
}

fn lock<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Drop for Streaming {
    fn drop(&mut self) {
        panic::contain(|| self.leave());
        if let Some(release) = lock(&self.release).take() {
            release();
        }
    }
}
