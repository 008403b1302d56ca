//! Writing an archive of any format, compressed as it is written.

use std::io::{self, Write};

use flate2::{
    Compression, CrcWriter,
    write::{DeflateEncoder, GzEncoder},
};
use pintle::{Error, errors::INVALID_VALUE};

use super::{
    gather::{Item, ItemKind},
    options::Format,
    tar_writer,
    zip_writer::{Head, Sums, ZipWriter},
};

/// An archive that is being written.
pub(super) enum Packer<W: Write> {
    Tar(W),
    TarGz(Box<GzEncoder<W>>),
    TarZst(zstd::stream::write::Encoder<'static, W>),
    Zip(ZipWriter<W>, Compression),
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
            Format::Zip => Self::Zip(ZipWriter::new(out), Compression::new(level)),
        })
    }

    /// Adds a folder, or a link.
    pub(super) fn add(&mut self, path: &[u8], item: &Item, target: &[u8]) -> io::Result<()> {
        let Self::Zip(zip, _) = self else {
            return tar_writer::write_header(self.tar(), path, item, target);
        };
        let name = zip_name(path)?;
        if item.kind == ItemKind::Directory {
            return zip.add(&format!("{name}/"), 0o040_000 | item.mode, item.mtime, b"");
        }
        zip.add(name, 0o120_000 | item.mode, item.mtime, target)
    }

    /// Adds a file, whose content is then written into the returned value.
    pub(super) fn add_file(&mut self, path: &[u8], item: &Item) -> io::Result<Entry<'_, W>> {
        let Self::Zip(zip, level) = self else {
            let out = self.tar();
            tar_writer::write_header(out, path, item, b"")?;
            return Ok(Entry::Tar(out, item.size));
        };
        let mode = 0o100_000 | item.mode;
        let head = zip.start(zip_name(path)?, mode, item.mtime, item.size)?;
        let start = zip.written;
        let content = CrcWriter::new(DeflateEncoder::new(zip, *level));
        Ok(Entry::Zip(Box::new(Zipped {
            head,
            start,
            content,
        })))
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        if !matches!(self, Self::Zip(..)) {
            tar_writer::write_end(self.tar())?;
        }
        match self {
            Self::Tar(out) => Ok(out),
            Self::TarGz(encoder) => encoder.finish(),
            Self::TarZst(encoder) => encoder.finish(),
            Self::Zip(zip, _) => zip.finish(),
        }
    }

    /// Where the blocks of a tar archive go.
    fn tar(&mut self) -> &mut dyn Write {
        match self {
            Self::Tar(out) => out,
            Self::TarGz(encoder) => encoder,
            Self::TarZst(encoder) => encoder,
            Self::Zip(..) => unreachable!("a zip archive has no tar blocks"),
        }
    }
}

/// A file that is being written into an archive.
pub(super) enum Entry<'a, W: Write> {
    Tar(&'a mut dyn Write, u64),
    Zip(Box<Zipped<'a, W>>),
}

impl<W: Write> Entry<'_, W> {
    pub(super) fn write_all(&mut self, data: &[u8]) -> io::Result<()> {
        match self {
            Self::Tar(out, _) => out.write_all(data),
            Self::Zip(entry) => entry.content.write_all(data),
        }
    }

    pub(super) fn finish(self) -> io::Result<()> {
        match self {
            Self::Tar(out, size) => tar_writer::write_padding(out, size),
            Self::Zip(entry) => {
                let Zipped {
                    head,
                    start,
                    content,
                } = *entry;
                let (crc, size) = (content.crc().sum(), content.get_ref().total_in());
                let zip = content.into_inner().finish()?;
                let packed = zip.written - start;
                zip.end(&head, Sums { crc, packed, size })
            }
        }
    }
}

/// A file being written to a zip archive.
pub(super) struct Zipped<'a, W: Write> {
    head: Head,
    /// Where its content begins.
    start: u64,
    content: CrcWriter<DeflateEncoder<&'a mut ZipWriter<W>>>,
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

/// A name in zip's format.
fn zip_name(path: &[u8]) -> io::Result<&str> {
    str::from_utf8(path).map_err(|_| io::ErrorKind::InvalidFilename.into())
}
