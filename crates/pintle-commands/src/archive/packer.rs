//! Writing an archive of any format, compressed as it is written.

use std::io::{self, Write};

use flate2::{
    Compression,
    write::{DeflateEncoder, GzEncoder},
};
use pintle::{Error, errors::INVALID_VALUE};
use rawzip::{
    CompressionMethod, Header, ZipArchiveWriter, ZipDataWriter, ZipEntryWriter,
    extra_fields::ExtraFieldId, path::EntryPath, time::UtcDateTime,
};

use super::{
    entry::Time,
    gather::{Item, ItemKind},
    options::Format,
    tar_writer,
};

/// An archive that is being written.
pub(super) enum Packer<W: Write> {
    Tar(W),
    TarGz(Box<GzEncoder<W>>),
    TarZst(zstd::stream::write::Encoder<'static, W>),
    Zip(ZipArchiveWriter<W>, Compression),
}

impl<W: Write> Packer<W> {
    pub(super) fn new(out: W, format: Format, level: Option<u32>) -> Result<Self, Error> {
        let level = level_of(format, level)?;
        Ok(match format {
            Format::Tar => Self::Tar(out),
            Format::TarGz => Self::TarGz(Box::new(GzEncoder::new(out, Compression::new(level)))),
            Format::TarZst => {
                let encoder = zstd::stream::write::Encoder::new(out, level.cast_signed());
                let mut encoder = encoder.map_err(|error| no_encoder(&error))?;
                encoder
                    .include_checksum(true)
                    .map_err(|error| no_encoder(&error))?;
                Self::TarZst(encoder)
            }
            Format::Zip => Self::Zip(ZipArchiveWriter::new(out), Compression::new(level)),
        })
    }

    /// Adds a folder, or a link.
    pub(super) fn add(&mut self, path: &[u8], item: &Item, target: &[u8]) -> io::Result<()> {
        let Self::Zip(zip, _) = self else {
            return tar_writer::write_header(self.tar(), path, item, target);
        };
        let name = zip_name(path)?;
        let mtime = UtcDateTime::from_unix(item.mtime.seconds);
        if item.kind == ItemKind::Directory {
            let folder = zip.new_dir(EntryPath::conformant(format!("{name}/")));
            let folder = folder
                .last_modified(mtime)
                .extra_field(TIMESTAMP, &timestamp(item.mtime), Header::LOCAL)
                .map_err(io_error)?
                .unix_permissions(0o040_000 | item.mode);
            return folder.create().map(drop).map_err(io_error);
        }
        let link = zip
            .new_file(EntryPath::conformant(name))
            .last_modified(mtime)
            .extra_field(TIMESTAMP, &timestamp(item.mtime), Header::LOCAL)
            .map_err(io_error)?
            .unix_permissions(0o120_000 | item.mode);
        let (mut entry, config) = link.start().map_err(io_error)?;
        let mut data = config.wrap(&mut entry);
        data.write_all(target)?;
        let (_, descriptor) = data.finish().map_err(io_error)?;
        entry.finish(descriptor).map(drop).map_err(io_error)
    }

    /// Adds a file, whose content is then written into what this gives.
    pub(super) fn add_file(&mut self, path: &[u8], item: &Item) -> io::Result<Entry<'_, W>> {
        let Self::Zip(zip, level) = self else {
            let out = self.tar();
            tar_writer::write_header(out, path, item, b"")?;
            return Ok(Entry::Tar(out, item.size));
        };
        let file = zip
            .new_file(EntryPath::conformant(zip_name(path)?))
            .compression_method(CompressionMethod::DEFLATE)
            .last_modified(UtcDateTime::from_unix(item.mtime.seconds))
            .extra_field(TIMESTAMP, &timestamp(item.mtime), Header::LOCAL)
            .map_err(io_error)?
            .unix_permissions(0o100_000 | item.mode);
        let (entry, config) = file.start().map_err(io_error)?;
        let encoder = DeflateEncoder::new(entry, *level);
        Ok(Entry::Zip(Box::new(config.wrap(encoder))))
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        if !matches!(self, Self::Zip(..)) {
            tar_writer::write_end(self.tar())?;
        }
        match self {
            Self::Tar(out) => Ok(out),
            Self::TarGz(encoder) => encoder.finish(),
            Self::TarZst(encoder) => encoder.finish(),
            Self::Zip(zip, _) => zip.finish().map_err(io_error),
        }
    }

