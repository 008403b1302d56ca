//! Sparse files in tar archives: GNU's own headers, and the three kinds of pax records.
//!
//! <https://www.gnu.org/software/tar/manual/html_section/Sparse-Formats.html>

use std::{
    io::{self, BufRead, Read},
    path::Path,
};

use pintle::Error;

use super::{
    entry::Entry,
    errors::{ARCHIVE_CORRUPT, ARCHIVE_LIMIT, ARCHIVE_UNSUPPORTED, of_entry, unreadable},
    pax,
    tar_header::{self, BLOCK, Block},
    tar_reader::Content,
};

/// Pieces are kept in memory; bsdtar allows a million pieces, honest files have few.
const MAX_PIECES: usize = 1_000_000;

/// What is read for a hole.
static ZEROS: [u8; 64 * 1024] = [0; 64 * 1024];

/// What pax records declare about a sparse file.
#[derive(Default, PartialEq)]
pub(super) struct Sparse {
    pub(super) name: Option<Vec<u8>>,
    size: Option<u64>,
    is_given: bool,
    /// The version is 1.0, where the pieces precede the content.
    is_before_content: bool,
    /// Offsets and lengths in turn.
    numbers: Vec<u64>,
}

impl Sparse {
    pub(super) fn is_given(&self) -> bool {
        self.is_given
    }

    /// Takes a record, without the prefix of its key. Nothing if its value is broken.
    pub(super) fn set(&mut self, key: &[u8], value: &[u8]) -> Option<()> {
        self.is_given = true;
        match key {
            b"name" if !value.is_empty() => self.name = Some(value.to_owned()),
            b"size" | b"realsize" => self.size = Some(pax::number(value)?),
            b"major" => self.is_before_content = pax::number(value)? == 1,
            b"minor" => (pax::number(value)? <= 1).then_some(())?,
            b"offset" | b"numbytes" => self.numbers.push(pax::number(value)?),
            b"map" if !value.is_empty() => {
                let numbers = value.split(|byte| *byte == b',').map(pax::digits);
                self.numbers = numbers.collect::<Option<_>>()?;
            }
            _ => {}
        }
        Some(())
    }

    /// Where to find the pieces of an entry of this kind.
    pub(super) fn layout(self, kind: u8, path: &[u8]) -> Result<Layout, Error> {
        match (kind, self.size) {
            (b'S', _) => Ok(Layout::Header),
            (_, Some(size)) if self.is_before_content => Ok(Layout::Content(size)),
            (_, Some(size)) => Ok(Layout::Given(self.numbers, size)),
            (_, None) => {
                let message = "is a sparse file that does not declare its size";
                Err(of_entry(&ARCHIVE_UNSUPPORTED, path, message))
            }
        }
    }
}

/// Where the pieces of a sparse file are listed.
pub(super) enum Layout {
    /// In the header, and in blocks after it.
    Header,
    /// Before the content; the size of the whole file.
    Content(u64),
    /// In pax records; the size of the whole file.
    Given(Vec<u64>, u64),
}

impl Layout {
    /// The pieces. What precedes the content is read.
    pub(super) fn read(
        self,
        header: &Block,
        content: &mut Content<'_>,
        archive: &Path,
        entry: &Entry,
    ) -> Result<Map, Error> {
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::InvalidData => of_entry(&ARCHIVE_CORRUPT, &entry.path, BROKEN),
            io::ErrorKind::FileTooLarge => of_entry(&ARCHIVE_LIMIT, &entry.path, TOO_MANY),
            _ => unreadable(&error, archive),
        };
        let (numbers, size) = match self {
            Self::Header => read_header(header, content).map_err(failed)?,
            Self::Content(size) => (read_before(content).map_err(failed)?, size),
            Self::Given(numbers, size) => (numbers, size),
        };
        Map::new(&numbers, size, content.left())
            .ok_or_else(|| of_entry(&ARCHIVE_CORRUPT, &entry.path, BROKEN))
    }
}

const BROKEN: &str = "is a sparse file whose pieces do not match its size";
const TOO_MANY: &str = "is a sparse file of more than 1,000,000 pieces";

/// A GNU header has four pieces, and each block after it 21, as long as there are more.
fn read_header(header: &Block, content: &mut Content<'_>) -> io::Result<(Vec<u64>, u64)> {
    let size = number(&header[483..495]).ok_or(io::ErrorKind::InvalidData)?;
    let mut numbers = Vec::new();
    take(&header[386..482], &mut numbers)?;
    if numbers.is_empty() && size == 0 {
        return Ok((numbers, content.left())); // It does not declare any holes.
    }
    let mut is_more = header[482] != 0;
    let mut block = [0; BLOCK];
    while is_more {
        content.read_beyond(&mut block)?;
        take(&block[..504], &mut numbers)?;
        is_more = block[504] != 0;
    }
    Ok((numbers, size))
}

