//! Folders as a whole: what is in them.

mod entries;
mod filter;
mod gitignore;
mod globs;
mod options;
mod place;
mod reach;
mod scan;
mod sequence;
mod walker;

pub use entries::{Entries, WalkError};
pub use options::{EntryKind, WalkOptions};
pub use walker::walk;

pub(crate) use entries::Failure;
pub(crate) use globs::globs;
pub(crate) use walker::{Visited, collect};
