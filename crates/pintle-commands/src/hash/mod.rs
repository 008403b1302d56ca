//! Hashes of data, files and trees.

mod algorithm;
#[cfg(not(target_family = "wasm"))]
mod disk;
mod encoding;
#[cfg(not(target_family = "wasm"))]
mod fingerprint;
mod memory;
#[cfg(not(target_family = "wasm"))]
mod read;

pub use algorithm::Algorithm;
#[cfg(not(target_family = "wasm"))]
pub use disk::{FilesOptions, FilesResult, file, files};
pub use encoding::{Encoding, HashOptions};
#[cfg(not(target_family = "wasm"))]
pub use fingerprint::{TreeOptions, TreeResult, tree};
pub use memory::bytes;
