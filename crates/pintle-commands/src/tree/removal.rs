//! Removing trees.

use std::{
    io,
    path::{Path, PathBuf},
};

use pintle::{
    Access, Context, Data, Error, command,
    errors::{CANCELLED, INVALID_VALUE, IO, TIMEOUT},
};

use super::{
    EntryKind,
    emptying::Emptying,
    errors::PROTECTED,
    protected::is_protected,
    spot::{Spot, is_missing},
};
use crate::folder::Links;

/// How to remove.
#[derive(Clone, Copy, Debug, Data, Default)]
#[data(default)]
pub struct RemoveOptions {
    /// Fails when there is nothing at the path.
    pub must_exist: bool,
    /// Empties a folder, but keeps the folder itself.
    pub keep_root: bool,
    /// Removes even the home folder, the working folder, and folders that these are in.
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

/// Removes a file, a link, or a folder with all that is in it. Links are never followed.
///
/// What cannot be removed does not keep the rest from being removed: the call fails when all else
/// is done. Refuses the home folder, the working folder, and folders that these are in.
#[command(
    blocking,
    confined,
    effects(fs_write),
    errors(IO, PROTECTED, INVALID_VALUE, CANCELLED, TIMEOUT)
)]
pub fn remove(path: PathBuf, options: RemoveOptions, cx: &Context) -> Result<RemoveResult, Error> {
    match remove_at(&path, options, cx) {
        Err(error) if is_missing(&error) && !options.must_exist => Ok(RemoveResult::default()),
        outcome => outcome.map_err(|error| error.at("/path")),
    }
}

fn remove_at(path: &Path, options: RemoveOptions, cx: &Context) -> Result<RemoveResult, Error> {
    let failed = |error: io::Error| Error::io(&error, path);
    if path.parent().is_none() {
        return Err(protected(path));
    }
    let Spot { folder, name } = Spot::find(path, Access::Write, cx)?;
    let stat = folder.stat(&name, Links::Keep).map_err(failed)?;
    if stat.kind() != EntryKind::Directory {
        if options.keep_root {
            return Err(failed(io::ErrorKind::NotADirectory.into()));
        }
        folder.remove(&name).map_err(failed)?;
        return Ok(RemoveResult {
            files: 1,
            folders: 0,
        });
    }
    if !options.allow_protected && is_protected(&stat) {
        return Err(protected(path));
    }
    let root = folder.open_folder(&name, Links::Keep).map_err(failed)?;
    let mut removed = Emptying::new(path, cx).empty(root)?;
    if !options.keep_root {
        folder.remove_folder(&name).map_err(failed)?;
        removed.folders += 1;
    }
    Ok(removed)
}

fn protected(path: &Path) -> Error {
    let path = path.display();
    let message = format!("{path} is your home folder or working folder, or has it inside");
    Error::new(&PROTECTED, message)
}
