//! What a search and a replacement may be told.

use pintle::Data;

use crate::{
    fs::{DRAFTS, EntryKind},
    walk::WalkOptions,
};

/// Where version control keeps what it must find as it wrote it. `.git` is a file in a worktree.
const STORES: [&str; 4] = [".git", ".hg", ".jj", ".svn"];

/// Whether the case of letters counts.
#[derive(Clone, Copy, Debug, Data, Default, PartialEq, Eq)]
pub enum Case {
    /// It counts.
    #[default]
    Sensitive,
    /// It does not.
    Insensitive,
    /// It counts if there is a capital letter in the pattern.
    Smart,
}

/// What a search gives.
#[derive(Clone, Copy, Debug, Data, Default, PartialEq, Eq)]
pub enum Mode {
    /// Each match with its line.
    #[default]
    Lines,
    /// How many matches each file has, without the lines.
    Count,
    /// Which files have a match. The search of a file ends with its first.
    Files,
}

/// How to search.
#[derive(Clone, Debug, Data, Default)]
#[data(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct SearchOptions {
    /// Only files whose path matches one of these, as in `tree.walk`.
    pub glob: Option<Vec<String>>,
    /// No file whose path matches one of these, and nothing in a folder that does.
    pub exclude: Option<Vec<String>>,
    /// Leaves out what git ignores, as in `tree.walk`.
    pub gitignore: bool,
    /// Other files with rules as in `.gitignore`, as in `tree.walk`.
    pub ignore_files: Option<Vec<String>>,
    /// Leaves out names that begin with a dot.
    pub skip_hidden: bool,
    /// How many levels to go down; 1 is what stands in the root itself.
    pub max_depth: Option<u32>,
    /// Only files of at most so many bytes.
    pub max_size: Option<f64>,
    /// Takes the pattern as the text itself, not as a regular expression.
    pub literal: bool,
    /// Whether the case of letters counts.
    pub case: Case,
    /// Only matches with no letter, digit or `_` right before and behind them.
    pub whole_words: bool,
    /// Lets a match reach over several lines. Each file is then read as a whole.
    pub multiline: bool,
    /// What to give.
    pub mode: Mode,
    /// How many lines to give before each line with a match.
    pub before: u32,
    /// How many lines to give behind each line with a match.
    pub after: u32,
    /// Ends the search of a file when it has this many matches.
    pub max_per_file: Option<u32>,
    /// Ends the search when there are this many matches: the first ones, in the order of the paths.
    pub max_matches: Option<u32>,
}

/// How to replace.
#[derive(Clone, Debug, Data, Default)]
#[data(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct ReplaceOptions {
    /// Only files whose path matches one of these, as in `tree.walk`. What is in `.git`, `.hg`, `.jj`
    /// and `.svn` is left alone unless one of these names it.
    pub glob: Option<Vec<String>>,
    /// No file whose path matches one of these, and nothing in a folder that does.
    pub exclude: Option<Vec<String>>,
    /// Leaves out what git ignores, as in `tree.walk`.
    pub gitignore: bool,
    /// Other files with rules as in `.gitignore`, as in `tree.walk`.
    pub ignore_files: Option<Vec<String>>,
    /// Leaves out names that begin with a dot.
    pub skip_hidden: bool,
    /// How many levels to go down; 1 is what stands in the root itself.
    pub max_depth: Option<u32>,
    /// Only files of at most so many bytes.
    pub max_size: Option<f64>,
    /// Takes the pattern and the replacement as the texts themselves.
    pub literal: bool,
    /// Whether the case of letters counts.
    pub case: Case,
    /// Only matches with no letter, digit or `_` right before and behind them.
    pub whole_words: bool,
    /// Lets a match reach over several lines.
    pub multiline: bool,
    /// Changes the files. Otherwise the result says what would be changed.
    pub write: bool,
}

/// How to read the pattern.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reading {
    pub(super) literal: bool,
    pub(super) case: Case,
    pub(super) whole_words: bool,
    pub(super) multiline: bool,
}

macro_rules! parts_of {
    ($options:ty, $stores:expr) => {
        impl $options {
            /// Which files to look into.
            pub(super) fn walk(&self) -> WalkOptions {
                let mut exclude = self.exclude.clone().unwrap_or_default();
                exclude.push(DRAFTS.to_owned());
                exclude.extend(left_out($stores, self.glob.as_deref()));
                WalkOptions {
                    glob: self.glob.clone(),
                    exclude: Some(exclude),
                    gitignore: self.gitignore,
                    ignore_files: self.ignore_files.clone(),
                    skip_hidden: self.skip_hidden,
                    kinds: Some(vec![EntryKind::File]),
                    max_depth: self.max_depth,
                    max_size: self.max_size,
                    ..WalkOptions::default()
                }
            }

            pub(super) fn reading(&self) -> Reading {
                Reading {
                    literal: self.literal,
                    case: self.case,
                    whole_words: self.whole_words,
                    multiline: self.multiline,
                }
            }
        }
    };
}

/// Globs for those of the stores that no glob names.
fn left_out(stores: &[&str], globs: Option<&[String]>) -> impl Iterator<Item = String> {
    let globs = globs.unwrap_or_default();
    let is_named = |store: &str| {
        let mut names = globs
            .iter()
            .flat_map(|glob| glob.split(['/', '{', ',', '}']));
        names.any(|name| name == store)
    };
    let stores = stores.iter().filter(move |store| !is_named(store));
    stores.map(|store| format!("**/{store}"))
}

parts_of!(SearchOptions, &[]); // A search does no harm anywhere.
parts_of!(ReplaceOptions, &STORES);
