//! What a walk visits.

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
    /// No entries whose path matches one of these; a folder that matches is not entered.
    pub exclude: Option<Vec<String>>,
    /// Skips what git ignores: `.gitignore` files in the tree and in the folders above it up to the
    /// repository's root, `.git/info/exclude` and `core.excludesFile`. Works outside of a repository
    /// too, and never enters `.git`.
    pub gitignore: bool,
    /// Names of other files with rules as in `.gitignore`, such as `.ignore`. They are read in the
    /// same folders and take precedence over git's; later names take precedence over earlier ones.
    pub ignore_files: Option<Vec<String>>,
    /// Skips names that begin with a dot.
    pub skip_hidden: bool,
    /// How many levels to go down; 1 is what is directly in the root.
    pub max_depth: Option<u32>,
    /// The least size in bytes. With it, or with `maxSize`, only files are taken.
    pub min_size: Option<f64>,
    /// The greatest size in bytes.
    pub max_size: Option<f64>,
}

impl Selection {
    /// Whether only files are taken.
    pub(crate) fn takes_files_only(&self) -> bool {
        self.min_size.is_some() || self.max_size.is_some()
    }

    /// Whether it takes a stat to know what is taken.
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
    /// Only entries of these kinds; everything except folders when left out.
    pub kinds: Option<Vec<EntryKind>>,
    /// Goes through symbolic links. A link that leads back to a folder above it is an error in the
    /// result.
    pub follow_symlinks: bool,
    /// Also returns sizes and times, which asks the file system once more for each entry.
    pub stat: bool,
    /// Sorts by the bytes of the path. Otherwise the order is that of the file system, and changes.
    #[data(default = true)]
    pub sorted: bool,
}
