//! Reading a file through a hash.

use std::{fs::File, io, io::Read, path::Path};

use pintle::{Context, Error};

use super::algorithm::{Algorithm, Hasher};
use crate::open::open_file;

/// How much is read at once: enough to keep several cores busy with BLAKE3, and small enough to
/// notice a cancellation soon.
const CHUNK: usize = 1024 * 1024;

/// A file's digest and size. Not mapped into memory: a file that shrinks meanwhile would end the
/// whole process.
pub(super) fn hash_file(
    path: &Path,
    algorithm: Algorithm,
    cx: &Context,
    mut read: impl FnMut(u64),
) -> Result<(Vec<u8>, u64), Error> {
    let failed = |error: io::Error| Error::io(&error, path);
    let mut file = open_file(path, cx)?;
    let expected = file.metadata().map_err(failed)?;
    // One byte more than expected, so that a small file ends with its first read.
    let mut buffer =
        vec![0; usize::try_from(expected.len() + 1).map_or(CHUNK, |size| size.min(CHUNK))];
    let mut hasher = Hasher::new(algorithm);
    let mut size = 0;
    loop {
        cx.check()?;
        let length = fill(&mut file, &mut buffer).map_err(failed)?;
        hasher.update(&buffer[..length]);
        size += length as u64;
        read(length as u64);
        if length < buffer.len() {
            return Ok((hasher.finish(), size));
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
