//! What a walk finds, on its way to whoever wants it.

use std::{
    ops::ControlFlow,
    sync::{Mutex, OnceLock},
};

use pintle::Error;

use super::{
    entries::WalkFailure,
    sequence::{EntryFacts, Findings},
};

/// Receives what a walk finds, on several threads. It may wait, and breaks when it wants no more.
pub(crate) type Receiver<'a, T> =
    dyn Fn(Finding<'_, T>) -> Result<ControlFlow<()>, Error> + Sync + 'a;

/// One thing that a walk found.
pub(crate) enum Finding<'a, T> {
    /// An entry, with its path, which is text if there is a receiver.
    Entry(&'a [u8], EntryFacts<T>),
    /// Something that could not be read.
    Failure(WalkFailure),
}

/// Where the findings of a walk go.
pub(super) enum Outlet<'a, T> {
    /// They are kept for its end.
    Findings(&'a Mutex<Findings<T>>),
    /// They are passed on as they come, until the receiver breaks or fails.
    Receiver(&'a Receiver<'a, T>, &'a OnceLock<Result<(), Error>>),
}

impl<T> Clone for Outlet<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Outlet<'_, T> {}

impl<T> Outlet<'_, T> {
    /// Passes something on. `None` if it was, or if nothing more is wanted; otherwise it is to be kept.
    pub(super) fn pass<'f>(&self, finding: Finding<'f, T>) -> Option<Finding<'f, T>> {
        let Self::Receiver(receive, stopped) = self else {
            return Some(finding);
        };
        if stopped.get().is_none() {
            let end = match receive(finding) {
                Ok(ControlFlow::Continue(())) => return None,
                Ok(ControlFlow::Break(())) => Ok(()),
                Err(error) => Err(error),
            };
            let _ = stopped.set(end);
        }
        None
    }

    /// Whether findings are kept for the end.
    pub(super) fn keeps(&self) -> bool {
        matches!(self, Self::Findings(_))
    }

    /// Whether nothing more is wanted.
    pub(super) fn is_stopped(&self) -> bool {
        matches!(self, Self::Receiver(_, stopped) if stopped.get().is_some())
    }
}
