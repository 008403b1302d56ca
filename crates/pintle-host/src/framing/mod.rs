//! How messages are framed in a stream of bytes.

mod blobs;
mod lines;
mod places;

use std::io::{self, BufRead, Write};

use pintle::Bytes;

pub(crate) use places::{put_in, take_out};

/// How messages are separated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Framing {
    /// Each message is JSON text on one line.
    #[default]
    Lines,
    /// Each message is JSON text and its binary values, preceded by their lengths.
    Blobs,
}

/// A message in the stream.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Frame {
    /// JSON text, if the other side follows the protocol.
    pub(crate) text: Vec<u8>,
    /// Binary values that are kept out of the text.
    pub(crate) blobs: Vec<Bytes>,
}

/// What comes next in the stream.
#[derive(Debug, PartialEq)]
pub(crate) enum Incoming {
    /// A message.
    Frame(Frame),
    /// A message beyond the limit, which was skipped.
    TooLarge,
    /// Nothing more.
    End,
}

impl Framing {
    /// Its name on the command line.
    pub(crate) const NAMES: [(&'static str, Self); 2] =
        [("lines", Self::Lines), ("blobs", Self::Blobs)];

    /// Reads the next message. One of more than `limit` bytes is skipped, and never kept in memory.
    pub(crate) fn read(self, input: &mut impl BufRead, limit: u64) -> io::Result<Incoming> {
        match self {
            Self::Lines => lines::read(input, limit),
            Self::Blobs => blobs::read(input, limit),
        }
    }

    /// Writes a message.
    pub(crate) fn write(self, frame: &Frame, output: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Lines => lines::write(frame, output),
            Self::Blobs => blobs::write(frame, output),
        }
    }
}

impl Frame {
    /// How many bytes it has.
    pub(crate) fn size(&self) -> u64 {
        let blobs: usize = self.blobs.iter().map(|blob| blob.len()).sum();
        (self.text.len() + blobs) as u64
    }
}
