//! Operations on file data that only some systems support.

use std::{fs::File, io};

/// Lets an empty file share the data of another one.
pub(crate) fn clone_file(from: &File, to: &File) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    return Ok(rustix::fs::ioctl_ficlone(to, from)?);
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    {
        let _ = (from, to);
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// The next range of a file that is not a hole, from `at` up to `size`.
pub(crate) fn next_data(file: &File, at: u64, size: u64) -> io::Result<Option<(u64, u64)>> {
    if at >= size {
        return Ok(None);
    }
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    {
        use rustix::{
            fs::{SeekFrom, seek},
            io::Errno,
        };
        match seek(file, SeekFrom::Data(at)) {
            Ok(start) if start >= size => return Ok(None),
            Ok(start) => {
                let end = seek(file, SeekFrom::Hole(start))?;
                return Ok(Some((start, end.min(size))));
            }
            Err(Errno::NXIO) => return Ok(None),
            Err(_) => {} // Not this file system.
        }
    }
    let _ = file;
    Ok(Some((at, size)))
}
