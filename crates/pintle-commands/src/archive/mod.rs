//! Archives: tar, tar.gz, tar.zst and zip.

mod creation;
mod destination;
mod entry;
mod entry_globs;
mod errors;
mod extraction;
mod gather;
mod gzip;
mod limits;
mod listing;
mod merge;
mod new_entries;
mod options;
mod output;
mod packer;
mod packing;
mod pax;
mod reading;
mod source;
mod staging;
mod stream;
mod tar_entry;
mod tar_header;
mod tar_reader;
mod tar_sparse;
mod tar_writer;
#[cfg(test)]
mod tests;
mod tree;
mod unpacking;
mod watch;
mod zip_names;
mod zip_reader;
mod zip_writer;

pub use creation::{create, create_bytes};
pub use errors::{
    ARCHIVE_CHANGED, ARCHIVE_CORRUPT, ARCHIVE_EXISTS, ARCHIVE_LIMIT, ARCHIVE_UNSAFE,
    ARCHIVE_UNSUPPORTED,
};
pub use extraction::{extract, extract_bytes};
pub use listing::{entries, list, list_bytes};
pub use options::{
    ArchivedEntry, ArchivedKind, CreateOptions, Created, ExtractOptions, Extracted, Format,
    ListOptions, Listed, Skipped, Unsafe,
};

pub use crate::fs::{Names, Overwrite};
