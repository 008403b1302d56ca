//! The content of a file: text in some encoding, or binary data.

use std::io::{self, Read};

use pintle::{Context, Error};

use super::{errors::ENCODING, pattern::MOST_AT_ONCE, utf16::Order};
use crate::fs::Meter;

/// The byte order mark in UTF-8.
const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

/// The encoding of text in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// UTF-8, or another superset of ASCII. Bytes that are not UTF-8 stay unchanged.
    Bytes,
    /// The same after a byte order mark.
    Marked,
    /// UTF-16 after a byte order mark.
    Utf16(Order),
}

impl Encoding {
    /// The encoding according to the beginning of a file.
    pub(super) fn of(content: &[u8]) -> Self {
        match Order::of(content) {
            Some(order) => Self::Utf16(order),
            None if content.starts_with(UTF8_MARK) => Self::Marked,
            None => Self::Bytes,
        }
    }

    /// The text without a byte order mark. `None` if it contains a NUL, and so is considered
    /// binary.
    ///
    /// # Errors
    /// `ERR_PINTLE_ENCODING`.
    pub(super) fn decode<'c>(
        self,
        content: &'c [u8],
        decoded: &'c mut String,
    ) -> Result<Option<&'c [u8]>, Error> {
        let text = match self {
            Self::Bytes => content,
            Self::Marked => &content[UTF8_MARK.len()..],
            Self::Utf16(order) => {
                let text = order.decode(content);
                *decoded = text.ok_or_else(|| Error::new(&ENCODING, "the file is not UTF-16"))?;
                decoded.as_bytes()
            }
        };
        Ok(memchr::memchr(0, text).is_none().then_some(text))
    }

    /// The content of a file with this text.
    ///
    /// # Errors
    /// `ERR_PINTLE_ENCODING`, if parts of characters were replaced in UTF-16.
    pub(super) fn encode(self, text: Vec<u8>) -> Result<Vec<u8>, Error> {
        match self {
            Self::Bytes => Ok(text),
            Self::Marked => Ok([UTF8_MARK, &text].concat()),
            Self::Utf16(order) => {
                let text = str::from_utf8(&text);
                let cut = |_| Error::new(&ENCODING, "the replacement splits a character");
                Ok(order.encode(text.map_err(cut)?))
            }
        }
    }

    /// Whether lines can be found without decoding anything.
    pub(super) fn is_like_ascii(self) -> bool {
        !matches!(self, Self::Utf16(_))
    }

    /// How many bytes of the file precede the text.
    pub(super) fn mark(self) -> usize {
        match self {
            Self::Bytes => 0,
            Self::Marked => UTF8_MARK.len(),
            Self::Utf16(_) => 2,
        }
    }
}

/// Reads into a buffer until it has `limit` bytes, or the file ends. Returns whether it has ended.
pub(super) fn read_up_to(
    file: &mut impl Read,
    buffer: &mut Vec<u8>,
    limit: usize,
) -> io::Result<bool> {
    let more = limit - buffer.len();
    let read = file.take(more as u64).read_to_end(buffer)?;
    Ok(read < more)
}

/// Reads the rest of a file.
pub(super) fn read_whole(file: &mut impl Read, buffer: &mut Vec<u8>) -> io::Result<()> {
    if read_up_to(file, buffer, MOST_AT_ONCE + 1)? {
        return Ok(());
    }
    Err(io::ErrorKind::FileTooLarge.into())
}

/// A file that is read until its reader is cancelled.
pub(super) struct Watched<'a, R> {
    pub(super) file: R,
    pub(super) cx: &'a Context,
    pub(super) meter: &'a Meter<'a>,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.cx.check().is_err() {
            return Err(io::ErrorKind::Other.into()); // The caller checks again.
        }
        let length = self.file.read(buffer)?;
        self.meter.add(length as u64);
        Ok(length)
    }
}
