//! Reading a tar archive: its entries, and which data is their content.

use std::{
    io::{self, BufRead, Read},
    path::Path,
};

use pintle::Error;

use super::{
    entry::Entry,
    errors::{ARCHIVE_CORRUPT, ARCHIVE_LIMIT, corrupt, failure, of_entry, unreadable},
    tar_entry::{Extensions, Following, Globals},
    tar_header::{self, BLOCK, Block},
    tar_sparse,
};

/// Names and pax records are kept in memory; no honest archive comes near this.
const MAX_EXTENSION: u64 = 1024 * 1024;

/// Passes every entry to `visit`, with its content. Unread content is skipped.
pub(super) fn read(
    input: &mut dyn BufRead,
    archive: &Path,
    visit: &mut dyn FnMut(Entry, &mut dyn BufRead) -> Result<(), Error>,
) -> Result<(), Error> {
    let failed = |error: io::Error| unreadable(&error, archive);
    let mut extensions = Extensions::default();
    let mut globals = Globals::default();
    let mut ahead = None;
    while let Some(block) = next_header(input, &mut ahead).map_err(failed)? {
        let block = block?;
        let fields = tar_header::read(&block)?;
        let size = fields.size;
        let mut content = Content { left: size, input };
        match fields.kind {
            b'L' => extensions.set_gnu_path(tar_header::text(&content.gather(archive)?)),
            b'K' => extensions.set_gnu_link(tar_header::text(&content.gather(archive)?)),
            b'x' | b'X' => extensions.read_pax(&content.gather(archive)?)?,
            b'g' => globals.read_pax(&content.gather(archive)?)?,
            _ => {
                let (mut entry, following) = extensions.apply(fields, &globals)?;
                match following {
                    Following::Content(size) => {
                        content.left = size;
                        visit(entry, &mut content)?;
                        content.pass_over(size).map_err(failed)?;
                    }
                    Following::Sparse(size, layout) => {
                        content.left = size;
                        let map = layout.read(&block, &mut content, archive, &entry)?;
                        entry.size = map.size;
                        entry.holes = map.holes();
                        visit(entry, &mut tar_sparse::Expanded::new(&mut content, map))?;
                        content.pass_over(size).map_err(failed)?;
                    }
                    Following::Nothing(size) => {
                        content.left = 0;
                        let path = entry.path.clone();
                        visit(entry, &mut content)?;
                        ahead = match after_size(content.input, size).map_err(failed)? {
                            After::Content => {
                                return Err(of_entry(&ARCHIVE_CORRUPT, &path, HAS_CONTENT));
                            }
                            After::Header(block) => Some(*block),
                            After::End => None,
                        };
                    }
                    Following::Perhaps(size) => {
                        content.left = 0;
                        visit(entry, &mut content)?;
                        match after_size(content.input, size).map_err(failed)? {
                            After::Content => {
                                content.left = size.next_multiple_of(BLOCK as u64) - BLOCK as u64;
                                content.pass_over(0).map_err(failed)?;
                            }
                            After::Header(block) => ahead = Some(*block),
                            After::End => {}
                        }
                    }
                }
                continue;
            }
        }
        content.pass_over(size).map_err(failed)?;
    }
    if !extensions.is_empty() {
        return Err(corrupt("the archive ends after the long name of an entry"));
    }
    Ok(())
}

/// The next header, or nothing at the end of the archive.
fn next_header(
    input: &mut dyn BufRead,
    ahead: &mut Option<Block>,
) -> io::Result<Option<Result<Block, Error>>> {
    let Some(block) = ahead
        .take()
        .map_or_else(|| read_block(input), |block| Ok(Some(block)))?
    else {
        return Ok(None); // Some writers omit the blocks that mark the end.
    };
    if !tar_header::is_zero(&block) {
        return Ok(Some(Ok(block)));
    }
    match read_block(input)? {
        Some(block) if !tar_header::is_zero(&block) => {
            // Other readers stop here. What follows must not be lost silently.
            let message = "the archive continues after a single block of zeros";
            Ok(Some(Err(corrupt(message))))
        }
        _ => Ok(None),
    }
}

/// The next block, or nothing at the end. Zeros at the end need not be a whole block.
fn read_block(input: &mut dyn BufRead) -> io::Result<Option<Block>> {
    let mut block = [0; BLOCK];
    let mut length = 0;
    while length < BLOCK {
        match input.read(&mut block[length..]) {
            Ok(0) if tar_header::is_zero(&block) => return Ok(None),
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(more) => length += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Some(block))
}

const HAS_CONTENT: &str = "is not a file, yet content follows it";

/// What follows an entry that should have no content.
enum After {
    Header(Box<Block>),
    Content,
    End,
}

/// Determines whether `size` bytes of content follow an entry that should have none. Folders and
/// links often have the size that they had on disk, and then a header follows. If there is content,
/// its first block is read.
fn after_size(input: &mut dyn BufRead, size: u64) -> io::Result<After> {
    if size == 0 {
        return Ok(After::End);
    }
    Ok(match read_block(input)? {
        None => After::End,
        Some(block) if tar_header::is_header(&block) => After::Header(block.into()),
        Some(_) => After::Content,
    })
}

/// The content of one entry.
pub(super) struct Content<'a> {
    input: &'a mut dyn BufRead,
    left: u64,
}

impl Content<'_> {
    pub(super) fn left(&self) -> u64 {
        self.left
    }

    /// Reads what is between the header and the content, and is not counted.
    pub(super) fn read_beyond(&mut self, into: &mut [u8]) -> io::Result<()> {
        self.input.read_exact(into)
    }

    /// The whole of a small content.
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

    /// Advances to the next header after `size` bytes of content.
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
