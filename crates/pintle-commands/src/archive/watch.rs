//! What is checked while an archive is read: the limits, cancellation, and progress.

use std::{
    cell::{Cell, RefCell},
    io,
};

use pintle::{Context, Error, Progress};

use super::limits::Budget;

/// Counts what is read. Readers can only fail with an [`io::Error`], so the actual failure is kept
/// here.
pub(super) struct Watch<'a> {
    cx: &'a Context,
    budget: Budget,
    /// The size of the archive.
    total: u64,
    /// How much of it has been read.
    packed: Cell<u64>,
    failure: RefCell<Option<Error>>,
}

impl<'a> Watch<'a> {
    pub(super) fn new(cx: &'a Context, budget: Budget, total: u64) -> Self {
        Self {
            cx,
            budget,
            total,
            packed: Cell::new(0),
            failure: RefCell::default(),
        }
    }

    /// Counts an entry.
    pub(super) fn add_entry(&self) -> Result<(), Error> {
        self.cx.check()?;
        self.budget.add_entry()
    }

    /// Counts the holes of a sparse file, which take no space in the archive.
    pub(super) fn add_holes(&self, bytes: u64) -> Result<(), Error> {
        self.budget.add_bytes(bytes, self.packed.get())
    }

    /// Counts unpacked bytes, after `packed` bytes of the archive have been read in total.
    pub(super) fn add_bytes(&self, bytes: u64, packed: u64) -> io::Result<()> {
        self.packed.set(packed);
        if self.cx.wants_progress() {
            self.cx.progress(Progress {
                done: packed as f64,
                total: Some(self.total as f64),
                detail: None,
            });
        }
        let checked = self.cx.check();
        checked
            .and_then(|()| self.budget.add_bytes(bytes, packed))
            .map_err(|failure| {
                *self.failure.borrow_mut() = Some(failure);
                io::Error::other("stopped")
            })
    }

    /// The outcome, with the failure that stopped the reading in place of its consequence.
    pub(super) fn settle<T>(&self, outcome: Result<T, Error>) -> Result<T, Error> {
        outcome.map_err(|error| self.failure.borrow_mut().take().unwrap_or(error))
    }
}
