//! What errors of others become.

use std::{error, fmt, io, num, path::Path, str, string};

use super::{DeclaredKind, Error, ErrorKinds};
use crate::errors::{self, IoDetails};

/// The maximum number of errors in a chain of causes that is looked at: nothing says that it ends.
const MAX_CHAIN: usize = 64;

impl Error {
    /// A failed system call on `path`. If the system error wraps an error of this type, that one is
    /// returned.
    pub fn io(error: &io::Error, path: &Path) -> Self {
        let path = super::cut(path.display().to_string());
        of_system(error, Some(path))
    }

    /// The same where the path is not known.
    pub fn system(error: &io::Error) -> Self {
        of_system(error, None)
    }

    /// Adds the messages of the underlying error and of its causes.
    #[must_use]
    pub fn because_of(self, error: &(dyn error::Error + 'static)) -> Self {
        let messages = chain(error).take(MAX_CHAIN).map(ToString::to_string);
        self.caused_by(messages.collect::<Vec<_>>().join(": "))
    }

    /// What an error with all its causes is:
    ///
    /// - if one of them is an error of this type, it is that one, with the messages of the errors
    ///   around it before its own;
    /// - if one of them is a failure of the system, it is `ERR_PINTLE_IO`;
    /// - otherwise it is `ERR_PINTLE_FAILED`, with the messages of the causes as its cause.
    #[must_use]
    pub fn from_chain<'e>(chain: impl Iterator<Item = &'e (dyn error::Error + 'static)>) -> Self {
        let mut around: Vec<String> = Vec::new();
        for error in chain.take(MAX_CHAIN) {
            let known = error
                .downcast_ref::<Self>()
                .cloned()
                .or_else(|| Some(Self::system(error.downcast_ref()?)));
            if let Some(known) = known {
                around.push(known.message().to_owned());
                return known.with_message(around.join(": "));
            }
            around.push(error.to_string());
        }
        let mut around = around.into_iter();
        let message = around.next().unwrap_or_default();
        let causes: Vec<_> = around.collect();
        let failed = Self::new(&errors::FAILED, message);
        if causes.is_empty() {
            failed
        } else {
            failed.caused_by(causes.join(": "))
        }
    }
}

/// A failed system call. A path that is known is part of the message.
fn of_system(error: &io::Error, path: Option<String>) -> Error {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
    if let Some(inner) = inner {
        return Error::clone(inner);
    }
    let system = errors::system_error(error);
    let reason = match &system {
        Some((name, meaning)) => format!("{meaning} ({name})"),
        None => error.to_string(),
    };
    let message = match &path {
        Some(path) => format!("{path}: {reason}"),
        None => reason,
    };
    let errno = system.map(|(name, _)| name.into_owned());
    let mut failure = errors::IO
        .error(message, IoDetails { path, errno })
        .caused_by(error.to_string());
    failure.0.io_kind = Some(error.kind());
    failure
}

/// An error and its causes, the outermost first.
fn chain<'e>(
    error: &'e (dyn error::Error + 'static),
) -> impl Iterator<Item = &'e (dyn error::Error + 'static)> {
    std::iter::successors(Some(error), |error| error.source())
}

/// A result of the standard library's functions for files, to which the file can be added.
pub trait OnPath<T> {
    /// The same, with an error that names the path.
    ///
    /// ```
    /// use std::{fs, path::PathBuf};
    ///
    /// use pintle_core::{Error, OnPath};
    ///
    /// fn read(path: PathBuf) -> Result<String, Error> {
    ///     fs::read_to_string(&path).on_path(&path)
    /// }
    ///
    /// let error = read("there/is/none".into()).unwrap_err();
    /// assert_eq!(error.to_string(), "there/is/none: entity not found (ENOENT)");
    /// ```
    ///
    /// # Errors
    /// That of the result, as [`Error::io`].
    fn on_path(self, path: &Path) -> Result<T, Error>;
}

impl<T> OnPath<T> for io::Result<T> {
    fn on_path(self, path: &Path) -> Result<T, Error> {
        self.map_err(|error| Error::io(&error, path))
    }
}

impl From<io::Error> for Error {
    /// A failure of the system of which the path is not known. [`OnPath`] and [`Error::io`] add it.
    fn from(error: io::Error) -> Self {
        Self::system(&error)
    }
}

impl ErrorKinds for io::Error {
    const KINDS: &'static [DeclaredKind] = &[errors::IO.declared()];
}

impl From<Box<dyn error::Error + Send + Sync>> for Error {
    fn from(error: Box<dyn error::Error + Send + Sync>) -> Self {
        Self::from_chain(chain(&*error))
    }
}

impl ErrorKinds for Box<dyn error::Error + Send + Sync> {
    const KINDS: &'static [DeclaredKind] = MAYBE_OF_SYSTEM;
}

