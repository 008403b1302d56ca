//! The options of a search and a replacement.

use pintle::Data;

use crate::{
    fs::{DRAFTS, EntryKind},
    walk::{Selection, WalkOptions},
};

/// Where version control keeps data that must not be changed. `.git` is a file in a worktree.
const STORES: [&str; 4] = [".git", ".hg", ".jj", ".svn"];

/// Whether letter case matters.
#[derive(Clone, Copy, Debug, Data, Default, PartialEq, Eq)]
pub enum Case {
    /// It matters.
    #[default]
    Sensitive,
    /// It does not.
    Insensitive,
    /// It matters if the pattern contains a capital letter.
    Smart,
}

/// What a search returns.
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
pub struct SearchOptions {
    /// Which files to search.
    #[data(flatten)]
    pub selection: Selection,
    /// Takes the pattern literally, not as a regular expression.
    pub literal: bool,
    /// Whether letter case matters.
    pub case: Case,
    /// Only matches with no letter, digit or `_` directly before or after them.
    pub whole_words: bool,
    /// Lets a match span several lines. Each file is then read as a whole.
    pub multiline: bool,
    /// What to return.
    pub mode: Mode,
    /// How many lines to return before each line with a match.
    pub before: u32,
    /// How many lines to return after each line with a match.
    pub after: u32,
    /// Ends the search of a file when it has this many matches.
    pub max_per_file: Option<u32>,
    /// Ends the search when there are this many matches: the first ones, in path order.
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
    /// Which files to change. The contents of `.git`, `.hg`, `.jj` and `.svn` are left alone unless `glob`
    /// names it.
    #[data(flatten)]
    pub selection: Selection,
    /// Takes the pattern and the replacement literally.
    pub literal: bool,
    /// Whether letter case matters.
    pub case: Case,
    /// Only matches with no letter, digit or `_` directly before or after them.
    pub whole_words: bool,
    /// Lets a match span several lines.
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
            /// Which files to search.
            pub(super) fn walk(&self) -> WalkOptions {
                let mut selection = self.selection.clone();
                let exclude = selection.exclude.get_or_insert_default();
                exclude.push(DRAFTS.to_owned());
                exclude.extend(left_out($stores, self.selection.glob.as_deref()));
                WalkOptions {
                    selection,
                    kinds: Some(vec![EntryKind::File]),
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

/// Globs for the stores that no other glob names.
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
