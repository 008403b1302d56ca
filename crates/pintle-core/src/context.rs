//! What a running command can ask its caller: whether it is cancelled, how much time is left, and
//! who listens to its progress.

mod passing;

use std::{
    borrow::Cow,
    ffi::{OsStr, OsString},
    fmt,
    path::Path,
    sync::Arc,
    time::Duration,
};

use crate::{
    Caller, CancelToken, Confinement, Error, Guard, Progress, ProgressListener, Value,
    budget::Tab,
    callback::Carrier,
    cancel::OnCancel,
    clock::Instant,
    errors,
    resource::Lease,
    stream::{Inputs, Target},
};

/// What a command gets besides its parameters.
#[derive(Clone, Default)]
pub struct Context {
    cancel: Option<CancelToken>,
    deadline: Option<Instant>,
    progress: Option<Arc<ProgressListener>>,
    guard: Option<Arc<dyn Guard>>,
    confinement: Option<Arc<dyn Confinement>>,
    caller: Option<Arc<Caller>>,
    tab: Option<Arc<Tab>>,
    resources: Option<Arc<Lease>>,
    output: Option<Target>,
    inputs: Option<Arc<Inputs>>,
    callbacks: Option<Arc<dyn Carrier>>,
}

impl Context {
    /// A context that is never cancelled, has no deadline and no listener. Its caller is this process.
    pub const DETACHED: Self = Self {
        cancel: None,
        deadline: None,
        progress: None,
        guard: None,
        confinement: None,
        caller: None,
        tab: None,
        resources: None,
        output: None,
        inputs: None,
        callbacks: None,
    };

    /// Where a path that the caller passed leads, whatever the process's current folder is. Without
    /// a caller, or if the path is absolute, it stays unchanged.
    ///
    /// # Errors
    /// `ERR_PINTLE_IO` when the caller's folder is not known, as when it was removed.
    pub fn resolve<'p>(&self, path: &'p Path) -> Result<Cow<'p, Path>, Error> {
        match &self.caller {
            Some(caller) => caller.resolve(path),
            None => Ok(Cow::Borrowed(path)),
        }
    }

    /// The caller's variables: all of them for commands with the effect `process`, otherwise those
    /// that the command declares. `None` if the caller is this process.
    pub fn environment(&self) -> Option<&[(OsString, OsString)]> {
        self.caller.as_deref().map(Caller::environment)
    }

    /// One of the caller's variables that the command has declared.
    pub fn variable(&self, name: &str) -> Option<OsString> {
        match &self.caller {
            Some(caller) => caller.variable(name).map(OsStr::to_owned),
            None => std::env::var_os(name),
        }
    }

    /// Takes `bytes` from what the caller may still receive. Commands whose results may become
    /// large do so while they build them: the length of a text or of bytes, and 8 for everything
    /// else.
    ///
    /// # Errors
    /// That of the budget, once it is used up; none if there is no budget.
    pub fn take(&self, bytes: usize) -> Result<(), Error> {
        self.tab
            .as_ref()
            .map_or(Ok(()), |tab| tab.take(bytes as u64))
    }

    /// Puts back what was taken for something that is not part of the answer after all, or is counted
    /// in another way.
    pub fn put_back(&self, bytes: usize) {
        if let Some(tab) = &self.tab {
            tab.put_back(bytes as u64);
        }
    }

    /// What files and folders must be opened through, if anything.
    pub fn confinement(&self) -> Option<&Arc<dyn Confinement>> {
        self.confinement.as_ref()
    }

    /// An error as soon as the caller has cancelled, the time is up, or the budget is used up. Long
    /// commands call this often; it costs about as much as reading the clock.
    ///
    /// # Errors
    /// `ERR_PINTLE_CANCELLED`, `ERR_PINTLE_TIMEOUT`.
    pub fn check(&self) -> Result<(), Error> {
        if self.is_cancelled() {
            return Err(Error::new(&errors::CANCELLED, "the caller cancelled"));
        }
        match self.deadline {
            Some(deadline) if Instant::now() >= deadline => {
                Err(Error::new(&errors::TIMEOUT, "the time limit ran out"))
            }
            _ => self.tab.as_ref().map_or(Ok(()), |tab| tab.check()),
        }
    }

    /// Whether the caller has cancelled. It does not consider the deadline.
    pub fn is_cancelled(&self) -> bool {
        self.cancel.as_ref().is_some_and(CancelToken::is_cancelled)
    }

    /// When the time is up.
    pub fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// How much time is left, zero when it is up; `None` without a limit.
    pub fn remaining(&self) -> Option<Duration> {
        self.deadline
            .map(|deadline| deadline.saturating_duration_since(Instant::now()))
    }

    /// Runs `action` once when the caller cancels, on the thread that cancels, or right now if that
    /// has happened. Until the guard is dropped.
    pub fn on_cancel(&self, action: impl Fn() + Send + Sync + 'static) -> OnCancel {
        match &self.cancel {
            Some(cancel) => cancel.on_cancel(action),
            None => OnCancel::never(),
        }
    }

    /// Whether anyone listens to progress, so that it need not be computed in vain.
    pub fn wants_progress(&self) -> bool {
        self.progress.is_some()
    }

    /// Reports the command's progress.
    pub fn progress(&self, progress: Progress) {
        let Some(listener) = &self.progress else {
            return;
        };
        let progress = progress.fit();
        // What is reported counts as returned. `check` returns the error when the budget is used
        // up.
        let size = |detail: &Value| detail.size(u64::MAX);
        let given = self
            .tab
            .as_ref()
            .map(|tab| tab.give(progress.detail.as_ref().map_or(0, size)));
        if given.is_none_or(|given| given.is_ok()) {
            listener(progress);
        }
    }
}

impl fmt::Debug for Context {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Context")
            .field("cancelled", &self.is_cancelled())
            .field("remaining", &self.remaining())
            .finish_non_exhaustive()
    }
}
