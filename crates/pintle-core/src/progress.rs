//! What a command reports while it runs.

use std::sync::Arc;

use crate::{
    Error, Name, Strings, Value,
    data::{Envelope, Sink, check_value},
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
    pub(crate) fn fit(self) -> Self {
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
