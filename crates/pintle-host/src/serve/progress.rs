//! The progress of a request.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pintle::{Progress, ProgressListener, Value};

use super::conversation::Conversation;
use crate::rpc::{self, Id, Part};

/// Receives the progress of one request, until it is answered.
pub(super) struct Listener {
    id: Id,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// What has not been reported yet.
    latest: Option<Progress>,
    ended: bool,
}

impl Listener {
    pub(super) fn new(id: Id) -> Arc<Self> {
        Arc::new(Self {
            id,
            state: Mutex::default(),
        })
    }

    /// The listener for a command's progress.
    pub(super) fn hearing(
        self: &Arc<Self>,
        conversation: &Arc<Conversation>,
    ) -> Arc<ProgressListener> {
        let (listener, conversation) = (Arc::clone(self), Arc::clone(conversation));
        Arc::new(move |progress| listener.hear(progress, &conversation))
    }

    fn hear(self: &Arc<Self>, progress: Progress, conversation: &Conversation) {
        // Locked while it is sent, so that nothing is reported after the answer.
        let mut state = self.lock();
        if state.ended {
            return;
        }
        // A fast command must not fill the pipe: only its latest state is worth reporting, unless
        // it has a detail each time.
        if progress.detail.is_some() {
            let message = rpc::progress(&self.id, progress.clone());
            if let Ok(part) = Part::new(message, conversation.framing) {
                conversation.output.send_detail(part.alone(), progress);
            }
        } else if state.latest.replace(progress).is_none() {
            conversation.output.send_progress(Arc::clone(self));
        }
    }

    /// The message with the latest progress.
    pub(super) fn latest(&self) -> Option<Value> {
        let progress = self.lock().latest.take()?;
        Some(rpc::progress(&self.id, progress))
    }

    /// Nothing more is reported; the answer follows.
    pub(super) fn end(&self) {
        self.lock().ended = true;
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
