//! The options and the result of a copy.

use pintle::Data;

use crate::{
    fs::{EntryKind, Overwrite},
    walk::{Selection, WalkError},
};

/// How to copy.
#[derive(Clone, Debug, Data, Default)]
#[data(default)]
pub struct CopyOptions {
    /// What to do with a file or a link that already exists.
    pub overwrite: Overwrite,
    /// Creates hard links instead of copying files. Files that cannot be linked, such as those on
    /// another file system, are copied; under a policy all are.
    pub hard_link: bool,
    /// Which entries of a folder to copy. The folders that they are in are created as needed.
    #[data(flatten)]
    pub selection: Selection,
    /// Only entries of these kinds. Default: all.
    pub kinds: Option<Vec<EntryKind>>,
    /// Continues when something cannot be copied, and lists it in `errors`. Otherwise the first
    /// error ends the call.
    pub keep_going: bool,
}

/// What was copied.
#[derive(Debug, Data)]
pub struct CopyResult {
    /// How many files were copied, cloned or linked.
    pub files: u32,
    /// How many folders there are in the copy.
    pub folders: u32,
    /// How many symbolic links were copied.
    pub links: u32,
    /// How many files and links were left as they are because of `overwrite`.
    pub skipped: u32,
    /// How many of the files share their data with the original until one is changed (reflinks).
    pub cloned: u32,
    /// How many of the files are hard links to the original.
    pub hard_linked: u32,
    /// The sum of the sizes of the files, except those with `hardLink`.
    pub bytes: f64,
    /// What could not be copied, with `keepGoing`.
    pub errors: Vec<WalkError>,
}
