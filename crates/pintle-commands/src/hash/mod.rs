//! Hashes of data, files and trees.

mod algorithm;
mod disk;
mod encoding;
mod fingerprint;
mod integrity;
mod memory;
mod read;
mod sha512;
#[cfg(not(target_family = "wasm"))]
mod verify;

pub use algorithm::Algorithm;
pub use disk::{FilesOptions, FilesResult, file, files};
pub use encoding::{Encoding, HashOptions};
pub use fingerprint::{TreeOptions, TreeResult, tree};
pub use integrity::INTEGRITY;
pub use memory::{bytes, check_bytes};
#[cfg(not(target_family = "wasm"))]
pub use verify::{CheckOptions, CheckResult, check_file, check_files};
