//! Folders as a whole: what is in them.

mod copying;
mod destination;
mod emptying;
mod entries;
mod errors;
mod filter;
mod gitignore;
mod glob_pattern;
mod glob_text;
mod globs;
mod linking;
mod looking;
mod names;
mod new_link;
mod options;
mod place;
mod protected;
mod reach;
mod removal;
mod scan;
mod sequence;
mod sizes;
mod spot;
mod walker;

pub use copying::{CopyOptions, CopyResult, copy};
pub use entries::{Entries, WalkError};
pub use errors::{INSIDE_ITSELF, PROTECTED};
pub use linking::{LinkOptions, LinkResult, link};
pub use options::{EntryKind, WalkOptions};
pub use removal::{RemoveOptions, RemoveResult, remove};
pub use sizes::{SizeOptions, SizeResult, size};
pub use walker::walk;

pub(crate) use entries::Failure;
pub(crate) use gitignore::VARIABLES;
pub(crate) use globs::{Globs, globs};
pub(crate) use walker::{Look, Visited, collect, collect_in};
