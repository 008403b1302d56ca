//! Moving what was extracted into a folder that is not empty.

use std::{
    ffi::OsStr,
    io,
    path::{Path, PathBuf},
};

use pintle::{Data, Error, Value, errors::IO};

use super::errors::{ARCHIVE_EXISTS, of_entry};
use crate::fs::{EntryKind, Folder, Overwrite};

/// A merge of one folder into another.
pub(super) struct Merge<'a> {
    overwrite: Overwrite,
    into: &'a Path,
    /// Whether nothing is to be moved yet.
    only_looks: bool,
    /// The current path.
    path: PathBuf,
    /// What has been moved so far.
    moved: Vec<String>,
}

/// The details of an error when something has already been moved.
#[derive(Debug, Data)]
struct HalfDone {
    path: String,
    errno: Option<String>,
    /// What is in place in the destination now.
    left: Vec<String>,
}

impl<'a> Merge<'a> {
    pub(super) fn new(overwrite: Overwrite, into: &'a Path) -> Self {
        Self {
            overwrite,
            into,
            only_looks: true,
            path: PathBuf::new(),
            moved: Vec::new(),
        }
    }

    /// Checks everything first, so that existing entries are found before anything is moved.
    pub(super) fn run(mut self, from: &Folder, to: &Folder) -> Result<(), Error> {
        self.merge(from, to)?;
        self.only_looks = false;
        self.merge(from, to).map_err(|error| self.with_left(error))
    }

    fn merge(&mut self, from: &Folder, to: &Folder) -> Result<(), Error> {
        // The names first: a folder that is changed while it is listed may be listed incorrectly.
        for name in from.names().map_err(|error| self.failed(&error))? {
            self.path.push(&name);
            self.merge_entry(from, to, &name)?;
            self.path.pop();
        }
        Ok(())
    }

    fn merge_entry(&mut self, from: &Folder, to: &Folder, name: &OsStr) -> Result<(), Error> {
        let entry = from.stat(name).map_err(|error| self.failed(&error))?;
        let there = match to.stat(name) {
            Ok(stat) => stat,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return self.move_entry(from, to, name);
            }
            Err(error) => return Err(self.failed(&error)),
        };
        let is_folder = entry.kind() == EntryKind::Directory;
        let is_on_folder = there.kind() == EntryKind::Directory;
        if is_folder && is_on_folder {
            let folders = from
                .open_folder(name)
                .and_then(|from| Ok((from, to.open_folder(name)?)));
            let (from, to) = folders.map_err(|error| self.failed(&error))?;
            return self.merge(&from, &to);
        }
        match self.overwrite {
            Overwrite::Never => Ok(()),
            Overwrite::IfNewer if !entry.is_newer_than(&there) => Ok(()),
            Overwrite::Always | Overwrite::IfNewer if !is_on_folder => {
                if is_folder && !self.only_looks {
                    to.remove(name).map_err(|error| self.failed(&error))?;
                }
                self.move_entry(from, to, name)
            }
            Overwrite::Error | Overwrite::Always | Overwrite::IfNewer => {
                let path = self.path.as_os_str().as_encoded_bytes();
                let message = "already exists in the destination";
                Err(of_entry(&ARCHIVE_EXISTS, path, message).at("/into"))
            }
        }
    }

    fn move_entry(&mut self, from: &Folder, to: &Folder, name: &OsStr) -> Result<(), Error> {
        if self.only_looks {
            return Ok(());
        }
        from.rename(name, to, name)
            .map_err(|error| self.failed(&error))?;
        self.moved.push(self.path.to_string_lossy().into_owned());
        Ok(())
    }

    fn failed(&self, error: &io::Error) -> Error {
        Error::io(error, &self.into.join(&self.path)).at("/into")
    }

    fn with_left(&mut self, error: Error) -> Error {
        if self.moved.is_empty() || error.kind() != &IO {
            return error;
        }
        let errno = match error.details().and_then(|details| details.get("errno")) {
            Some(Value::String(errno)) => Some(errno.to_string()),
            _ => None,
        };
        error.with_details(HalfDone {
            path: self.into.join(&self.path).display().to_string(),
            errno,
            left: std::mem::take(&mut self.moved),
        })
    }
}
