//! What comes in as something that can be read.

use std::io::{self, Read};

use pintle::{Bytes, stream::Input};

/// Reads the chunks of an input, one after the other.
pub struct InputReader {
    input: Input<Bytes>,
    chunk: Bytes,
    /// How much of the chunk has been read.
    read: usize,
}

impl InputReader {
    pub fn new(input: Input<Bytes>) -> Self {
        let chunk = Bytes::from(Vec::new());
        Self {
            input,
            chunk,
            read: 0,
        }
    }
}

impl Read for InputReader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.read == self.chunk.len() {
            match self.input.next() {
                // `Error::io` finds the error in it again.
                Some(chunk) => self.chunk = chunk.map_err(io::Error::other)?,
                None => return Ok(0),
            }
            self.read = 0;
        }
        let rest = &self.chunk[self.read..];
        let length = rest.len().min(into.len());
        into[..length].copy_from_slice(&rest[..length]);
        self.read += length;
        Ok(length)
    }
}
