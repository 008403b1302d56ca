//! The walk through a tree that commands are made of: what is visited, in which order, on several
//! threads. It knows no command.

mod crew;
mod entries;
mod filter;
mod gitignore;
mod glob_pattern;
mod glob_text;
mod globs;
mod looking;
mod names;
mod options;
mod place;
mod reach;
mod scan;
mod sequence;
mod walker;

pub use entries::WalkError;
pub use options::WalkOptions;

pub(crate) use crew::work;
pub(crate) use entries::Failure;
pub(crate) use filter::Filter;
pub(crate) use gitignore::{VARIABLES, home};
pub(crate) use globs::{Globs, globs};
pub(crate) use sequence::Found;
pub(crate) use walker::{Look, Visited, collect, collect_in};
