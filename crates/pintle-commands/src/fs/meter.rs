//! The progress of a command.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use pintle::{Context, Progress};

/// Counts what was done, such as bytes, and reports it to listeners.
pub(crate) struct Meter<'a> {
    cx: &'a Context,
    done: AtomicU64,
    told: Mutex<u64>,
}

impl<'a> Meter<'a> {
    pub(crate) fn new(cx: &'a Context) -> Self {
        Self {
            cx,
            done: AtomicU64::new(0),
            told: Mutex::new(0),
        }
    }

    pub(crate) fn add(&self, more: u64) {
        let done = self.done.fetch_add(more, Ordering::Relaxed) + more;
        if !self.cx.wants_progress() {
            return;
        }
        // Threads may arrive here out of order; the reported progress never decreases.
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if done > *told {
            *told = done;
            self.cx.progress(Progress {
                done: done as f64,
                total: None,
                detail: None,
            });
        }
    }

    /// How much has been done.
    pub(crate) fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }
}
