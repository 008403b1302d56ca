//! Opening what a caller names. A command marked `confined` opens files and folders only through
//! these functions, and from there on relative to what it holds open. Relative paths start from the
//! caller's folder.

use std::{fs::File, io, path::Path};

use pintle::{Access, Context, Error};

use super::Folder;

/// Opens a file for reading. A folder is `ERR_PINTLE_IO` with `EISDIR`.
pub(crate) fn open_file(path: &Path, cx: &Context) -> Result<File, Error> {
    let place = cx.resolve(path)?;
    if let Some(confinement) = cx.confinement() {
        return confinement.open_file(&place);
    }
    let failed = |error: io::Error| Error::io(&error, path);
    let file = File::open(place).map_err(failed)?;
    if file.metadata().map_err(failed)?.is_dir() {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    Ok(file)
}

/// Whether a file that was opened relative to a folder of [`open_folder`] may be read.
pub(crate) fn admit(file: &File, path: &Path, cx: &Context) -> Result<(), Error> {
    match cx.confinement() {
        Some(confinement) => confinement.admit(file, path),
        None => Ok(()),
    }
}

/// Opens a folder, for uses such as `openat`.
pub(crate) fn open_folder(path: &Path, access: Access, cx: &Context) -> Result<File, Error> {
    let failed = |error: io::Error| Error::io(&error, path);
    let place = cx.resolve(path)?;
    if let Some(confinement) = cx.confinement() {
        return confinement.open_folder(&place, access);
    }
    let folder = open_directory(&place).map_err(failed)?;
    if !folder.metadata().map_err(failed)?.is_dir() {
        return Err(failed(io::ErrorKind::NotADirectory.into()));
    }
    Ok(folder)
}

/// Opens a folder for writing. What is entered from it is checked as well.
pub(crate) fn open_for_writing(path: &Path, cx: &Context) -> Result<Folder, Error> {
    let folder = Folder::from(open_folder(path, Access::Write, cx)?);
    Ok(folder.kept_by(cx.confinement().cloned()))
}

#[cfg(not(windows))]
fn open_directory(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags, open};
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    Ok(open(path, flags, Mode::empty())?.into())
}

/// Folders cannot be opened without it:
/// <https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-createfilew>
#[cfg(windows)]
pub(crate) const FILE_FLAG_BACKUP_SEMANTICS: u32 = 0x0200_0000;

#[cfg(windows)]
fn open_directory(path: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt;
    let mut options = std::fs::OpenOptions::new();
    options
        .read(true)
        .custom_flags(FILE_FLAG_BACKUP_SEMANTICS)
        .open(path)
}
