//! Opening files on systems where opening does not block.

use std::{
    fs::{File, OpenOptions},
    io,
    path::Path,
};

pub(super) fn open_to_read(path: &Path) -> io::Result<File> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    Ok(file)
}

pub(super) fn open_to_write(path: &Path, create: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options
        .write(true)
        .create(create)
        .truncate(false)
        .open(path)
}

pub(super) fn has_no_reader(_: &io::Error, _: &Path) -> bool {
    false
}

pub(super) fn has_writer(_: &File) -> io::Result<bool> {
    Ok(true)
}

pub(super) fn let_wait(_: &File) -> io::Result<()> {
    Ok(())
}

pub(super) fn keeps_what_is_written(file: &File) -> bool {
    file.metadata().is_ok_and(|metadata| metadata.is_file())
}
