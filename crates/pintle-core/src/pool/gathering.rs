//! Futures that one thread wakes in a row.

use std::cell::Cell;

use super::{BUSY, MAX_THREADS, call, lock};
use crate::clock::Instant;

thread_local! {
    /// How many jobs of this thread were queued without a thread being called, if they are gathered.
    static GATHERED: Cell<Option<usize>> = const { Cell::new(None) };
}

/// Counts a job that was just queued, if this thread gathers them.
pub(super) fn count() -> bool {
    let gathered = GATHERED.get();
    GATHERED.set(gathered.map(|jobs| jobs + 1));
    gathered.is_some()
}

/// Calls threads for what this thread has gathered. It does so before it waits for anything.
pub fn call_gathered() {
    if let Some(gathered) = GATHERED.get() {
        GATHERED.set(Some(0));
        for _ in 0..gathered.min(MAX_THREADS) {
            call(lock());
        }
    }
}

/// While it lives, this thread calls no other when it wakes a future. A call takes longer than many a
/// future that is woken; and one that many answers wake, one after the other, is polled once for all of
/// them (`npm run bench -- direct callbacks`).
#[must_use = "futures are gathered while it lives"]
#[derive(Debug)]
pub struct Gathering {
    since: Instant,
    outer: Option<usize>,
}

impl Gathering {
    /// Begins to gather.
    pub fn begin() -> Self {
        Self {
            since: Instant::now(),
            outer: GATHERED.replace(Some(0)),
        }
    }

    /// Calls threads for what was gathered, if that may have waited for longer than a call takes.
    pub fn call_if_late(&mut self) {
        if GATHERED.get() != Some(0) && self.since.elapsed() >= BUSY {
            call_gathered();
            self.since = Instant::now();
        }
    }
}

impl Drop for Gathering {
    fn drop(&mut self) {
        call_gathered();
        GATHERED.set(self.outer);
    }
}
