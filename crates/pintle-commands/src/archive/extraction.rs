//! The commands that extract.

use std::path::{Path, PathBuf};

use pintle::{
    Context, Error, command,
    errors::{CANCELLED, INVALID_VALUE, IO, NOT_UTF8, TIMEOUT},
};

use super::{
    destination::Destination,
    entry_globs::EntryGlobs,
    errors::{
        ARCHIVE_CORRUPT, ARCHIVE_EXISTS, ARCHIVE_LIMIT, ARCHIVE_UNSAFE, ARCHIVE_UNSUPPORTED, placed,
    },
    limits::Budget,
    options::{ExtractOptions, Extracted},
    reading,
    source::Source,
    unpacking::{Unpacking, finish_folders},
    watch::Watch,
};

/// Extracts an archive into a folder, which is created if missing.
///
/// Nothing is written outside the folder, and nothing is left behind if any part of the archive is
/// bad. Owners are not kept, nor are bits such as set-user-ID.
#[command(
    blocking,
    confined,
    effects(fs_read, fs_write),
    errors(
        ARCHIVE_UNSAFE,
        ARCHIVE_CORRUPT,
        ARCHIVE_LIMIT,
        ARCHIVE_UNSUPPORTED,
        ARCHIVE_EXISTS,
        IO,
        NOT_UTF8,
        INVALID_VALUE,
        CANCELLED,
        TIMEOUT
    )
)]
pub fn extract(
    archive: PathBuf,
    into: PathBuf,
    options: ExtractOptions,
    cx: &Context,
) -> Result<Extracted, Error> {
    let source = Source::open(&archive, cx);
    source
        .and_then(|source| run(&source, &into, &options, cx))
        .map_err(|error| placed(error, "/archive"))
}

/// Extracts an archive in memory.
#[command(
    blocking,
    confined,
    effects(fs_write),
    errors(
        ARCHIVE_UNSAFE,
        ARCHIVE_CORRUPT,
        ARCHIVE_LIMIT,
        ARCHIVE_UNSUPPORTED,
        ARCHIVE_EXISTS,
        IO,
        NOT_UTF8,
        INVALID_VALUE,
        CANCELLED,
        TIMEOUT
    )
)]
pub fn extract_bytes(
    data: &[u8],
    into: PathBuf,
    options: ExtractOptions,
    cx: &Context,
) -> Result<Extracted, Error> {
    run(&Source::bytes(data), &into, &options, cx).map_err(|error| placed(error, "/data"))
}

fn run(
    source: &Source<'_>,
    into: &Path,
    options: &ExtractOptions,
    cx: &Context,
) -> Result<Extracted, Error> {
    let budget = Budget::new(options.max_entries, options.max_bytes, options.max_ratio)?;
    let globs = EntryGlobs::new(options.glob.as_deref(), options.exclude.as_deref())?;
    let format = options.format.map_or_else(|| source.detect(), Ok)?;
    let destination = Destination::open(into, cx).map_err(|error| error.at("/into"))?;
    let staging = destination.stage()?;
    let mut unpacking = Unpacking::new(source, options, globs, &destination, &staging)
        .map_err(|error| destination.failed(&error))?;
    let watch = Watch::new(cx, budget, source.size);
    reading::read(source, format, &watch, &mut |entry, content| {
        unpacking.add(&entry, content)
    })?;
    unpacking.check_winding()?;
    let (folders, result) = unpacking.close();
    let root = destination.settle(staging, options.overwrite)?;
    finish_folders(root, &folders, into)?;
    Ok(result)
}
