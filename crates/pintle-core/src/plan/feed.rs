//! One source, and what it feeds.

use std::sync::Arc;

use super::activity::Activity;
use crate::{
    CancelToken, Context, Error, OnCancel, Value, errors,
    stream::{Queue, Target},
};

/// The consumer's end.
pub(super) struct Feed {
    pub(super) queue: Arc<Queue<Value>>,
    cancel: CancelToken,
}

/// The source's end.
pub(super) struct Outlet {
    /// The context in which it runs.
    pub(super) context: Context,
    queue: Arc<Queue<Value>>,
    _tied: OnCancel,
}

impl Feed {
    /// Both ends, for a source that runs in `context`.
    pub(super) fn open(context: &Context, activity: &Activity) -> (Self, Outlet) {
        let queue = Arc::new(Queue::default());
        let (context, cancel, tied) = context.with_own_cancel();
        let target = Target::command(Arc::clone(&queue), activity.sent());
        let outlet = Outlet {
            context: context.with_output(Some(target)).with_inputs(None),
            queue: Arc::clone(&queue),
            _tied: tied,
        };
        (Self { queue, cancel }, outlet)
    }

    /// Ends the source: nobody takes anything any longer.
    pub(super) fn leave(&self) {
        self.queue.leave();
        // It may take long until it has something to send.
        self.cancel.cancel();
    }

    /// The source cannot start.
    pub(super) fn fail(&self) {
        self.queue.end(Err(source_failed()));
    }
}

impl Outlet {
    /// Whether the source was cancelled because nobody takes anything any longer.
    pub(super) fn is_left(&self, outcome: &Result<Value, Error>) -> bool {
        outcome.as_ref().is_err_and(is_cancelled) && self.queue.is_left()
    }

    /// The source has ended.
    pub(super) fn end(&self, well: bool) {
        let end = if well { Ok(()) } else { Err(source_failed()) };
        self.queue.end(end);
    }
}

pub(super) fn is_cancelled(error: &Error) -> bool {
    *error.kind() == errors::CANCELLED
}

fn source_failed() -> Error {
    Error::new(&errors::CANCELLED, "the step that it reads from has failed")
}
