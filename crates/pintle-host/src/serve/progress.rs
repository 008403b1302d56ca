//! How far a request is.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pintle::{Progress, ProgressListener, Value};

use super::session::Session;
use crate::rpc::{self, Id, Part};

/// Hears of the progress of one request, until it is answered.
pub(super) struct Listener {
    id: Id,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// What was not told yet.
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

    /// What a command tells how far it is.
    pub(super) fn hearing(self: &Arc<Self>, session: &Arc<Session>) -> Arc<ProgressListener> {
        let (listener, session) = (Arc::clone(self), Arc::clone(session));
        Arc::new(move |progress| listener.hear(progress, &session))
    }

    fn hear(self: &Arc<Self>, progress: Progress, session: &Session) {
        // Held while it is sent, so that nothing is told after the answer.
        let mut state = self.lock();
        if state.ended {
            return;
        }
        // A fast command must not fill the pipe: only its latest state is worth telling, unless it
        // has something to say each time.
        if progress.detail.is_some() {
            let message = rpc::progress(&self.id, progress.clone());
            if let Ok(part) = Part::new(message, session.framing) {
                session.output.send_told(part.alone(), progress);
            }
        } else if state.latest.replace(progress).is_none() {
            session.output.send_progress(Arc::clone(self));
        }
    }

    /// The message that tells the latest progress.
    pub(super) fn latest(&self) -> Option<Value> {
        let progress = self.lock().latest.take()?;
        Some(rpc::progress(&self.id, progress))
    }

    /// Nothing more is told; the answer follows.
    pub(super) fn end(&self) {
        self.lock().ended = true;
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
