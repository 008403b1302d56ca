//! Folders that are held open. Everything in one is reached by its name alone, relative to the
//! handle and without following links: so whatever happens to paths meanwhile, no step leads out.

#[cfg(unix)]
use std::os::unix::ffi::OsStrExt;
#[cfg(not(unix))]
use std::path::PathBuf;
use std::{borrow::Cow, ffi::OsStr, io, path::Path, sync::Arc};

use pintle::{Confinement, Error, errors::DENIED};

mod claim;
mod data;
mod draft;
#[cfg(any(not(unix), pintle_portable))]
#[path = "portable.rs"]
mod system;
#[cfg(all(unix, not(pintle_portable)))]
#[path = "unix.rs"]
mod system;

pub(crate) use system::lock;
pub(crate) use system::{Folder, Listing, Stat, path_stat};

pub(crate) use claim::{
    Claim, DRAFTS, Mode, new_stem, remove_leftovers, tidy, tidy_for_one, tidy_listed,
};
pub(crate) use data::{clone_file, next_data};
pub(crate) use draft::{Draft, Taken};

/// Whose lock a file has, after an attempt to get it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    any(not(unix), pintle_portable),
    expect(dead_code, reason = "whose it is is not known there")
)]
pub(crate) enum Lock {
    /// Ours, until the file is closed.
    Ours,
    /// Somebody else's.
    Others,
    /// The system, or the file system, has no locks.
    Unknown,
}

/// Who knows of folders that may not be written to although they are in one that may.
type Keeper = Option<Arc<dyn Confinement>>;

/// Refuses a folder that was entered from one for writing, if it is one of those.
fn check_kept(keeper: &Keeper, folder: &Folder) -> io::Result<()> {
    match keeper {
        Some(keeper) if keeper.keeps(folder.own_stat()?.id()) => {
            let message = "the folder is a read-only root of the policy";
            Err(io::Error::other(Error::new(&DENIED, message)))
        }
        _ => Ok(()),
    }
}

/// A path from its bytes.
pub(crate) fn path_of(bytes: &[u8]) -> Cow<'_, Path> {
    #[cfg(unix)]
    return Path::new(OsStr::from_bytes(bytes)).into();
    #[cfg(not(unix))]
    return match String::from_utf8_lossy(bytes) {
        Cow::Borrowed(text) => Path::new(text).into(),
        Cow::Owned(text) => PathBuf::from(text).into(),
    };
}

/// The last name of a path with `/`.
pub(crate) fn name_of(path: &[u8]) -> Cow<'_, OsStr> {
    let before = path.iter().rposition(|byte| *byte == b'/');
    match path_of(&path[before.map_or(0, |at| at + 1)..]) {
        Cow::Borrowed(name) => name.as_os_str().into(),
        Cow::Owned(name) => name.into_os_string().into(),
    }
}
