//! What a walk may be told.

use pintle::Data;

use crate::fs::EntryKind;

/// How to walk.
#[derive(Clone, Debug, Data)]
#[data(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct WalkOptions {
    /// Only entries whose path matches one of these: `*` and `?` within a name, `**` across
    /// folders, `[a-z]`, `{a,b}`.
    pub glob: Option<Vec<String>>,
    /// No entry whose path matches one of these; a folder that matches is not entered.
    pub exclude: Option<Vec<String>>,
    /// Leaves out what git ignores: `.gitignore` files in the tree and in the folders above it up
    /// to the repository's root, `.git/info/exclude` and `core.excludesFile`. Works outside of a
    /// repository too, and never enters `.git`.
    pub gitignore: bool,
    /// Other files with rules as in `.gitignore`, such as `.ignore`, by their names. They are read in
    /// the same folders, and are stronger; a later name is stronger than an earlier one.
    pub ignore_files: Option<Vec<String>>,
    /// Leaves out names that begin with a dot.
    pub skip_hidden: bool,
    /// Only entries of these kinds; everything but folders when left out.
    pub kinds: Option<Vec<EntryKind>>,
    /// Only files of at least so many bytes.
    pub min_size: Option<f64>,
    /// Only files of at most so many bytes.
    pub max_size: Option<f64>,
    /// How many levels to go down; 1 is what stands in the root itself.
    pub max_depth: Option<u32>,
    /// Goes through symbolic links. A link that leads back to a folder above it is an error in the
    /// result.
    pub follow_symlinks: bool,
    /// Also gives sizes and times, which asks the file system once more for each entry.
    pub stat: bool,
    /// Sorts by the bytes of the path. Otherwise the order is that of the file system, and changes.
    pub sorted: bool,
}

impl Default for WalkOptions {
    fn default() -> Self {
        Self {
            glob: None,
            exclude: None,
            gitignore: false,
            ignore_files: None,
            skip_hidden: false,
            kinds: None,
            min_size: None,
            max_size: None,
            max_depth: None,
            follow_symlinks: false,
            stat: false,
            sorted: true,
        }
    }
}
