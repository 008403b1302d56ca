//! The state of one conversation.

use std::sync::Arc;

use pintle::{CancelToken, Context, ResourceTable};

use super::{output::Output, questions::Questions, running::Running, work::Work};
use crate::{Framing, Host, Limits};

/// The state of one conversation.
pub(super) struct Conversation {
    pub(super) host: Arc<Host>,
    pub(super) framing: Framing,
    pub(super) limits: Limits,
    pub(super) output: Output,
    /// Cancels whatever can take long.
    pub(super) cancel: CancelToken,
    pub(super) running: Running,
    pub(super) work: Arc<Work>,
    /// What functions of the client are asked.
    pub(super) questions: Questions,
    /// The resources that the client has, by number.
    pub(super) resources: Arc<ResourceTable>,
}

impl Conversation {
    pub(super) fn new(host: Arc<Host>, framing: Framing, limits: Limits) -> Self {
        Self {
            resources: host.resources(limits),
            host,
            framing,
            limits,
            output: Output::new(framing),
            cancel: CancelToken::new(),
            running: Running::default(),
            questions: Questions::default(),
            work: Arc::new(Work::new(limits)),
        }
    }

    /// The initial context of every call.
    pub(super) fn context(&self) -> Context {
        self.host
            .context()
            .with_resources(Arc::clone(&self.resources))
    }

    /// Waits until there is room for what the next message may cause, but not forever: it may be
    /// the end.
    pub(super) fn wait_for_room(&self) {
        self.work.wait_for_room();
        self.output.wait_while_read();
    }

    /// Cancels running requests, and waits until they have ended and their answers are written, if
    /// anybody reads them.
    pub(super) fn end(&self) {
        self.output.hurry();
        self.work.hurry();
        self.cancel.cancel();
        self.work.settle_cancelled();
        self.work.wait_until_idle();
        self.output.end();
        self.resources.clear();
    }
}
