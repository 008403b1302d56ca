//! Folders that are kept open. Everything in one is accessed only by its name, relative to the
//! handle and without following links: so whatever happens to paths in the meantime, no step leads
//! out.

#[cfg(unix)]
use std::os::unix::ffi::OsStrExt;
#[cfg(not(unix))]
use std::path::PathBuf;
use std::{
    borrow::Cow,
    ffi::{OsStr, OsString},
    io,
    path::Path,
    sync::Arc,
};

use pintle::{Confinement, Error, errors::DENIED};

mod claim;
mod clearing;
mod data;
mod destination;
mod draft;
mod kind;
mod leftovers;
mod meter;
mod named_place;
mod open;
mod overwrite;
mod safe_path;
#[cfg(any(not(unix), pintle_portable))]
#[path = "portable/mod.rs"]
mod system;
#[cfg(all(unix, not(pintle_portable)))]
#[path = "unix/mod.rs"]
mod system;
#[cfg(test)]
mod tests;
mod time;

pub(crate) use system::{Folder, Listing, Stat, lock, path_stat};

pub(crate) use claim::DRAFTS;
pub(crate) use data::{clone_file, next_data};
pub(crate) use destination::{Trail, open_or_make};
pub(crate) use draft::{Draft, Taken};
pub use kind::EntryKind;
pub(crate) use leftovers::{tidy, tidy_for_one, tidy_listed};
pub(crate) use meter::Meter;
pub(crate) use named_place::{NamedPlace, is_missing, names_folder};
#[cfg(windows)]
pub(crate) use open::FILE_FLAG_BACKUP_SEMANTICS;
pub(crate) use open::{admit, open_file, open_folder, open_for_writing};
pub use overwrite::Overwrite;
pub use safe_path::Names;
pub(crate) use safe_path::{
    LinkWay, WINDING_LINK, check_link_target, link_turns, link_way, safe_entry_parts, safe_parts,
};
pub(crate) use time::Time;

/// The mode of a new file that only its owner may use, until it gets its final mode.
pub(crate) const PRIVATE_FILE: u32 = 0o600;
/// The mode of a new file, as far as the umask allows.
pub(crate) const USUAL_FILE: u32 = 0o666;
/// The mode of a new folder that only its owner may enter, until it gets its final mode.
pub(crate) const PRIVATE_FOLDER: u32 = 0o700;
/// The mode of a new folder, as far as the umask allows.
pub(crate) const USUAL_FOLDER: u32 = 0o777;

/// The owner of a file's lock, after an attempt to get it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    any(not(unix), pintle_portable),
    expect(dead_code, reason = "whose it is is not known there")
)]
pub(crate) enum Lock {
    /// Ours, until the file is closed.
    Ours,
    /// Another process's.
    Others,
    /// The system, or the file system, has no locks.
    Unknown,
}

/// Knows the folders that must not be written to although they are in a writable one.
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

impl Folder {
    /// The names of everything in it, read again on each call.
    pub(crate) fn names(&self) -> io::Result<Vec<OsString>> {
        let mut listing = Listing::default();
        self.rewind()?;
        self.list(&mut listing)?;
        Ok(listing.entries().map(|(name, _)| name.to_owned()).collect())
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
