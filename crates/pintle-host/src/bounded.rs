//! Reading data of unknown length, such as a document from a pipe.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

/// Reads everything, if it is no more than `limit` bytes.
///
/// # Errors
/// Those of reading, and `FileTooLarge`.
pub(crate) fn read(input: &mut impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        let message = format!("it has more than {limit} bytes");
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
    }
    Ok(bytes)
}

/// The same for a file.
pub(crate) fn read_file(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    read(&mut File::open(path)?, limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_refused_without_an_end() {
        assert_eq!(read(&mut &b"123"[..], 3).unwrap(), b"123");
        let error = read(&mut io::repeat(b'['), 1000).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
    }
}
