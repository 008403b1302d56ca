//! What a caller can do while a call runs: cancel it, and receive its progress.

use std::collections::HashMap;

use napi::sys;
use pintle_core::{CancelToken, OnCancel, pool};

/// The controls of the calls of one thread, by the number that JavaScript holds.
#[derive(Default)]
pub(crate) struct Controls {
    last: u32,
    open: HashMap<u32, Control>,
}

/// The control of one call.
pub(crate) struct Control {
    pub(crate) token: CancelToken,
    /// The progress listener, or null.
    pub(crate) on_progress: sys::napi_ref,
    /// Cancels the call when its thread ends.
    _with_thread: OnCancel,
    /// Ends a cancelled call that still waits for a thread of the pool.
    leaving: Option<OnCancel>,
}

impl Controls {
    /// Opens a control.
    pub(crate) fn open(&mut self, thread: &CancelToken, on_progress: sys::napi_ref) -> u32 {
        let (token, with_thread) = thread.child();
        self.last = self.last.wrapping_add(1);
        self.open.insert(
            self.last,
            Control {
                token,
                on_progress,
                _with_thread: with_thread,
                leaving: None,
            },
        );
        self.last
    }

    /// The control of that number, while its call runs.
    pub(crate) fn get(&self, number: u32) -> Option<&Control> {
        self.open.get(&number)
    }

    /// Registers a call that waits for a thread of the pool. If it is cancelled before there is
    /// one, it ends on the thread that cancels.
    pub(crate) fn queued(&mut self, number: u32, ticket: pool::Ticket) {
        let Some(control) = self.open.get_mut(&number) else {
            return;
        };
        control.leaving = Some(control.token.on_cancel(move || {
            if let Some(job) = pool::withdraw(ticket) {
                job();
            }
        }));
    }

    /// Closes a control, when its call has ended.
    pub(crate) fn close(&mut self, number: u32) -> Option<Control> {
        self.open.remove(&number)
    }
}
