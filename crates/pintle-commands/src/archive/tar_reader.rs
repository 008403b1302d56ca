//! Reading a tar archive: headers, the extensions of pax and GNU, and contents.

use std::{
    io::{self, BufRead, Read},
    path::Path,
};

use pintle::Error;

use super::{
    entry::{Entry, Kind, Time},
    errors::{
        ARCHIVE_CORRUPT, ARCHIVE_LIMIT, ARCHIVE_UNSUPPORTED, corrupt, failure, of_entry, unreadable,
    },
    pax,
    tar_header::{self, BLOCK, Fields},
};

/// Names and pax records are held in memory; no honest archive comes near this.
const MAX_EXTENSION: u64 = 1024 * 1024;

/// No file system holds more, and sums of such sizes do not overflow.
const MAX_SIZE: u64 = i64::MAX as u64;

/// Gives every entry to `visit`, with its content. What is not read of a content is passed over.
pub(super) fn read(
    input: &mut dyn BufRead,
    archive: &Path,
    visit: &mut dyn FnMut(Entry, &mut dyn BufRead) -> Result<(), Error>,
) -> Result<(), Error> {
    let failed = |error: io::Error| unreadable(&error, archive);
    let mut extensions = Extensions::default();
    while let Some(fields) = next_header(input).map_err(failed)?.transpose()? {
        let mut content = Content {
            left: fields.size,
            input,
        };
        let mut size = fields.size;
        match fields.kind {
            b'L' => extensions.path = Some(text(content.gather(archive)?)),
            b'K' => extensions.link = Some(text(content.gather(archive)?)),
            b'x' | b'X' => extensions.read_pax(&content.gather(archive)?)?,
            b'g' => refuse_global(&content.gather(archive)?)?,
            _ => {
                let entry = std::mem::take(&mut extensions).apply(fields)?;
                content.left = entry.size;
                size = entry.size;
                visit(entry, &mut content)?;
            }
        }
        content.pass_over(size).map_err(failed)?;
    }
    if extensions != Extensions::default() {
        return Err(corrupt("the archive ends after the long name of an entry"));
    }
    Ok(())
}

/// The next header, or nothing at the end of the archive.
fn next_header(input: &mut dyn BufRead) -> io::Result<Option<Result<Fields, Error>>> {
    let mut block = [0; BLOCK];
    if input.fill_buf()?.is_empty() {
        return Ok(None); // Some writers leave out the blocks that mark the end.
    }
    input.read_exact(&mut block)?;
    if !tar_header::is_zero(&block) {
        return Ok(Some(tar_header::read(&block)));
    }
    if input.fill_buf()?.is_empty() {
        return Ok(None);
    }
    input.read_exact(&mut block)?;
    if tar_header::is_zero(&block) {
        return Ok(None);
    }
    // Readers disagree about what follows, so nobody shall hide anything there.
    Ok(Some(Err(corrupt(
        "the archive goes on after a lone block of zeros",
    ))))
}

/// What stands before an entry and says more than its header holds.
#[derive(Default, PartialEq)]
struct Extensions {
    path: Option<Vec<u8>>,
    link: Option<Vec<u8>>,
    size: Option<u64>,
    mtime: Option<Time>,
}

impl Extensions {
    fn read_pax(&mut self, data: &[u8]) -> Result<(), Error> {
        let broken = || corrupt("the archive is damaged: a pax header has a broken number");
        for (key, value) in pax::records(data)? {
            match key {
                b"path" => self.path = Some(value.to_owned()),
                b"linkpath" => self.link = Some(value.to_owned()),
                b"size" => self.size = Some(pax::digits(value).ok_or_else(broken)?),
                b"mtime" => self.mtime = Some(pax::time(value).ok_or_else(broken)?),
                key if key.starts_with(b"GNU.sparse.") => {
                    let message = "the archive has a sparse file, which Pintle does not read";
                    return Err(failure(&ARCHIVE_UNSUPPORTED, message));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn apply(self, fields: Fields) -> Result<Entry, Error> {
        let path = self.path.unwrap_or(fields.path);
        let link = self.link.unwrap_or(fields.link);
        let size = self.size.unwrap_or(fields.size);
        let unsupported = |message| Err(of_entry(&ARCHIVE_UNSUPPORTED, &path, message));
        let kind = match fields.kind {
            // Before there was a kind for folders, a slash at the end said it.
            b'0' | 0 if path.ends_with(b"/") && size == 0 => Kind::Directory,
            b'0' | 0 | b'7' => Kind::File,
            b'1' => Kind::HardLink(link),
            b'2' => Kind::Symlink(link),
            b'3' | b'4' | b'6' => Kind::Other,
            b'5' => Kind::Directory,
            b'S' => return unsupported("is a sparse file, which Pintle does not read"),
            b'M' => return unsupported("is part of an archive in several volumes"),
            _ => return unsupported("is of a kind that Pintle does not know"),
        };
        if size > MAX_SIZE {
            return Err(of_entry(&ARCHIVE_CORRUPT, &path, "has an impossible size"));
        }
        if size > 0 && kind != Kind::File {
            // Whether such content is there at all is a matter of opinion among readers.
            let message = "is no file, but has a size";
            return Err(of_entry(&ARCHIVE_CORRUPT, &path, message));
        }
        Ok(Entry {
            path,
            kind,
            size,
            mode: Some(fields.mode),
            mtime: self.mtime.unwrap_or(fields.mtime),
        })
    }
}

/// A global header says something of all entries that follow. Git writes its commit into one.
fn refuse_global(data: &[u8]) -> Result<(), Error> {
    for (key, _) in pax::records(data)? {
        if matches!(key, b"path" | b"linkpath" | b"size") || key.starts_with(b"GNU.sparse.") {
            let message = "the archive gives all its entries one name or size";
            return Err(failure(&ARCHIVE_UNSUPPORTED, message));
        }
    }
    Ok(())
}

/// A name up to its first NUL.
fn text(mut data: Vec<u8>) -> Vec<u8> {
    if let Some(end) = data.iter().position(|byte| *byte == 0) {
        data.truncate(end);
    }
    data
}

/// The content of one entry.
struct Content<'a> {
    input: &'a mut dyn BufRead,
    left: u64,
}

impl Content<'_> {
    /// All of a content that is small.
    fn gather(&mut self, archive: &Path) -> Result<Vec<u8>, Error> {
        if self.left > MAX_EXTENSION {
            let message = "the archive has a name or a pax header of more than 1 MiB";
            return Err(failure(&ARCHIVE_LIMIT, message));
        }
        let mut data = Vec::new();
        self.read_to_end(&mut data)
            .map_err(|error| unreadable(&error, archive))?;
        Ok(data)
    }

    /// Goes on to the next header after a content of `size` bytes.
    fn pass_over(&mut self, size: u64) -> io::Result<()> {
        self.left += size.next_multiple_of(BLOCK as u64) - size;
        while self.left > 0 {
            let length = self.fill_buf()?.len();
            self.consume(length);
        }
        Ok(())
    }
}

impl BufRead for Content<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Ok(&[]);
        }
        let buffer = self.input.fill_buf()?;
        if buffer.is_empty() {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let length = usize::try_from(self.left).map_or(buffer.len(), |left| left.min(buffer.len()));
        Ok(&buffer[..length])
    }

    fn consume(&mut self, length: usize) {
        self.left -= length as u64;
        self.input.consume(length);
    }
}

impl Read for Content<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(into)?;
        self.consume(length);
        Ok(length)
    }
}
