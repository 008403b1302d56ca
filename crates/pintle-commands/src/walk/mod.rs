//! The walk through a tree that commands build on: what is visited, in which order, on several
//! threads. It does not know any command.

mod entries;
mod filter;
mod gitignore;
mod glob_braces;
mod glob_faults;
mod glob_parts;
mod glob_pattern;
mod globs;
mod jobs;
mod name_list;
mod opening;
mod options;
mod scan;
mod sending;
mod sequence;
mod visiting;
mod walker;
mod workers;

pub use entries::WalkError;
pub use options::{Selection, WalkOptions};

pub(crate) use entries::WalkFailure;
pub(crate) use filter::Filter;
pub(crate) use gitignore::{VARIABLES, home};
pub(crate) use globs::{Globs, globs};
pub(crate) use sending::Finding;
pub(crate) use sequence::{EntryFacts, Findings};
pub(crate) use walker::{Visited, WalkPurpose, collect, collect_in, send_each};
pub(crate) use workers::share_work;
