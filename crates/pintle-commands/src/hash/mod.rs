//! Hashes of data, files and trees.

mod algorithm;
#[cfg(not(target_family = "wasm"))]
mod disk;
mod encoding;
#[cfg(not(target_family = "wasm"))]
mod fingerprint;
mod integrity;
mod memory;
#[cfg(not(target_family = "wasm"))]
mod read;
mod sha512;
#[cfg(not(target_family = "wasm"))]
mod sharing;
#[cfg(not(target_family = "wasm"))]
mod verify;

pub use algorithm::Algorithm;
#[cfg(not(target_family = "wasm"))]
pub use disk::{FilesOptions, FilesResult, file, files};
pub use encoding::{Encoding, HashOptions};
#[cfg(not(target_family = "wasm"))]
pub use fingerprint::{TreeOptions, TreeResult, tree};
pub use integrity::INTEGRITY;
pub use memory::{bytes, check_bytes};
#[cfg(not(target_family = "wasm"))]
pub use verify::{CheckOptions, CheckResult, check_file, check_files};
