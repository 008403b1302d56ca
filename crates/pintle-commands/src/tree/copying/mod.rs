//! Copying trees: a walk whose visitor copies each entry while its folder is open.

mod contents;
mod copier;
mod options;
mod single;
mod source;
mod tally;

pub use copier::copy;
pub use options::{CopyOptions, CopyResult};
