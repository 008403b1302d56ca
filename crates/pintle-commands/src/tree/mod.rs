//! Folders as a whole: what is in them.

mod entries;
mod gitignore;
mod globs;
mod options;
mod walker;

pub use entries::{Entries, WalkError};
pub use options::{EntryKind, WalkOptions};
pub use walker::walk;

pub(crate) use walker::collect;
