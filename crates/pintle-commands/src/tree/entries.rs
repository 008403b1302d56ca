//! What a walk gives.

use pintle::Data;

use super::EntryKind;

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

/// One entry while walking.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) path: String,
    pub(crate) kind: EntryKind,
    pub(crate) size: f64,
    pub(crate) mtime_ms: f64,
}

impl Entries {
    pub(super) fn new(entries: Vec<Entry>, errors: Vec<WalkError>, stat: bool) -> Self {
        let column = |value: fn(&Entry) -> f64| stat.then(|| entries.iter().map(value).collect());
        Self {
            count: u32::try_from(entries.len()).unwrap_or(u32::MAX),
            kinds: entries.iter().map(|entry| entry.kind as u8).collect(),
            sizes: column(|entry| entry.size),
            mtimes_ms: column(|entry| entry.mtime_ms),
            paths: entries.into_iter().map(|entry| entry.path).collect(),
            errors,
        }
    }
}
