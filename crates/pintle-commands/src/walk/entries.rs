//! What a walk finds, and what it could not read.

use pintle::{Data, Error};

use crate::fs::EntryKind;

/// Something that could not be read.
#[derive(Debug, Data)]
pub struct WalkError {
    /// Where, with U+FFFD in place of what is not UTF-8.
    pub path: String,
    /// The error's code: `ERR_PINTLE_IO`, or `ERR_PINTLE_NOT_UTF8` for a name that is not UTF-8.
    pub code: String,
    /// What went wrong.
    pub message: String,
}

/// One entry of a walk, and the visitor's result for it.
#[derive(Debug)]
pub(crate) struct FoundEntry<T> {
    pub(crate) path: String,
    pub(crate) kind: EntryKind,
    pub(crate) gain: T,
}

/// Something that could not be read, and where.
#[derive(Debug)]
pub(crate) struct WalkFailure {
    pub(crate) path: String,
    pub(crate) error: Error,
}

impl WalkError {
    pub(crate) fn new(path: &[u8], error: &Error) -> Self {
        Self {
            path: String::from_utf8_lossy(path).into_owned(),
            code: error.code().to_owned(),
            message: error.message().to_owned(),
        }
    }
}

impl From<WalkFailure> for WalkError {
    fn from(WalkFailure { path, error }: WalkFailure) -> Self {
        Self::new(path.as_bytes(), &error)
    }
}
