//! Reading a file through a hash.

use std::{fs::File, io, io::Read, path::Path};

use pintle::{Context, Error};

use super::algorithm::{Algorithm, Hasher};
use crate::{meter::Meter, open::open_file};

/// How much is read at once: enough to keep several cores busy with BLAKE3, and small enough to
/// notice a cancellation soon.
const CHUNK: usize = 1024 * 1024;

/// The digest of the file at a path.
pub(super) fn hash_file(
    path: &Path,
    algorithm: Algorithm,
    cx: &Context,
    meter: &Meter<'_>,
) -> Result<Vec<u8>, Error> {
    let failed = |error: io::Error| Error::io(&error, path);
    let file = open_file(path, cx)?;
    let size = file.metadata().map_err(failed)?.len();
    let mut reader = Reader::new(algorithm, cx, meter);
    reader.hash(file, size, &failed)
}

/// Hashes files that are open.
pub(super) struct Reader<'a> {
    algorithm: Algorithm,
    cx: &'a Context,
    meter: &'a Meter<'a>,
    buffer: Vec<u8>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(algorithm: Algorithm, cx: &'a Context, meter: &'a Meter<'a>) -> Self {
        Self {
            algorithm,
            cx,
            meter,
            buffer: Vec::new(),
        }
    }

    /// A file's digest. Not mapped into memory: a file that shrinks meanwhile would end the whole
    /// process.
    pub(super) fn hash(
        &mut self,
        mut file: File,
        expected: u64,
        failed: &dyn Fn(io::Error) -> Error,
    ) -> Result<Vec<u8>, Error> {
        // One byte more than expected, so that a small file ends with its first read.
        let room = usize::try_from(expected + 1).map_or(CHUNK, |size| size.min(CHUNK));
        if self.buffer.len() < room {
            self.buffer.resize(room, 0);
        }
        let mut hasher = Hasher::new(self.algorithm);
        loop {
            self.cx.check()?;
            let length = fill(&mut file, &mut self.buffer).map_err(failed)?;
            hasher.update(&self.buffer[..length]);
            self.meter.add(length as u64);
            if length < self.buffer.len() {
                return Ok(hasher.finish());
            }
        }
    }
}

/// Reads until the buffer is full or the file ends.
fn fill(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < buffer.len() {
        match file.read(&mut buffer[length..]) {
            Ok(0) => break,
            Ok(more) => length += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}
