//! Moving what was extracted into a folder that has something already.

use std::{
    io,
    path::{Path, PathBuf},
};

use cap_fs_ext::{DirExt, MetadataExt};
use cap_std::fs::{Dir, Metadata};
use pintle::{
    Confinement, Data, Error, Value,
    errors::{DENIED, IO},
};

use super::errors::{ARCHIVE_EXISTS, of_entry};
use crate::fs::Overwrite;

/// A merge of one folder into another.
pub(super) struct Merge<'a> {
    overwrite: Overwrite,
    into: &'a Path,
    keeper: Option<&'a dyn Confinement>,
    /// Whether nothing is to be moved yet.
    only_looks: bool,
    /// Where in the folders we are.
    path: PathBuf,
    /// What was moved so far.
    moved: Vec<String>,
}

/// What an error says when something was moved already.
#[derive(Debug, Data)]
struct HalfDone {
    path: String,
    errno: Option<String>,
    /// What stands at its place in the destination now.
    left: Vec<String>,
}

impl<'a> Merge<'a> {
    /// `keeper` knows of folders that nothing may be moved into.
    pub(super) fn new(
        overwrite: Overwrite,
        into: &'a Path,
        keeper: Option<&'a dyn Confinement>,
    ) -> Self {
        Self {
            overwrite,
            into,
            keeper,
            only_looks: true,
            path: PathBuf::new(),
            moved: Vec::new(),
        }
    }

    /// Looks at everything first, so that what is in the way is found before anything is moved.
    pub(super) fn run(mut self, from: &Dir, to: &Dir) -> Result<(), Error> {
        self.merge(from, to)?;
        self.only_looks = false;
        self.merge(from, to).map_err(|error| self.with_left(error))
    }

    fn merge(&mut self, from: &Dir, to: &Dir) -> Result<(), Error> {
        // The names first: a folder that is changed while it is listed may be listed badly.
        let names = from.entries().and_then(|entries| {
            entries
                .map(|entry| entry.map(|entry| entry.file_name()))
                .collect::<io::Result<Vec<_>>>()
        });
        for name in names.map_err(|error| self.failed(&error))? {
            self.path.push(&name);
            self.merge_entry(from, to, Path::new(&name))?;
            self.path.pop();
        }
        Ok(())
    }

    fn merge_entry(&mut self, from: &Dir, to: &Dir, name: &Path) -> Result<(), Error> {
        let entry = from
            .symlink_metadata(name)
            .map_err(|error| self.failed(&error))?;
        let is_folder = entry.is_dir();
        let there = match to.symlink_metadata(name) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return self.move_entry(from, to, name);
            }
            Err(error) => return Err(self.failed(&error)),
        };
        if is_folder && there.is_dir() {
            let folders = from
                .open_dir_nofollow(name)
                .and_then(|from| Ok((from, to.open_dir_nofollow(name)?)));
            let (from, to) = folders.map_err(|error| self.failed(&error))?;
            self.check_kept(&to)?;
            return self.merge(&from, &to);
        }
        match self.overwrite {
            Overwrite::Never => Ok(()),
            Overwrite::IfNewer if !is_newer(&entry, &there) => Ok(()),
            Overwrite::Always | Overwrite::IfNewer if !there.is_dir() => {
                if is_folder && !self.only_looks {
                    to.remove_file(name).map_err(|error| self.failed(&error))?;
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

    fn check_kept(&self, folder: &Dir) -> Result<(), Error> {
        let Some(keeper) = self.keeper else {
            return Ok(());
        };
        let metadata = folder.dir_metadata().map_err(|error| self.failed(&error))?;
        if keeper.keeps((metadata.dev(), metadata.ino())) {
            let path = self.into.join(&self.path);
            let message = format!("{} is a read-only root of the policy", path.display());
            return Err(Error::new(&DENIED, message).at("/into"));
        }
        Ok(())
    }

    fn move_entry(&mut self, from: &Dir, to: &Dir, name: &Path) -> Result<(), Error> {
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

/// Whether an entry was changed later than what is there. Who cannot tell leaves that alone.
fn is_newer(entry: &Metadata, there: &Metadata) -> bool {
    match (entry.modified(), there.modified()) {
        (Ok(entry), Ok(there)) => entry > there,
        _ => false,
    }
}
