//! How much memory JavaScript was given since its event loop last turned.
//!
//! Node frees memory that did not come from V8 only when the loop turns, whatever the garbage
//! collector has found until then. A loop of synchronous calls would keep the memory of all their results.

use std::cell::{Cell, OnceCell};

/// Once this many bytes were given in one turn, further results are copied into memory of V8, which
/// the garbage collector frees at any time.
const MAX_GIVEN: usize = 64 << 20;

/// One turn of the event loop.
#[derive(Default)]
pub(crate) struct Turn {
    given: Cell<usize>,
    /// Whether the next turn will be noticed.
    is_watched: Cell<bool>,
    /// Lets [`Turn::end`] be called in the next turn.
    watch: OnceCell<Box<dyn Fn()>>,
}

impl Turn {
    /// Sets what lets [`Turn::end`] be called in the next turn.
    pub(crate) fn watch_with(&self, watch: impl Fn() + 'static) {
        let _ = self.watch.set(Box::new(watch));
    }

    /// Whether memory of that size may be given without copying it, and then counts it.
    #[inline]
    pub(crate) fn may_give(&self, size: usize) -> bool {
        let given = self.given.get();
        if given < MAX_GIVEN {
            self.given.set(given.saturating_add(size));
            return true;
        }
        if !self.is_watched.replace(true)
            && let Some(watch) = self.watch.get()
        {
            watch();
        }
        false
    }

    /// The loop has turned.
    pub(crate) fn end(&self) {
        self.given.set(0);
        self.is_watched.set(false);
    }
}
