//! What a plan does besides its calls, if it is counted: iterating over lists, and assembling
//! values.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
    time::Duration,
};

use super::Block;
use crate::{Context, Error, Name, Value, clock::Instant};

/// What a running plan has done.
pub(super) struct Activity {
    /// When a call last ended, or a step began.
    last: Mutex<Instant>,
    /// The size of what its calls have returned, or passed on.
    given: Arc<AtomicU64>,
}

impl Activity {
    pub(super) fn new() -> Self {
        Self {
            last: Mutex::new(Instant::now()),
            given: Arc::default(),
        }
    }

    /// Records that a step has begun.
    pub(super) fn began(&self, context: &Context) {
        if context.guard().is_some() {
            *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        }
    }

    /// Records what a call has returned.
    pub(super) fn called(&self, result: &Value, context: &Context) {
        self.began(context);
        if context.counts() {
            self.given.fetch_add(result.size(u64::MAX), Relaxed);
        }
    }

    /// Whether the next item of a `forEach` may be processed.
    pub(super) fn item(&self, body: &Block, context: &Context) -> Result<(), Error> {
        context.check()?;
        match context.guard() {
            Some(guard) if !body.calls => guard.item(self.quiet()),
            _ => Ok(()),
        }
    }

    /// How long the plan has not called anything.
    fn quiet(&self) -> Duration {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.elapsed()
    }

    /// Where the size of what its calls pass on is added up.
    pub(super) fn sent(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.given)
    }

    /// The size of what its calls have returned.
    pub(super) fn given(&self) -> u64 {
        self.given.load(Relaxed)
    }
}

/// Takes the room for that many results.
pub(super) fn take_results(count: usize, context: &Context) -> Result<(), Error> {
    context.take(count.saturating_mul(size_of::<Value>()))
}

/// Takes the room for a property of an output.
pub(super) fn take_property(name: &str, value: &Value, context: &Context) -> Result<(), Error> {
    let text = match value {
        Value::String(text) => text.len(),
        _ => 0, // Shared.
    };
    context.take(size_of::<(Name, Value)>() + name.len() + text)
}