/// Those of an error that can be anything.
const MAYBE_OF_SYSTEM: &[DeclaredKind] = &[errors::FAILED.declared(), errors::IO.declared()];

#[cfg(feature = "anyhow")]
impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        Self::from_chain(error.chain())
    }
}

#[cfg(feature = "anyhow")]
impl ErrorKinds for anyhow::Error {
    const KINDS: &'static [DeclaredKind] = MAYBE_OF_SYSTEM;
}

macro_rules! failures {
    ($($type:ty),* $(,)?) => {$(
        impl From<$type> for Error {
            fn from(error: $type) -> Self {
                Self::from_chain(chain(&error))
            }
        }

        impl ErrorKinds for $type {
            const KINDS: &'static [DeclaredKind] = &[errors::FAILED.declared()];
        }
    )*};
}

failures! {
    fmt::Error,
    num::ParseFloatError,
    num::ParseIntError,
    num::TryFromIntError,
    str::ParseBoolError,
    str::Utf8Error,
    string::FromUtf8Error,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Value;

    #[derive(Debug)]
    struct Layer(&'static str, Option<Box<dyn error::Error + Send + Sync>>);

    impl fmt::Display for Layer {
        fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str(self.0)
        }
    }

    impl error::Error for Layer {
        fn source(&self) -> Option<&(dyn error::Error + 'static)> {
            self.1.as_ref().map(|inner| &**inner as _)
        }
    }

    fn around(
        message: &'static str,
        inner: impl error::Error + Send + Sync + 'static,
    ) -> Box<dyn error::Error + Send + Sync> {
        Box::new(Layer(message, Some(Box::new(inner))))
    }

    #[test]
    fn a_failure_of_the_system_has_its_number_and_perhaps_a_path() {
        let missing = io::Error::from(io::ErrorKind::NotFound);
        let error = Error::from(missing);
        assert_eq!(error.message(), "entity not found (ENOENT)");
        assert_eq!(error.io_kind(), Some(io::ErrorKind::NotFound));
        let detail = |name| {
            error
                .details()
                .and_then(|details| details.get(name))
                .cloned()
        };
        assert_eq!(detail("errno"), Some(Value::from("ENOENT")));
        assert_eq!(detail("path"), Some(Value::Null));
        let found: Result<(), _> = Err(io::ErrorKind::NotFound.into());
        let error = found.on_path(Path::new("a/b")).unwrap_err();
        assert_eq!(error.message(), "a/b: entity not found (ENOENT)");
    }

    #[test]
    fn an_error_that_wraps_one_of_ours_is_that_one() {
        let inner = Error::new(&errors::TIMEOUT, "too late")
            .at("/a")
            .with_details(7);
        let error = Error::from(io::Error::other(inner.clone()));
        assert_eq!((error.code(), error.message()), (inner.code(), "too late"));
        let error = Error::from(around("outer", Layer("middle", Some(Box::new(inner)))));
        assert_eq!(error.to_string(), "a: outer: middle: too late");
        assert_eq!(error.code(), "ERR_PINTLE_TIMEOUT");
        assert_eq!(error.details(), Some(&Value::Number(7.0)));
    }

    #[test]
    fn a_failure_of_the_system_is_found_among_the_causes() {
        let error = Error::from(around(
            "cannot read it",
            io::Error::from(io::ErrorKind::NotFound),
        ));
        assert_eq!(error.code(), "ERR_PINTLE_IO");
        assert_eq!(error.message(), "cannot read it: entity not found (ENOENT)");
    }

    #[test]
    fn the_causes_of_any_other_error_are_its_cause() {
        let error = Error::from(around("outer", Layer("middle", Some("inner".into()))));
        assert_eq!(
            (error.code(), error.message()),
            ("ERR_PINTLE_FAILED", "outer")
        );
        assert_eq!(error.cause(), Some("middle: inner"));
        let error = Error::from("x".parse::<u8>().unwrap_err());
        assert_eq!(error.message(), "invalid digit found in string");
        assert_eq!(error.cause(), None);
    }

    #[test]
    fn a_chain_of_causes_without_an_end_has_one() {
        #[derive(Debug)]
        struct Endless;
        impl fmt::Display for Endless {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("again")
            }
        }
        impl error::Error for Endless {
            fn source(&self) -> Option<&(dyn error::Error + 'static)> {
                Some(&Endless)
            }
        }
        let boxed: Box<dyn error::Error + Send + Sync> = Box::new(Endless);
        assert_eq!(Error::from(boxed).message(), "again");
        let error = Error::new(&errors::FAILED, "x").because_of(&Endless);
        let cause = error.cause().unwrap_or_default();
        assert_eq!(cause.matches("again").count(), MAX_CHAIN);
    }
}
