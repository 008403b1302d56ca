//! Text in the files of a tree: finding it, and replacing it.

mod content;
mod cutoff;
mod errors;
mod find;
mod finding;
mod options;
mod outcome;
mod patient;
mod pattern;
mod replacement;
mod rewrite;
mod sink;
mod steps;
mod swap;
mod syntax;
mod utf16;

pub use errors::{CHANGED, ENCODING};
pub use find::search;
pub use finding::{TextFinding, matches};
pub use options::{Case, Mode, ReplaceOptions, SearchOptions};
pub use outcome::{Edits, Lines, Matches, ReplaceResult, SearchResult};
pub use rewrite::replace;
