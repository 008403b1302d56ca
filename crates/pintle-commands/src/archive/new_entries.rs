//! The entries that an extraction creates in a tree.

use std::{ffi::OsStr, fs::File, io};

use super::tree::{Tree, Trouble, check_same, native};
use crate::fs::{EntryKind, Folder, Time};

impl Tree {
    /// Creates a folder and its parents, unless they exist. Of two entries with the same name the
    /// last one counts.
    pub(super) fn make_folder(&mut self, parts: &[&[u8]]) -> Result<(), Trouble> {
        let in_the_way = match (self.enter(parts, true), parts.split_last()) {
            (Err(Trouble::Unsafe(reason)), Some((name, folders))) => (reason, *name, folders),
            (outcome, _) => return outcome.map(drop),
        };
        let (reason, part, folders) = in_the_way;
        let folds = self.folds;
        let folder = self.enter(folders, true)?;
        check_same(folder, part, folds)?;
        let name = native(part)?;
        if folder.stat(name)?.kind() == EntryKind::Directory {
            return Err(Trouble::Unsafe(reason));
        }
        folder.remove(name)?;
        self.enter(parts, true).map(drop)
    }

    /// Creates a file that only we have open.
    pub(super) fn make_file(&mut self, parts: &[&[u8]], mode: u32) -> Result<File, Trouble> {
        self.make(parts, |folder, name| folder.create_file(name, mode))
    }

    pub(super) fn make_symlink(
        &mut self,
        parts: &[&[u8]],
        target: &[u8],
        mtime: Time,
    ) -> Result<(), Trouble> {
        let target = native(target)?;
        self.make(parts, |folder, name| {
            folder.create_link(name, target)?;
            folder.set_modified(name, mtime)
        })
    }

    /// Gives a previously extracted file another name.
    pub(super) fn make_hard_link(
        &mut self,
        parts: &[&[u8]],
        target: &[&[u8]],
    ) -> Result<(), Trouble> {
        let missing =
            Trouble::Unsafe("is a hard link to something that is not a file of this archive");
        let Some((file, folders)) = target.split_last() else {
            return Err(missing);
        };
        if parts == target {
            return Ok(());
        }
        let folder = match self.enter(folders, false) {
            Err(Trouble::Io(error)) if error.kind() != io::ErrorKind::NotFound => {
                return Err(error.into());
            }
            Err(_) => return Err(missing),
            Ok(folder) => folder,
        };
        let file = native(file)?;
        let stat = folder.stat(file);
        if !stat.is_ok_and(|stat| stat.kind() == EntryKind::File) {
            return Err(missing);
        }
        let source = folder.try_clone()?;
        self.make(parts, |folder, name| folder.add_name(name, &source, file))
    }

    /// Creates something that is not a folder. Of two entries with the same name the last one
    /// counts, but a non-empty folder is kept.
    fn make<T>(
        &mut self,
        parts: &[&[u8]],
        make: impl Fn(&Folder, &OsStr) -> io::Result<T>,
    ) -> Result<T, Trouble> {
        let Some((part, folders)) = parts.split_last() else {
            return Err(Trouble::Unsafe("has the name of the destination itself"));
        };
        let folds = self.folds;
        let folder = self.enter(folders, true)?;
        let name = native(part)?;
        match make(folder, name) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            outcome => return Ok(outcome?),
        }
        check_same(folder, part, folds)?;
        if folder.stat(name)?.kind() != EntryKind::Directory {
            folder.remove(name)?;
        } else if let Err(error) = folder.remove_folder(name) {
            return Err(match error.kind() {
                io::ErrorKind::DirectoryNotEmpty => {
                    Trouble::Unsafe("has the name of a folder in the archive")
                }
                _ => Trouble::Io(error),
            });
        }
        Ok(make(folder, name)?)
    }

    /// Removes a link.
    pub(super) fn remove_link(&mut self, parts: &[&[u8]]) -> Result<(), Trouble> {
        self.look(parts, Folder::remove)
    }

    /// Sets a folder's permissions and time, if it is a folder and still exists.
    pub(super) fn finish_folder(
        &mut self,
        parts: &[&[u8]],
        mode: Option<u32>,
        mtime: Time,
    ) -> io::Result<()> {
        let Some((name, folders)) = parts.split_last() else {
            return Ok(());
        };
        let folder = match self.enter(folders, false) {
            Ok(folder) => folder,
            Err(Trouble::Io(error)) if !is_gone(&error) => return Err(error),
            Err(_) => return Ok(()), // A later entry has replaced it.
        };
        let name = native(name)?;
        let stat = folder.stat(name);
        if !stat.is_ok_and(|stat| stat.kind() == EntryKind::Directory) {
            return Ok(());
        }
        if let Some(mode) = mode {
            folder.open_folder(name)?.set_mode(mode)?;
        }
        folder.set_modified(name, mtime)
    }
}

/// Whether there is no folder any more.
fn is_gone(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}
