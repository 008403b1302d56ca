//! Removing trees.

use std::{
    ffi::OsStr,
    io,
    path::{Path, PathBuf},
};

use pintle::{
    Access, Context, Data, Error, command,
    errors::{CANCELLED, INVALID_VALUE, IO, TIMEOUT},
};

use super::{emptying::Emptying, errors::PROTECTED, protected::is_protected};
use crate::fs::{EntryKind, Folder, NamedPlace, Stat, is_missing};

/// How to remove.
#[derive(Clone, Copy, Debug, Data, Default)]
#[data(default)]
pub struct RemoveOptions {
    /// Fails when there is nothing at the path.
    pub must_exist: bool,
    /// Empties a folder, but keeps the folder itself.
    pub keep_root: bool,
    /// Removes even the home folder, the working folder, and folders that contain them.
    pub allow_protected: bool,
}

/// What was removed.
#[derive(Clone, Copy, Debug, Data, Default, PartialEq, Eq)]
pub struct RemoveResult {
    /// How many files, links and others.
    pub files: u32,
    /// How many folders.
    pub folders: u32,
}

/// Removes a file, a link, or a folder with all its contents. Links are never followed.
///
/// What cannot be removed does not keep the rest from being removed: the call fails once everything
/// else is done. Refuses the home folder, the working folder, and folders that contain them.
#[command(
    blocking,
    confined,
    effects(fs_write),
    variables(&["HOME", "USERPROFILE"]),
    errors(IO, PROTECTED, INVALID_VALUE, CANCELLED, TIMEOUT)
)]
pub fn remove(path: PathBuf, options: RemoveOptions, cx: &Context) -> Result<RemoveResult, Error> {
    let removed = match Target::find(&path, cx) {
        Err(error) if is_missing(&error) && !options.must_exist => Ok(RemoveResult::default()),
        Err(error) => Err(error),
        Ok(target) => target.remove(&path, options, cx),
    };
    removed.map_err(|error| error.at("/path"))
}

/// What is to be removed.
struct Target {
    place: NamedPlace,
    stat: Stat,
}

impl Target {
    fn find(path: &Path, cx: &Context) -> Result<Self, Error> {
        if path.parent().is_none() {
            return Err(protected(path));
        }
        let place = NamedPlace::find(path, Access::Write, cx)?;
        let stat = place.folder.stat(&place.name);
        let stat = stat.map_err(|error| Error::io(&error, path))?;
        Ok(Self { place, stat })
    }

    fn remove(
        self,
        path: &Path,
        options: RemoveOptions,
        cx: &Context,
    ) -> Result<RemoveResult, Error> {
        let failed = |error: io::Error| Error::io(&error, path);
        let NamedPlace { folder, name } = self.place;
        let mut removed = RemoveResult::default();
        if self.stat.kind() != EntryKind::Directory {
            if options.keep_root {
                return Err(failed(io::ErrorKind::NotADirectory.into()));
            }
            removed.files = is_done(folder.remove(&name)).map_err(failed)?;
            return Ok(removed);
        }
        if !options.allow_protected && is_protected(&self.stat, cx) {
            return Err(protected(path));
        }
        match folder.open_folder(&name) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(removed),
            Err(error) if !options.keep_root && is_removed_unread(&folder, &name, &error) => {
                removed.folders = 1;
                return Ok(removed);
            }
            root => removed = Emptying::new(path, cx).empty(root.map_err(failed)?)?,
        }
        if !options.keep_root {
            removed.folders += is_done(folder.remove_folder(&name)).map_err(failed)?;
        }
        Ok(removed)
    }
}

/// Whether an unreadable folder was removed anyway: that is possible if it is empty.
pub(super) fn is_removed_unread(above: &Folder, name: &OsStr, error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::PermissionDenied && above.remove_folder(name).is_ok()
}

/// 1 if it was removed, 0 if another process removed it.
fn is_done(outcome: io::Result<()>) -> io::Result<u32> {
    match outcome {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
        outcome => outcome.map(|()| 1),
    }
}

fn protected(path: &Path) -> Error {
    let path = path.display();
    let message = format!("{path} is your home folder or working folder, or contains it");
    Error::new(&PROTECTED, message)
}
