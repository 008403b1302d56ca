//! A folder that is written (`new_entries.rs`), or read, entry by entry.
//!
//! Every step is relative to the handle of an open folder and follows no link, so earlier entries
//! of an archive cannot lead a later entry elsewhere.

use std::{
    ffi::{OsStr, OsString},
    fs::File,
    io,
};

use crate::fs::{EntryKind, Folder, Stat, USUAL_FOLDER};

/// Why an entry was not written.
#[derive(Debug)]
pub(super) enum Trouble {
    Io(io::Error),
    Unsafe(&'static str),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The folder, and open handles along the last path used.
pub(super) struct Tree {
    root: Folder,
    open: Vec<(Vec<u8>, Folder)>,
    /// Whether the file system considers different names equal.
    pub(super) folds: bool,
}

impl Tree {
    pub(super) fn new(root: Folder, folds: bool) -> Self {
        Self {
            root,
            open: Vec::new(),
            folds,
        }
    }

    /// The handle of a folder. With `create`, missing folders are created.
    pub(super) fn enter(&mut self, parts: &[&[u8]], create: bool) -> Result<&Folder, Trouble> {
        let known = self
            .open
            .iter()
            .zip(parts)
            .take_while(|((name, _), part)| name == *part);
        self.open.truncate(known.count());
        for part in &parts[self.open.len()..] {
            let above = self.open.last().map_or(&self.root, |(_, folder)| folder);
            let name = native(part)?;
            if create {
                match above.create_folder(name, USUAL_FOLDER) {
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                        check_same(above, part, self.folds)?;
                    }
                    outcome => outcome?,
                }
            }
            let folder = above
                .open_folder(name)
                .map_err(|error| match above.stat(name) {
                    Ok(stat) if stat.kind() != EntryKind::Directory => {
                        Trouble::Unsafe("goes through a link or a file in the archive")
                    }
                    _ => Trouble::Io(error),
                })?;
            self.open.push((part.to_vec(), folder));
        }
        Ok(self.open.last().map_or(&self.root, |(_, folder)| folder))
    }

    /// Does something with what is at a path.
    pub(super) fn look<T>(
        &mut self,
        parts: &[&[u8]],
        look: impl FnOnce(&Folder, &OsStr) -> io::Result<T>,
    ) -> Result<T, Trouble> {
        let Some((name, folders)) = parts.split_last() else {
            return Err(Trouble::Io(io::ErrorKind::IsADirectory.into()));
        };
        Ok(look(self.enter(folders, false)?, native(name)?)?)
    }

    /// Whether a path leads to a folder, without going through a link.
    pub(super) fn is_folder(&mut self, parts: &[&[u8]]) -> bool {
        self.enter(parts, false).is_ok()
    }

    /// The metadata of the file, the folder or the link at a path.
    pub(super) fn stat(&mut self, parts: &[&[u8]]) -> Result<Stat, Trouble> {
        self.look(parts, Folder::stat)
    }

    /// The target of a symbolic link, as written in the link.
    pub(super) fn read_link(&mut self, parts: &[&[u8]]) -> Result<OsString, Trouble> {
        self.look(parts, Folder::read_link)
    }

    /// Opens a file for reading.
    pub(super) fn open_file(&mut self, parts: &[&[u8]]) -> Result<(File, Stat), Trouble> {
        self.look(parts, Folder::open_file)
    }

    /// The folder itself.
    pub(super) fn root(&self) -> &Folder {
        &self.root
    }
}

/// Rejects a name that the file system considers equal to a different one.
pub(super) fn check_same(folder: &Folder, name: &[u8], folds: bool) -> Result<(), Trouble> {
    let is_there = |names: Vec<OsString>| names.iter().any(|one| one.as_encoded_bytes() == name);
    if !folds || is_there(folder.names()?) {
        return Ok(());
    }
    Err(Trouble::Unsafe(
        "has a name that the file system considers equal to another entry's",
    ))
}

/// A name in the platform's form.
#[cfg(unix)]
#[expect(
    clippy::unnecessary_wraps,
    reason = "elsewhere not every name can be written"
)]
pub(super) fn native(name: &[u8]) -> io::Result<&OsStr> {
    use std::os::unix::ffi::OsStrExt;
    Ok(OsStr::from_bytes(name))
}

#[cfg(not(unix))]
pub(super) fn native(name: &[u8]) -> io::Result<&OsStr> {
    let text = str::from_utf8(name).map_err(|_| io::ErrorKind::InvalidFilename)?;
    Ok(OsStr::new(text))
}
