//! The source of an archive, and its format according to its first bytes.

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use pintle::{Context, Error, errors::INVALID_VALUE};
use rawzip::{FileReader, MAX_CENTRAL_DIRECTORY_RECORD_SIZE, ReaderAt, ZipLocator};

use super::{
    errors::{ARCHIVE_UNSUPPORTED, failure, unreadable},
    options::Format,
    tar_header,
};
use crate::fs::open_file;

/// The maximum distance between the end of a zip archive's directory and that of the file, with the
/// longest comment.
const MAX_ZIP_END: u64 = 66 * 1024;

/// An archive in a file or in memory.
pub(super) struct Source<'a> {
    data: Data<'a>,
    pub(super) size: u64,
    /// Its name in messages.
    pub(super) path: PathBuf,
}

enum Data<'a> {
    File(FileReader),
    Bytes(&'a [u8]),
}

impl<'a> Source<'a> {
    pub(super) fn open(path: &Path, cx: &Context) -> Result<Self, Error> {
        let file: File = open_file(path, cx)?;
        let metadata = file.metadata().map_err(|error| Error::io(&error, path))?;
        if !metadata.is_file() {
            let message = format!("expected a regular file, got {}", path.display());
            return Err(Error::new(&INVALID_VALUE, message));
        }
        Ok(Self {
            data: Data::File(file.into()),
            size: metadata.len(),
            path: path.to_owned(),
        })
    }

    pub(super) fn bytes(data: &'a [u8]) -> Self {
        Self {
            size: data.len() as u64,
            data: Data::Bytes(data),
            path: PathBuf::from("data"),
        }
    }

    /// Reads from the beginning; `read` counts the bytes.
    pub(super) fn stream<'b>(&'b self, read: &'b AtomicU64) -> Stream<'b> {
        Stream { source: self, read }
    }

    /// The format according to the first bytes.
    pub(super) fn detect(&self) -> Result<Format, Error> {
        let mut start = [0; tar_header::BLOCK];
        let mut length = 0;
        while length < start.len() {
            match self.read_at(&mut start[length..], length as u64) {
                Ok(0) => break,
                Ok(more) => length += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(unreadable(&error, &self.path)),
            }
        }
        detect(&start, length).or_else(|error| {
            // Self-extracting programs, and zipapps, have other data before the archive.
            if self.is_zip() {
                Ok(Format::Zip)
            } else {
                Err(error)
            }
        })
    }

    /// Whether there is a non-empty directory of a zip archive at the end.
    fn is_zip(&self) -> bool {
        let mut buffer = vec![0; MAX_CENTRAL_DIRECTORY_RECORD_SIZE];
        let locator = ZipLocator::new().max_search_space(MAX_ZIP_END);
        let Ok(archive) = locator.locate_in_reader(self, &mut buffer, self.size) else {
            return false;
        };
        let mut entries = archive.entries(&mut buffer);
        matches!(entries.next_entry(), Ok(Some(_)))
    }
}

fn detect(start: &[u8; tar_header::BLOCK], length: usize) -> Result<Format, Error> {
    let other = match &start[..] {
        [0x1f, 0x8b, ..] => return Ok(Format::TarGz),
        [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => {
            return Ok(Format::TarZst);
        }
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => return Ok(Format::Zip),
        _ if length == start.len() && tar_header::is_header(start) => return Ok(Format::Tar),
        _ if length == 0 => "it is empty",
        [b'B', b'Z', b'h', ..] => "it is bzip2",
        [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => "it is xz",
        [b'7', b'z', 0xbc, 0xaf, ..] => "it is 7z",
        [b'R', b'a', b'r', b'!', ..] => "it is rar",
        _ => "its first bytes match none of these",
    };
    let message = format!("expected a tar, tar.gz, tar.zst or zip archive; {other}");
    Err(failure(&ARCHIVE_UNSUPPORTED, message))
}

impl ReaderAt for Source<'_> {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        match &self.data {
            Data::File(file) => file.read_at(buffer, offset),
            Data::Bytes(bytes) => bytes.read_at(buffer, offset),
        }
    }
}

/// The bytes of an archive from first to last.
pub(super) struct Stream<'a> {
    source: &'a Source<'a>,
    read: &'a AtomicU64,
}

impl io::Read for Stream<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // Only this reader changes the counter.
        let offset = self.read.load(Ordering::Relaxed);
        let length = self.source.read_at(buffer, offset)?;
        self.read.store(offset + length as u64, Ordering::Relaxed);
        Ok(length)
    }
}
