//! The options of a walk.

use pintle::Data;

use crate::fs::{EntryKind, Stat};

/// Which entries of a tree a command takes. All commands that walk through a tree have these options,
/// with the same meaning; none of them is set unless the caller says so.
#[derive(Clone, Debug, Data, Default)]
#[data(default)]
pub struct Selection {
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
    /// How many levels to descend; 1 means the root's direct children.
    pub max_depth: Option<u32>,
    /// The minimum file size in bytes; smaller files are skipped, and so is everything that is not a file.
    pub min_size: Option<f64>,
    /// The maximum file size in bytes; larger files are skipped, and so is everything that is not a file.
    pub max_size: Option<f64>,
}

impl Selection {
    /// Whether it takes a stat to know what is taken, because of sizes, which only files have.
    pub(crate) fn needs_stat(&self) -> bool {
        self.min_size.is_some() || self.max_size.is_some()
    }

    /// Whether an entry is taken as far as its stat says.
    pub(crate) fn takes_stat(&self, stat: &Stat) -> bool {
        let size = stat.size() as f64;
        self.min_size.is_none_or(|least| size >= least)
            && self.max_size.is_none_or(|most| size <= most)
    }

    /// Whether each folder that a walk enters is taken itself.
    pub(crate) fn takes_every_folder(&self) -> bool {
        self.glob.is_none() && !self.needs_stat()
    }
}

/// How to walk.
#[derive(Clone, Debug, Data)]
#[data(default)]
pub struct WalkOptions {
    /// Which entries to visit.
    #[data(flatten)]
    pub selection: Selection,
    /// Only entries of these kinds. Default: everything except folders.
    pub kinds: Option<Vec<EntryKind>>,
    /// Follows symbolic links. A link that leads back to a folder above it is an error in the
    /// result.
    pub follow_symlinks: bool,
    /// Also returns sizes and times, at the cost of one more file system call per entry.
    pub stat: bool,
    /// Sorts by the bytes of the path. Otherwise the order is that of the file system, and may
    /// change.
    #[data(default = true)]
    pub sorted: bool,
}
