//! Opening a file without blocking, as a named pipe would until its other end is opened.

use std::{fs::File, io, os::unix::fs::FileTypeExt, path::Path};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    fs::{Mode, OFlags, fcntl_getfl, fcntl_setfl, open},
    io::Errno,
};

/// A terminal must not become the controlling terminal of this process.
const FLAGS: OFlags = OFlags::NONBLOCK
    .union(OFlags::NOCTTY)
    .union(OFlags::CLOEXEC);

/// Opens a file for reading. A folder is an error.
pub(in super::super) fn open_to_read(path: &Path) -> io::Result<File> {
    let file = File::from(open(path, FLAGS | OFlags::RDONLY, Mode::empty())?);
    if file.metadata()?.is_dir() {
        return Err(Errno::ISDIR.into());
    }
    Ok(file)
}

/// Opens a file for writing, keeping its content.
pub(in super::super) fn open_to_write(path: &Path, create: bool) -> io::Result<File> {
    let (flags, mode) = if create {
        (OFlags::CREATE, Mode::from_raw_mode(0o666))
    } else {
        (OFlags::empty(), Mode::empty())
    };
    Ok(open(path, FLAGS | OFlags::WRONLY | flags, mode)?.into())
}

/// Whether a file could not be opened for writing because it is a pipe without a reader.
pub(in super::super) fn has_no_reader(error: &io::Error, path: &Path) -> bool {
    Errno::from_io_error(error) == Some(Errno::NXIO)
        && path
            .metadata()
            .is_ok_and(|metadata| metadata.file_type().is_fifo())
}

/// Whether reading would find a writer, or written data. This is always true for anything other
/// than a named pipe.
pub(in super::super) fn has_writer(file: &File) -> io::Result<bool> {
    if !file.metadata()?.file_type().is_fifo() {
        return Ok(true);
    }
    let mut files = [PollFd::new(file, PollFlags::IN)];
    match poll(&mut files, Some(&Timespec::default())) {
        Ok(0) | Err(Errno::INTR) => writer_is_silent(file),
        // A writer has written, or has come and gone.
        Ok(_) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

/// Whether an empty pipe is open for writing.
#[cfg(target_os = "linux")]
fn writer_is_silent(file: &File) -> io::Result<bool> {
    use rustix::pipe::{SpliceFlags, tee};
    // This leaves the data in the pipe, and reports whether there could be data to copy.
    let (_read, write) = io::pipe()?;
    match tee(file, &write, 1, SpliceFlags::NONBLOCK) {
        Ok(0) | Err(Errno::INTR) => Ok(false),
        Ok(_) | Err(Errno::AGAIN) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

/// Other systems do not report it: there the program starts when something is written.
#[cfg(not(target_os = "linux"))]
fn writer_is_silent(_: &File) -> io::Result<bool> {
    Ok(false)
}

/// Makes reading and writing block, as programs expect.
pub(in super::super) fn let_wait(file: &File) -> io::Result<()> {
    let flags = fcntl_getfl(file)?;
    if flags.contains(OFlags::NONBLOCK) {
        fcntl_setfl(file, flags - OFlags::NONBLOCK)?;
    }
    Ok(())
}

/// Whether written data can be read back, unlike with a terminal and other devices.
pub(in super::super) fn keeps_what_is_written(file: &File) -> bool {
    let metadata = file.metadata();
    metadata.is_ok_and(|metadata| !metadata.file_type().is_char_device())
}
