//! The options of a walk.

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
    /// Skips what git ignores: `.gitignore` files in the tree and in the folders above it up to the
    /// repository's root, `.git/info/exclude` and `core.excludesFile`. Works outside a
    /// repository too, and never enters `.git`.
    pub gitignore: bool,
    /// The names of other files with rules like those in `.gitignore`, such as `.ignore`. They are
    /// read in the same folders and take precedence; later names take precedence over earlier ones.
    pub ignore_files: Option<Vec<String>>,
    /// Skips names that begin with a dot.
    pub skip_hidden: bool,
    /// Only entries of these kinds. Default: everything except folders.
    pub kinds: Option<Vec<EntryKind>>,
    /// The minimum file size in bytes; smaller files are skipped.
    pub min_size: Option<f64>,
    /// The maximum file size in bytes; larger files are skipped.
    pub max_size: Option<f64>,
    /// How many levels to descend; 1 means the root's direct children.
    pub max_depth: Option<u32>,
    /// Follows symbolic links. A link that leads back to a folder above it is an error in the
    /// result.
    pub follow_symlinks: bool,
    /// Also returns sizes and times, at the cost of one more file system call per entry.
    pub stat: bool,
    /// Sorts by the bytes of the path. Otherwise the order is that of the file system, and may
    /// change.
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
