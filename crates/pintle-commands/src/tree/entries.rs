//! What a walk gives.

use pintle::{Data, Error, Strings};

use super::{EntryKind, sequence::Found};

/// What was found, as columns: an entry has the same index in every column.
#[derive(Debug, Data)]
pub struct Entries {
    /// How many entries there are.
    pub count: u32,
    /// Paths relative to the root, with `/` on every platform.
    pub paths: Strings,
    /// What each is: 0 a file, 1 a folder, 2 a symbolic link, 3 something else.
    pub kinds: Vec<u8>,
    /// Sizes in bytes, with `stat`.
    pub sizes: Option<Vec<f64>>,
    /// Times of the last change in milliseconds since 1970, with `stat`.
    pub mtimes_ms: Option<Vec<f64>>,
    /// What could not be read. The walk continues regardless.
    pub errors: Vec<WalkError>,
}

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

/// One entry of a walk, and what a visitor had to say about it.
#[derive(Debug)]
pub(crate) struct Entry<T> {
    pub(crate) path: String,
    pub(crate) kind: EntryKind,
    pub(crate) gain: T,
}

/// Something that could not be read, and where.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) path: String,
    pub(crate) error: Error,
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
        let (count, bytes) = found.extent();
        let mut paths = Strings::with_capacity(count, bytes);
        let mut kinds = Vec::with_capacity(count);
        let column = || stat.then(|| Vec::with_capacity(count));
        let (mut sizes, mut mtimes_ms) = (column(), column());
        let (mut entries, errors) = found.into_parts();
        while let Some((path, known)) = entries.next() {
            paths.push(path);
            kinds.push(known.kind as u8);
            if let (Some(sizes), Some(mtimes_ms)) = (&mut sizes, &mut mtimes_ms) {
                sizes.push(known.size);
                mtimes_ms.push(known.mtime_ms);
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
