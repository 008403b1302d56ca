//! The commands that create.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use pintle::{
    Bytes, Context, Error, command,
    errors::{CANCELLED, INVALID_VALUE, IO, NOT_UTF8, TIMEOUT},
};

use super::{
    errors::{ARCHIVE_CHANGED, ARCHIVE_UNSUPPORTED, of_entry},
    options::{CreateOptions, Created, Format, Skipped},
    output::Place,
    packer::Packer,
    packing::{CHUNK, Packing},
};

/// Packs the contents of a folder into an archive, which appears once it is completely written.
#[command(
    blocking,
    confined,
    effects(fs_read, fs_write),
    variables(crate::walk::VARIABLES if options.selection.gitignore),
    errors(
        ARCHIVE_CHANGED,
        ARCHIVE_UNSUPPORTED,
        IO,
        NOT_UTF8,
        INVALID_VALUE,
        CANCELLED,
        TIMEOUT
    )
)]
pub fn create(
    root: PathBuf,
    archive: PathBuf,
    options: CreateOptions,
    cx: &Context,
) -> Result<Created, Error> {
    let format = match options.format {
        Some(format) => format,
        None => by_name(&archive).map_err(|error| error.at("/archive"))?,
    };
    let place = Place::open(&archive, cx).map_err(|error| error.at("/archive"))?;
    let mut packing = Packing::new(&root, &options, cx)?;
    let items = packing.gather(place.taken())?;
    let draft = place.draft().map_err(|error| error.at("/archive"))?;
    let file = draft.file();
    let written = |error: &io::Error| place.failed(error).at("/archive");
    let out = io::BufWriter::with_capacity(CHUNK, file);
    let out = packing.pack(&items, Packer::new(out, format, options.level)?, &written)?;
    out.into_inner().map_err(|error| written(error.error()))?;
    let size = file.metadata().map_err(|error| written(&error))?.len();
    let published = place.publish(draft);
    published.map_err(|error| error.at("/archive"))?;
    Ok(packing.created(size))
}

/// Packs the contents of a folder into an archive in memory. Without `format` it is a tar.gz.
#[command(
    blocking,
    confined,
    effects(fs_read),
    variables(crate::walk::VARIABLES if options.selection.gitignore),
    errors(
        ARCHIVE_CHANGED,
        ARCHIVE_UNSUPPORTED,
        IO,
        NOT_UTF8,
        INVALID_VALUE,
        CANCELLED,
        TIMEOUT
    )
)]
pub fn create_bytes(root: PathBuf, options: CreateOptions, cx: &Context) -> Result<Bytes, Error> {
    let format = options.format.unwrap_or(Format::TarGz);
    let mut packing = Packing::new(&root, &options, cx)?;
    let items = packing.gather(None)?;
    // There is no result that could list what is skipped.
    if let Some(Skipped { path, reason }) = packing.result.skipped.first() {
        let message = format!("{reason}; leave it out with exclude");
        return Err(of_entry(&ARCHIVE_UNSUPPORTED, path.as_bytes(), &message).at("/root"));
    }
    let out = Growing {
        bytes: Vec::new(),
        cx,
    };
    let packer = Packer::new(out, format, options.level)?;
    let outcome = packing.pack(&items, packer, &|error| Error::io(error, &root).at("/root"));
    // A writer's error cannot be our own.
    let out = outcome.map_err(|error| cx.check().err().unwrap_or(error))?;
    Ok(out.bytes.into())
}

/// An archive that grows in memory, within its caller's budget.
struct Growing<'a> {
    bytes: Vec<u8>,
    cx: &'a Context,
}

impl Write for Growing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.cx.take(bytes.len()).map_err(io::Error::other)?;
        self.bytes.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The format according to the name of an archive.
fn by_name(archive: &Path) -> Result<Format, Error> {
    let name = archive
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let formats = [
        (Format::Tar, &[".tar"][..]),
        (Format::TarGz, &[".tar.gz", ".tgz"]),
        (Format::TarZst, &[".tar.zst", ".tzst"]),
        (Format::Zip, &[".zip"]),
    ];
    let mut formats = formats.iter();
    let found = formats.find(|(_, ends)| ends.iter().any(|end| name.ends_with(end)));
    found.map(|(format, _)| *format).ok_or_else(|| {
        let message = format!(
            "expected a name that ends with .tar, .tar.gz, .tgz, .tar.zst, .tzst or .zip, or the \
             option format, got {name}"
        );
        Error::new(&INVALID_VALUE, message)
    })
}
