//! Hashes of data, files and trees.

mod algorithm;
mod disk;
mod encoding;
mod fingerprint;
mod memory;
mod read;

pub use algorithm::Algorithm;
pub use disk::{FilesOptions, FilesResult, file, files};
pub use encoding::{Encoding, HashOptions};
pub use fingerprint::{TreeOptions, TreeResult, tree};
pub use memory::bytes;
