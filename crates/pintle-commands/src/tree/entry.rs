//! Listing trees entry by entry.

use std::{ops::ControlFlow, path::PathBuf};

use pintle::{
    Context, Data, Error, command,
    errors::{CANCELLED, INVALID_VALUE, IO, TIMEOUT},
    stream::Output,
};

use crate::{
    fs::EntryKind,
    walk::{EntryFacts, Finding, Selection, Visited, WalkError, WalkOptions, send_each},
};

/// What to list.
#[derive(Clone, Debug, Data, Default)]
#[data(default)]
pub struct EntriesOptions {
    /// Which entries to list.
    #[data(flatten)]
    pub selection: Selection,
    /// Only entries of these kinds. Default: everything except folders.
    pub kinds: Option<Vec<EntryKind>>,
    /// Follows symbolic links. A link that leads back to a folder above it cannot be read.
    pub follow_symlinks: bool,
    /// Also returns sizes and times, at the cost of one more file system call per entry.
    pub stat: bool,
}

/// An entry of a tree, or a place in it that could not be read.
#[derive(Debug, Data)]
pub struct TreeEntry {
    /// Its path relative to the root, with `/` on every platform.
    pub path: String,
    /// What it is; null if it could not be read.
    pub kind: Option<EntryKind>,
    /// Its size in bytes, with `stat`.
    pub size: Option<f64>,
    /// The time of its last change in milliseconds since 1970, with `stat`.
    pub mtime_ms: Option<f64>,
    /// The code of the error, if it could not be read: `ERR_PINTLE_IO`, or `ERR_PINTLE_NOT_UTF8`
    /// for a name that is not UTF-8.
    pub error_code: Option<String>,
    /// What went wrong, if it could not be read.
    pub error_message: Option<String>,
}

/// Lists what is below `root`, each entry when it is found, in no particular order.
///
/// What cannot be read does not end the walk: it is an item with an `errorCode`. Folders are not
/// listed unless `kinds` asks for them.
#[command(
    blocking,
    confined,
    effects(fs_read),
    variables(crate::walk::VARIABLES if options.selection.gitignore),
    errors(IO, INVALID_VALUE, CANCELLED, TIMEOUT)
)]
pub fn entries(
    root: PathBuf,
    options: EntriesOptions,
    out: &Output<TreeEntry>,
    cx: &Context,
) -> Result<(), Error> {
    let EntriesOptions {
        selection,
        kinds,
        follow_symlinks,
        stat,
    } = options;
    let walk = WalkOptions {
        selection,
        kinds,
        follow_symlinks,
        stat,
        sorted: false,
    };
    let visitor = || |_: &Visited<'_>| Ok(Some(()));
    send_each(&root, &walk, cx, visitor, &|finding| {
        let entry = match finding {
            Finding::Entry(path, facts) => TreeEntry::new(path, &facts, stat),
            Finding::Failure(failure) => TreeEntry::unread(failure.into()),
        };
        out.send(entry).map(ControlFlow::Continue)
    })
}

impl TreeEntry {
    fn new(path: &[u8], facts: &EntryFacts<()>, stat: bool) -> Self {
        Self {
            path: String::from_utf8_lossy(path).into_owned(),
            kind: Some(facts.kind),
            size: stat.then_some(facts.size),
            mtime_ms: stat.then_some(facts.mtime_ms),
            error_code: None,
            error_message: None,
        }
    }

    fn unread(error: WalkError) -> Self {
        Self {
            path: error.path,
            kind: None,
            size: None,
            mtime_ms: None,
            error_code: Some(error.code),
            error_message: Some(error.message),
        }
    }
}
