//! The callbacks of one call end with it.

use std::{
    collections::BTreeMap,
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::reply::{Answer, Fail};
use crate::Error;

/// The callbacks of one call: those that wait for an answer, until the call ends.
#[derive(Default)]
pub struct Scope(Mutex<State>);

#[derive(Default)]
struct State {
    /// Why nothing can be asked any longer.
    ended: Option<Error>,
    last: u64,
    waiting: BTreeMap<u64, Arc<dyn Fail>>,
}

/// A question that has no answer yet, until this is dropped.
pub struct Asking {
    scope: Arc<Scope>,
    number: u64,
}

impl Scope {
    /// Begins to ask. When the scope ends before there is an answer, the end is the answer.
    ///
    /// # Errors
    /// Why the scope has ended.
    pub fn ask<R: Send + 'static>(self: &Arc<Self>, answer: &Answer<R>) -> Result<Asking, Error> {
        let mut state = self.lock();
        if let Some(ended) = &state.ended {
            return Err(ended.clone());
        }
        state.last += 1;
        let number = state.last;
        state.waiting.insert(number, answer.failing());
        drop(state);
        let scope = Arc::clone(self);
        Ok(Asking { scope, number })
    }

    /// Ends what waits, and whatever is asked from now on, with this error.
    pub fn end(&self, error: Error) {
        let mut state = self.lock();
        let error = state.ended.get_or_insert(error).clone();
        let waiting = mem::take(&mut state.waiting);
        drop(state);
        for one in waiting.into_values() {
            one.fail(error.clone());
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Asking {
    fn drop(&mut self) {
        let removed = self.scope.lock().waiting.remove(&self.number);
        drop(removed); // Without the lock: an answer may ask again when it is dropped.
    }
}

impl std::fmt::Debug for Scope {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Scope")
    }
}

impl std::fmt::Debug for Asking {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Asking({})", self.number)
    }
}
