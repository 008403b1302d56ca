//! The answer to one call of a callback, on its way to who waits for it.

use std::{
    future::Future,
    pin::Pin,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    task::{self, Poll, Waker},
};

use crate::{Error, errors};

/// Where the answer arrives.
pub(super) struct Reply<R>(Arc<Slot<R>>);

/// The right to answer. Dropping it is an answer too: that there will be none.
#[derive(Debug)]
pub struct Answer<R>(Arc<Slot<R>>);

/// Something that waits for an answer and can be told that there is none.
pub trait Fail: Send + Sync {
    /// Ends the wait, unless there is an answer.
    fn fail(&self, error: Error);
}

#[derive(Debug)]
struct Slot<R> {
    state: Mutex<State<R>>,
    changed: Condvar,
}

#[derive(Debug)]
struct State<R> {
    /// Until it is taken.
    outcome: Option<Result<R, Error>>,
    /// There is one answer: the first.
    is_answered: bool,
    waker: Option<Waker>,
}

impl<R: Send + 'static> Reply<R> {
    pub(super) fn new() -> (Self, Answer<R>) {
        let slot = Arc::new(Slot {
            state: Mutex::new(State {
                outcome: None,
                is_answered: false,
                waker: None,
            }),
            changed: Condvar::new(),
        });
        (Self(Arc::clone(&slot)), Answer(slot))
    }

    /// The answer, if it is there.
    pub(super) fn take(&self) -> Option<Result<R, Error>> {
        self.0.lock().outcome.take()
    }

    /// Waits on this thread.
    pub(super) fn wait(&self) -> Result<R, Error> {
        let mut state = self.0.lock();
        loop {
            if let Some(outcome) = state.outcome.take() {
                return outcome;
            }
            let waited = self.0.changed.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl<R: Send + 'static> Future for Reply<R> {
    type Output = Result<R, Error>;

    fn poll(self: Pin<&mut Self>, polling: &mut task::Context<'_>) -> Poll<Self::Output> {
        let mut state = self.0.lock();
        if let Some(outcome) = state.outcome.take() {
            return Poll::Ready(outcome);
        }
        state.waker = Some(polling.waker().clone());
        Poll::Pending
    }
}

impl<R> Answer<R> {
    /// Answers, unless that has happened.
    pub fn give(self, outcome: Result<R, Error>) {
        self.0.give(outcome);
    }

    /// Whether nobody waits for an answer any longer.
    pub fn is_given(&self) -> bool {
        self.0.lock().is_answered
    }
}

impl<R: Send + 'static> Answer<R> {
    /// What ends the wait without an answer.
    pub(super) fn failing(&self) -> Arc<dyn Fail> {
        Arc::clone(&self.0) as Arc<dyn Fail>
    }
}

impl<R> Drop for Answer<R> {
    fn drop(&mut self) {
        if !self.is_given() {
            let message = "the thread that the callback is of has ended";
            self.0.give(Err(Error::new(&errors::CALLBACK, message)));
        }
    }
}

impl<R: Send> Fail for Slot<R> {
    fn fail(&self, error: Error) {
        self.give(Err(error));
    }
}

impl<R> Slot<R> {
    fn give(&self, outcome: Result<R, Error>) {
        let mut state = self.lock();
        if state.is_answered {
            return;
        }
        state.is_answered = true;
        state.outcome = Some(outcome);
        let waker = state.waker.take();
        drop(state);
        self.changed.notify_all();
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