    /// Where the blocks of a tar archive go.
    fn tar(&mut self) -> &mut dyn Write {
        match self {
            Self::Tar(out) => out,
            Self::TarGz(encoder) => encoder,
            Self::TarZst(encoder) => encoder,
            Self::Zip(..) => unreachable!("a zip archive has no blocks of tar"),
        }
    }
}

/// A file that is being written into an archive.
pub(super) enum Entry<'a, W: Write> {
    Tar(&'a mut dyn Write, u64),
    Zip(Box<ZipDataWriter<DeflateEncoder<ZipEntryWriter<'a, W>>>>),
}

impl<W: Write> Entry<'_, W> {
    pub(super) fn write_all(&mut self, data: &[u8]) -> io::Result<()> {
        match self {
            Self::Tar(out, _) => out.write_all(data),
            Self::Zip(data_writer) => data_writer.write_all(data),
        }
    }

    pub(super) fn finish(self) -> io::Result<()> {
        match self {
            Self::Tar(out, size) => tar_writer::write_padding(out, size),
            Self::Zip(data) => {
                let (encoder, descriptor) = data.finish().map_err(io_error)?;
                let entry = encoder.finish()?;
                entry.finish(descriptor).map(drop).map_err(io_error)
            }
        }
    }
}

fn level_of(format: Format, level: Option<u32>) -> Result<u32, Error> {
    let (least, most, usual) = match format {
        Format::Tar => (0, 0, 0),
        Format::TarGz | Format::Zip => (0, 9, 6),
        Format::TarZst => (1, 19, 3),
    };
    match level {
        None => Ok(usual),
        Some(level) if format != Format::Tar && (least..=most).contains(&level) => Ok(level),
        Some(level) => {
            let expected = match format {
                Format::Tar => "no level for tar, which is not compressed".to_owned(),
                _ => format!("a level from {least} to {most}"),
            };
            let message = format!("expected {expected}, got {level}");
            Err(Error::new(&INVALID_VALUE, message).at("/level"))
        }
    }
}

fn no_encoder(error: &io::Error) -> Error {
    Error::new(
        &INVALID_VALUE,
        format!("expected a level that Zstandard takes: {error}"),
    )
    .at("/level")
}

const TIMESTAMP: ExtraFieldId = ExtraFieldId::EXTENDED_TIMESTAMP;

/// Info-ZIP's extended timestamp. rawzip writes it for readers of the central directory only; those
/// who read the entries themselves, as unzip does, would have times of whole two seconds.
fn timestamp(time: Time) -> [u8; 5] {
    /// The time of the last change is there, and no other.
    const MODIFIED: u8 = 1;
    let seconds = time.seconds.clamp(0, u32::MAX.into()) as u32;
    let [a, b, c, d] = seconds.to_le_bytes();
    [MODIFIED, a, b, c, d]
}

/// A name as zip writes it. A backslash would be a slash to many readers.
fn zip_name(path: &[u8]) -> io::Result<&str> {
    let name = str::from_utf8(path).map_err(|_| io::ErrorKind::InvalidFilename)?;
    if name.contains('\\') {
        let message = "has a backslash in its name, which zip takes for a slash";
        return Err(io::Error::new(io::ErrorKind::Unsupported, message));
    }
    Ok(name)
}

fn io_error(error: rawzip::Error) -> io::Error {
    match error.into_kind() {
        rawzip::ErrorKind::IO(error) => error,
        kind => io::Error::other(kind.to_string()),
    }
}