/// The pieces of one block; an empty length marks the end.
fn take(fields: &[u8], numbers: &mut Vec<u64>) -> io::Result<()> {
    for piece in fields.chunks_exact(24) {
        if tar_header::is_zero(piece) {
            break;
        }
        for field in [&piece[..12], &piece[12..]] {
            numbers.push(number(field).ok_or(io::ErrorKind::InvalidData)?);
        }
        check_count(numbers)?;
    }
    Ok(())
}

fn number(field: &[u8]) -> Option<u64> {
    tar_header::number(field)?.try_into().ok()
}

fn check_count(numbers: &[u64]) -> io::Result<()> {
    match numbers.len() / 2 {
        0..=MAX_PIECES => Ok(()),
        _ => Err(io::ErrorKind::FileTooLarge.into()),
    }
}

/// Lines of decimal numbers: how many pieces, then each; then zeros up to a whole block.
fn read_before(content: &mut Content<'_>) -> io::Result<Vec<u64>> {
    let start = content.left();
    let count = read_line(content)?;
    let mut numbers = Vec::new();
    for _ in 0..count.saturating_mul(2) {
        numbers.push(read_line(content)?);
        check_count(&numbers)?;
    }
    let read = start - content.left();
    let mut padding = [0; BLOCK];
    let rest = read.next_multiple_of(BLOCK as u64) - read;
    content.read_exact(&mut padding[..rest as usize])?;
    Ok(numbers)
}

fn read_line(content: &mut Content<'_>) -> io::Result<u64> {
    let mut line = Vec::new();
    loop {
        let mut byte = [0];
        content.read_exact(&mut byte)?;
        match byte[0] {
            b'\n' => break,
            digit if line.len() < 20 => line.push(digit),
            _ => return Err(io::ErrorKind::InvalidData.into()),
        }
    }
    pax::digits(&line).ok_or_else(|| io::ErrorKind::InvalidData.into())
}

/// Which bytes of a sparse file are stored.
pub(super) struct Map {
    /// Where each piece begins and ends, from the last to the first.
    pieces: Vec<(u64, u64)>,
    /// The size of the file with its holes.
    pub(super) size: u64,
    /// The bytes of all pieces.
    data: u64,
}

impl Map {
    /// Nothing unless the pieces are in order, lie within the file, and match the content.
    ///
    /// Without any pieces the file has no holes, if it declares the size of its content.
    fn new(numbers: &[u64], size: u64, content: u64) -> Option<Self> {
        let whole = [0, content];
        let numbers = match numbers {
            [] if size == content => &whole,
            numbers => numbers,
        };
        let mut pieces = Vec::with_capacity(numbers.len() / 2);
        let (mut at, mut data) = (0, 0);
        for pair in numbers.chunks(2) {
            let [start, length] = pair else { return None };
            let end = start.checked_add(*length)?;
            (at <= *start && end <= size).then_some(())?;
            (at, data) = (end, data + length);
            if *length > 0 {
                pieces.push((*start, end));
            }
        }
        pieces.reverse();
        let fits = data == content && i64::try_from(size).is_ok();
        fits.then_some(Self { pieces, size, data })
    }

    pub(super) fn holes(&self) -> u64 {
        self.size - self.data
    }
}

/// The content of a sparse file, with zeros for its holes.
pub(super) struct Expanded<'a, 'c> {
    content: &'a mut Content<'c>,
    map: Map,
    position: u64,
}

impl<'a, 'c> Expanded<'a, 'c> {
    pub(super) fn new(content: &'a mut Content<'c>, map: Map) -> Self {
        Self {
            content,
            map,
            position: 0,
        }
    }

    /// How far the hole or the piece continues, and whether it is a piece.
    fn here(&mut self) -> (u64, bool) {
        while let Some((start, end)) = self.map.pieces.last() {
            if self.position < *start {
                return (*start - self.position, false);
            }
            if self.position < *end {
                return (*end - self.position, true);
            }
            self.map.pieces.pop();
        }
        (self.map.size - self.position, false)
    }
}

impl BufRead for Expanded<'_, '_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let (length, is_piece) = self.here();
        let buffer = if is_piece {
            self.content.fill_buf()?
        } else {
            &ZEROS
        };
        let length = usize::try_from(length).map_or(buffer.len(), |left| left.min(buffer.len()));
        Ok(&buffer[..length])
    }

    fn consume(&mut self, length: usize) {
        let (_, is_piece) = self.here();
        if is_piece {
            self.content.consume(length);
        }
        self.position += length as u64;
    }
}

impl Read for Expanded<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(into)?;
        self.consume(length);
        Ok(length)
    }
}
