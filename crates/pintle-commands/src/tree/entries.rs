//! What a walk gives.

use pintle::{Data, Error};

use super::{EntryKind, sequence::Found};
use crate::folder::Stat;

/// What was found, as columns: the entry at one place in every column is the same.
#[derive(Debug, Data)]
pub struct Entries {
    /// How many entries there are.
    pub count: u32,
    /// Paths relative to the root, with `/` on every platform.
    pub paths: Vec<String>,
    /// What each is: 0 a file, 1 a folder, 2 a symbolic link, 3 something else.
    pub kinds: Vec<u8>,
    /// Sizes in bytes, with `stat`.
    pub sizes: Option<Vec<f64>>,
    /// Times of the last change in milliseconds since 1970, with `stat`.
    pub mtimes_ms: Option<Vec<f64>>,
    /// What could not be read. The walk goes on beside it.
    pub errors: Vec<WalkError>,
}

/// Something that could not be read.
#[derive(Debug, Data)]
pub struct WalkError {
    /// Where, with U+FFFD for what is not UTF-8.
    pub path: String,
    /// The error's code: `ERR_PINTLE_IO`, or `ERR_PINTLE_NOT_UTF8` for a name that no string holds.
    pub code: String,
    /// What went wrong.
    pub message: String,
}

/// One entry of a walk, and what a visitor had to say about it.
#[derive(Debug)]
pub(crate) struct Entry<T, P = String> {
    pub(crate) path: P,
    pub(crate) kind: EntryKind,
    pub(crate) size: f64,
    pub(crate) mtime_ms: f64,
    pub(crate) gain: T,
}

/// Something that could not be read, and where.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) path: String,
    pub(crate) error: Error,
}

impl<T> Entry<T, Vec<u8>> {
    pub(super) fn new(path: Vec<u8>, kind: EntryKind, stat: Option<&Stat>, gain: T) -> Self {
        Self {
            path,
            kind,
            size: stat.map_or(0.0, |stat| stat.size() as f64),
            mtime_ms: stat.map_or(0.0, Stat::mtime_ms),
            gain,
        }
    }

    /// The same with its path as text; `None` when that is not UTF-8.
    pub(super) fn into_text(self) -> Option<Entry<T>> {
        let Self {
            path,
            kind,
            size,
            mtime_ms,
            gain,
        } = self;
        let path = String::from_utf8(path).ok()?;
        Some(Entry {
            path,
            kind,
            size,
            mtime_ms,
            gain,
        })
    }
}

impl WalkError {
    pub(super) fn new(path: &[u8], error: &Error) -> Self {
        Self {
            path: String::from_utf8_lossy(path).into_owned(),
            code: error.code().to_owned(),
            message: error.message().to_owned(),
        }
    }
}

impl From<Failure> for WalkError {
    fn from(Failure { path, error }: Failure) -> Self {
        Self::new(path.as_bytes(), &error)
    }
}

impl Entries {
    pub(super) fn new(found: Found<()>, stat: bool) -> Self {
        let count = found.count();
        let mut paths = Vec::with_capacity(count);
        let mut kinds = Vec::with_capacity(count);
        let column = || stat.then(|| Vec::with_capacity(count));
        let (mut sizes, mut mtimes_ms) = (column(), column());
        let (entries, errors) = found.in_sequence();
        for entry in entries {
            paths.push(entry.path);
            kinds.push(entry.kind as u8);
            if let (Some(sizes), Some(mtimes_ms)) = (&mut sizes, &mut mtimes_ms) {
                sizes.push(entry.size);
                mtimes_ms.push(entry.mtime_ms);
            }
        }
        Self {
            count: u32::try_from(count).unwrap_or(u32::MAX),
            paths,
            kinds,
            sizes,
            mtimes_ms,
            errors: errors.into_iter().map(WalkError::from).collect(),
        }
    }
}
