//! The one error type, and how a failure says where it happened.

mod convert;
mod details;
mod kinds;

use std::{any::Any, fmt, io, mem, sync::Arc};

use crate::{Encode, Name, Value, data::ValueSink, pointer};

pub use convert::OnPath;
pub use kinds::{DeclaredKind, ErrorKind, ErrorKinds, TypedKind};

/// The maximum size in bytes of each text of an error. A longer text quotes the caller's data, and
/// is cut: an error must not be as large as the data it complains about.
pub const MAX_ERROR_TEXT: usize = 16 << 10;

/// The approximate maximum size in bytes of an error's details.
pub const MAX_ERROR_DETAILS: u64 = 256 << 10;

/// A failure of a command or a plan.
///
/// It is one pointer wide, so that a command's `Result` stays small on the hot path.
pub struct Error(Box<Inner>);

#[derive(Clone)]
struct Inner {
    kind: &'static ErrorKind,
    message: String,
    pointer: String,
    command: Option<String>,
    details: Option<Value>,
    cause: Option<String>,
    io_kind: Option<io::ErrorKind>,
    /// The underlying failure itself, as whoever made the error knows it.
    origin: Option<Arc<dyn Any + Send + Sync>>,
}

impl Error {
    /// A failure of `kind`; `message` is one sentence about this case, without a full stop.
    pub fn new(kind: &'static ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: cut(message.into()),
            pointer: String::new(),
            command: None,
            details: None,
            cause: None,
            io_kind: None,
            origin: None,
        }))
    }

    /// Puts `pointer` (JSON Pointer, RFC 6901) before the place this error names so far.
    #[must_use]
    pub fn at(mut self, pointer: &str) -> Self {
        self.0.pointer.insert_str(0, beginning(pointer));
        self.0.pointer = cut(mem::take(&mut self.0.pointer));
        self
    }

    /// Puts the property `name` before the place this error names so far.
    #[must_use]
    pub fn within(self, name: &str) -> Self {
        self.at(&pointer::token(name))
    }

    /// Names the command that failed, unless an inner command is named already.
    #[must_use]
    pub fn of_command(mut self, method: &str) -> Self {
        self.0.command.get_or_insert_with(|| cut(method.to_owned()));
        self
    }

    /// Adds machine-readable facts about this case. Their texts are cut like those of the error,
    /// and what exceeds [`MAX_ERROR_DETAILS`] in lists and objects is omitted.
    #[must_use]
    pub fn with_details(mut self, details: impl Encode) -> Self {
        let details = details.encode(ValueSink).ok();
        self.0.details = details.map(|details| details::shortened(&details));
        self
    }

    /// The same with another message.
    #[must_use]
    pub fn with_message(mut self, message: impl Into<String>) -> Self {
        self.0.message = cut(message.into());
        self
    }

    /// Adds the message of the underlying failure.
    #[must_use]
    pub fn caused_by(mut self, cause: impl Into<String>) -> Self {
        self.0.cause = Some(cut(cause.into()));
        self
    }

    /// Keeps the underlying failure itself, for code that knows its type.
    #[must_use]
    pub fn with_origin(mut self, origin: Arc<dyn Any + Send + Sync>) -> Self {
        self.0.origin = Some(origin);
        self
    }

    /// The underlying failure itself, if it was kept.
    pub fn origin(&self) -> Option<&(dyn Any + Send + Sync)> {
        self.0.origin.as_deref()
    }

    /// The kind of failure.
    pub fn kind(&self) -> &'static ErrorKind {
        self.0.kind
    }

    /// The stable code, such as `ERR_PINTLE_OVERFLOW`.
    pub fn code(&self) -> &'static str {
        self.0.kind.code
    }

    /// The sentence about this case, without command and place.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Where in the parameters (JSON Pointer, RFC 6901); empty for the whole.
    pub fn pointer(&self) -> &str {
        &self.0.pointer
    }

    /// The method that failed, such as `math.add`, once it is known.
    pub fn command(&self) -> Option<&str> {
        self.0.command.as_deref()
    }

    /// Machine-readable facts about this case.
    pub fn details(&self) -> Option<&Value> {
        self.0.details.as_ref()
    }

    /// Which kind of failure of the system it was, if it was one.
    pub fn io_kind(&self) -> Option<io::ErrorKind> {
        self.0.io_kind
    }

    /// The message of the underlying failure.
    pub fn cause(&self) -> Option<&str> {
        self.0.cause.as_deref()
    }

    /// This failure as a value, in the shape that reports and transports carry.
    pub fn to_value(&self) -> Value {
        let text = |text: Option<&str>| text.map_or(Value::Null, Value::from);
        [
            (Name::Borrowed("code"), Value::from(self.code())),
            (Name::Borrowed("message"), Value::from(self.to_string())),
            (Name::Borrowed("command"), text(self.command())),
            (Name::Borrowed("pointer"), Value::from(self.pointer())),
            (
                Name::Borrowed("details"),
                self.details().cloned().unwrap_or(Value::Null),
            ),
            (Name::Borrowed("cause"), text(self.cause())),
        ]
        .into_iter()
        .collect()
    }
}

/// A text, or its beginning when it is too long for an error.
fn cut(mut text: String) -> String {
    let end = beginning(&text).len();
    if end < text.len() {
        text.truncate(end);
        text.push('…');
    }
    text
}

/// As much of a text as an error has room for.
fn beginning(text: &str) -> &str {
    let mut end = text.len().min(MAX_ERROR_TEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

impl Clone for Error {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl fmt::Display for Error {
    /// `math.add: a: expected …`: the command, the place, the sentence.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(command) = self.command() {
            write!(formatter, "{command}: ")?;
        }
        if !self.pointer().is_empty() {
            write!(formatter, "{}: ", pointer::readable(self.pointer()))?;
        }
        formatter.write_str(self.message())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ({})", self, self.code())
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::errors;

    #[test]
    fn an_error_is_not_as_large_as_what_it_quotes() {
        let long = "é".repeat(1 << 20);
        let io = io::Error::other("broken");
        for error in [
            Error::new(&errors::DENIED, long.clone()),
            Error::io(&io, Path::new(&long)),
            Error::new(&errors::DENIED, "no").with_details(Value::from(&*long)),
            Error::new(&errors::DENIED, "no").caused_by(long.clone()),
            Error::new(&errors::DENIED, "no").of_command(&long),
            Error::new(&errors::DENIED, "no")
                .within(&long)
                .within("a")
                .at(&long),
            Error::new(&errors::DENIED, "no")
                .at("/a")
                .within(&long)
                .within(&long),
        ] {
            let size = error.to_value().size(u64::MAX) as usize;
            assert!(size > MAX_ERROR_TEXT, "{size}");
            assert!(size < 6 * MAX_ERROR_TEXT, "{size}");
        }
    }

    #[test]
    fn a_failure_of_the_system_keeps_its_kind() {
        let path = Path::new("a");
        let missing = Error::io(&io::ErrorKind::NotFound.into(), path).within("root");
        assert_eq!(missing.io_kind(), Some(io::ErrorKind::NotFound));
        let passed_on = Error::io(&io::Error::other(missing), path);
        assert_eq!(passed_on.io_kind(), Some(io::ErrorKind::NotFound));
        assert_eq!(Error::new(&errors::DENIED, "no").io_kind(), None);
    }

    #[test]
    fn what_fits_is_whole() {
        let text = "a".repeat(MAX_ERROR_TEXT);
        assert_eq!(Error::new(&errors::DENIED, &*text).message(), text);
    }
}
