//! What a running command can ask its caller: whether it is cancelled, how much time is left, and
//! who listens to its progress.

use std::{
    borrow::Cow,
    ffi::{OsStr, OsString},
    fmt,
    path::Path,
    sync::Arc,
    time::Duration,
};

use crate::{
    Budget, Caller, CancelToken, Confinement, Error, Guard, Name, ResourceTable, Strings, Value,
    budget::Tab,
    callback::Carrier,
    cancel::OnCancel,
    clock::Instant,
    data::{Envelope, Sink, check_value},
    errors,
    resource::Lease,
    stream::{Inputs, Target},
};

/// A listener for progress.
pub type ProgressListener = dyn Fn(Progress) + Send + Sync;

/// The progress of a command.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// How much is done, in the command's unit: files, bytes, steps. Listeners receive 0 if this is
    /// not finite or is negative.
    pub done: f64,
    /// The total amount, once it is known. A number that is not finite, or is negative, counts as
    /// unknown.
    pub total: Option<f64>,
    /// More details, such as the step of a plan that has just ended. For a value that could not be
    /// a result, such as one that nests too deeply, listeners receive `{ error }`, with the reason.
    pub detail: Option<Value>,
}

/// Which of the two outputs a line belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// The standard output.
    Stdout,
    /// The standard error.
    Stderr,
}

impl Stream {
    /// Its name, as passed to `onLine`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stdout => "stdout",
            Self::Stderr => "stderr",
        }
    }
}

impl Progress {
    /// Lines of text from one of a command's outputs while it runs, without their line endings. For
    /// commands marked `lines`, so that their callers have `onLine`.
    ///
    /// None is lost. A listener drops the lines once it has processed them: a command that keeps a
    /// `Weak` of them can see how far behind the listener is.
    pub fn of_lines(done: f64, stream: Stream, lines: Arc<Strings>) -> Self {
        let detail = [
            (Name::Borrowed("stream"), stream.name().into()),
            (Name::Borrowed("lines"), Value::Strings(lines)),
        ];
        Self {
            done,
            total: None,
            detail: Some(detail.into_iter().collect()),
        }
    }

    /// The lines of [`Progress::of_lines`], and their output.
    pub fn lines(&self) -> Option<(Stream, &Strings)> {
        let detail = self.detail.as_ref()?;
        let named = |stream: &Stream| detail.get("stream") == Some(&stream.name().into());
        let stream = [Stream::Stdout, Stream::Stderr].into_iter().find(named)?;
        match detail.get("lines") {
            Some(Value::Strings(lines)) => Some((stream, lines)),
            _ => None,
        }
    }

