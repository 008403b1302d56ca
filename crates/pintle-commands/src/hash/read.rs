//! Reading a file through a hash.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
    sync::mpsc,
    thread,
};

use pintle::{Context, Error, pool};

use super::algorithm::{Algorithm, Hasher};
use crate::fs::{Meter, open_file};

/// The size of one read: enough to keep several cores busy with BLAKE3, and small enough to
/// notice a cancellation soon.
const CHUNK: usize = 1024 * 1024;

/// From this size on, a second thread reads the next chunk while one is hashed.
const WORTH_READING_AHEAD: u64 = 4 * CHUNK as u64;

/// How many chunks are in flight: one is hashed, one is full, one is being filled.
const CHUNKS: usize = 3;

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

    /// A file's digest. The file is not mapped into memory: if it shrank in the meantime, the whole
    /// process would crash.
    pub(super) fn hash(
        &mut self,
        mut file: File,
        expected: u64,
        failed: &dyn Fn(io::Error) -> Error,
    ) -> Result<Vec<u8>, Error> {
        let mut hasher = Hasher::new(self.algorithm);
        let mut update = |chunk: &[u8]| {
            hasher.update(chunk);
            self.meter.add(chunk.len() as u64);
            self.cx.check()
        };
        self.cx.check()?;
        if expected >= WORTH_READING_AHEAD {
            read_ahead(&mut file, &mut update, failed)?;
            return Ok(hasher.finish());
        }
        // One byte more than expected, so that a small file ends with its first read.
        let room = CHUNK.min(expected as usize + 1);
        if self.buffer.len() < room {
            self.buffer.resize(room, 0);
        }
        loop {
            let length = fill(&mut file, &mut self.buffer).map_err(failed)?;
            update(&self.buffer[..length])?;
            if length < self.buffer.len() {
                return Ok(hasher.finish());
            }
        }
    }
}

/// Reads a file on a second thread, and passes on one chunk after the other.
fn read_ahead(
    file: &mut File,
    update: &mut impl FnMut(&[u8]) -> Result<(), Error>,
    failed: &dyn Fn(io::Error) -> Error,
) -> Result<(), Error> {
    let (empty, to_fill) = mpsc::channel();
    let (full, to_hash) = mpsc::channel();
    for _ in 0..CHUNKS {
        let _ = empty.send(vec![0; CHUNK]);
    }
    // However the scope ends, both our ends are dropped: the thread must not wait for them.
    thread::scope(move |scope| {
        // It ends with the file or an error, or when nobody takes chunks any longer.
        let reading = pool::thread("pintle-read").spawn_scoped(scope, move || {
            for mut buffer in to_fill {
                let outcome = fill(file, &mut buffer);
                let more = matches!(outcome, Ok(CHUNK));
                if full.send(outcome.map(|length| (buffer, length))).is_err() || !more {
                    break;
                }
            }
        });
        reading.map_err(failed)?;
        for outcome in to_hash {
            let (buffer, length) = outcome.map_err(failed)?;
            update(&buffer[..length])?;
            let _ = empty.send(buffer);
        }
        Ok(())
    })
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
