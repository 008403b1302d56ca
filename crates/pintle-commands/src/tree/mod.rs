//! Whole folder trees.

mod copying;
mod emptying;
mod entry;
mod errors;
mod linking;
mod listing;
mod new_link;
mod protected;
mod removal;
mod sizes;

pub use copying::{CopyOptions, CopyResult, copy};
pub use entry::{EntriesOptions, TreeEntry, entries};
pub use errors::{INSIDE_ITSELF, PROTECTED};
pub use linking::{LinkOptions, LinkResult, link};
pub use listing::{Entries, walk};
pub use removal::{RemoveOptions, RemoveResult, remove};
pub use sizes::{SizeOptions, SizeResult, size};

pub use crate::{
    fs::{EntryKind, Overwrite},
    walk::{Selection, WalkError, WalkOptions},
};