    /// Writes it as listeners hear it: `{ done, total, detail }`.
    ///
    /// # Errors
    /// Those of the sink, but none about the detail: what cannot be written is replaced by the reason.
    pub fn write<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        let _around = Envelope::new();
        // A small stack may hold less than what a detail may have.
        let detail = |detail| {
            sink.value(detail)
                .or_else(|error| sink.value(Self::untold(&error)))
        };
        sink.object([
            ("done", sink.number(self.done)),
            (
                "total",
                self.total
                    .map_or_else(|| sink.null(), |total| sink.number(total)),
            ),
            ("detail", self.detail.map_or_else(|| sink.null(), detail)),
        ])
    }

    /// The same in a form that every transport can carry. An invalid number does not end the
    /// command: it may result from a division by the size of something empty.
    fn fit(self) -> Self {
        let is_amount = |number: &f64| number.is_finite() && *number >= 0.0;
        Self {
            done: Some(self.done).filter(is_amount).unwrap_or(0.0),
            total: self.total.filter(is_amount),
            detail: self.detail.map(|detail| match check_value(&detail) {
                Ok(()) => detail,
                Err(error) => Self::untold(&error),
            }),
        }
    }

    /// What is reported in place of a detail that cannot be reported: `{ error }`, with the reason.
    #[doc(hidden)]
    pub fn untold(error: &Error) -> Value {
        [(Name::Borrowed("error"), error.message().into())]
            .into_iter()
            .collect()
    }
}

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

    /// A context that ends when `cancel` does.
    #[must_use]
    pub fn with_cancel(mut self, cancel: CancelToken) -> Self {
        self.cancel = Some(cancel);
        self
    }

    /// A context that ends after `limit`, or earlier if it already had an earlier end.
    #[must_use]
    pub fn with_time_limit(mut self, limit: Duration) -> Self {
        let deadline = Instant::now().checked_add(limit);
        self.deadline = match (self.deadline, deadline) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        self
    }

    /// A context whose progress is sent to `listener`, if there is one.
    #[must_use]
    pub fn with_progress(mut self, listener: Option<Arc<ProgressListener>>) -> Self {
        self.progress = listener;
        self
    }

    /// A context whose calls `guard` decides about.
    #[must_use]
    pub fn with_guard(mut self, guard: Arc<dyn Guard>) -> Self {
        self.guard = Some(guard);
        self
    }

    /// A context whose commands open files and folders only through `confinement`.
    #[must_use]
    pub fn with_confinement(mut self, confinement: Arc<dyn Confinement>) -> Self {
        self.confinement = Some(confinement);
        self
    }

    /// A context for a call made in the folder and with the environment of `caller`.
    #[must_use]
    pub fn with_caller(mut self, caller: Arc<Caller>) -> Self {
        self.caller = Some(caller);
        self
    }

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

    /// A context for one call, or one plan, whose answer is charged to `budget`.
    #[must_use]
    pub fn with_budget(mut self, budget: Budget) -> Self {
        self.tab = Some(Arc::new(Tab::new(budget)));
        self
    }

    /// A context whose answer is charged to nobody: what a command works with, but does not return.
    #[must_use]
    pub fn uncounted(&self) -> Self {
        Self {
            tab: None,
            ..self.clone()
        }
    }

    /// A context for one call, or one plan, of a caller who holds the resources in `table` by their
    /// numbers.
    #[must_use]
    pub fn with_resources(mut self, table: Arc<ResourceTable>) -> Self {
        self.resources = Some(Arc::new(Lease::new(table)));
        self
    }

    /// What the caller's numbers of resources mean, if it has numbers.
    pub fn resources(&self) -> Option<&Arc<Lease>> {
        self.resources.as_ref()
    }

    /// A context in which a command's [`Output`](crate::stream::Output) goes to `output`; into a list
    /// without one.
    #[must_use]
    pub fn with_output(mut self, output: Option<Target>) -> Self {
        self.output = output;
        self
    }

    /// A context in which inputs of a command are fed by queues.
    #[must_use]
    pub fn with_inputs(mut self, inputs: Option<Arc<Inputs>>) -> Self {
        self.inputs = inputs;
        self
    }

    /// A context in which a number is a function of the caller where a command takes a callback.
    #[must_use]
    pub fn with_callbacks(mut self, callbacks: Option<Arc<dyn Carrier>>) -> Self {
        self.callbacks = callbacks;
        self
    }

    /// What carries questions to functions of the caller of a command called by name.
    pub(crate) fn callbacks(&self) -> Option<&Arc<dyn Carrier>> {
        self.callbacks.as_ref()
    }

    /// What feeds the inputs of a command called by name; the others are lists among its parameters.
    pub fn inputs(&self) -> &Inputs {
        self.inputs.as_deref().unwrap_or_default()
    }

    /// Where the results of a command go as they come.
    pub fn output(&self) -> Option<&Target> {
        self.output.as_ref()
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

    /// Counts what is returned: the answer, in place of what was taken for it, except `credit`
    /// bytes that were already counted.
    ///
    /// # Errors
    /// As [`Context::take`].
    pub fn settle<'a>(
        &self,
        given: impl Iterator<Item = &'a Value>,
        credit: u64,
    ) -> Result<(), Error> {
        let Some(tab) = &self.tab else { return Ok(()) };
        let room = tab.room().saturating_add(credit);
        let mut size = 0;
        for value in given {
            size += value.size(room.saturating_sub(size));
            if size > room {
                break;
            }
        }
        tab.settle(size.saturating_sub(credit))
    }

    /// Counts a value that is returned right now, before the answer is complete.
    pub(crate) fn give(&self, value: &Value) -> Result<(), Error> {
        self.tab
            .as_ref()
            .map_or(Ok(()), |tab| tab.give(value.size(u64::MAX)))
    }

    /// Whether the caller's results are counted.
    pub(crate) fn counts(&self) -> bool {
        self.tab.is_some()
    }

    /// What decides about the caller's calls; nothing if the caller is trusted.
    pub fn guard(&self) -> Option<&Arc<dyn Guard>> {
        self.guard.as_ref()
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
