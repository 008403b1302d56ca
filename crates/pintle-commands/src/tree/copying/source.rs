//! What is copied, and whether the copy would be inside it.

use std::path::{Path, absolute};

use pintle::{Access, Context, Error};

use crate::{
    fs::{EntryKind, Folder, NamedPlace, Stat, is_missing, names_folder, open_folder},
    tree::INSIDE_ITSELF,
};

/// What is to be copied.
pub(super) enum Source {
    Folder(Folder),
    Single(NamedPlace, Stat),
}

impl Source {
    pub(super) fn open(path: &Path, cx: &Context) -> Result<Self, Error> {
        let failed = |error| Error::io(&error, path);
        if names_folder(path) {
            let folder = open_folder(path, Access::Read, cx)?;
            return Ok(Self::Folder(folder.into()));
        }
        let Ok(place) = NamedPlace::find(path, Access::Read, cx) else {
            // A policy's root itself, whose parents must not be opened.
            let folder = open_folder(path, Access::Read, cx)?;
            return Ok(Self::Folder(folder.into()));
        };
        let stat = place.folder.stat(&place.name);
        let stat = stat.map_err(failed)?;
        if stat.kind() != EntryKind::Directory {
            return Ok(Self::Single(place, stat));
        }
        let folder = place.folder.open_folder(&place.name);
        folder.map(Self::Folder).map_err(failed)
    }
}

/// Whether a path leads to a folder or into it, whether its end exists or not.
pub(super) fn leads_into(path: &Path, folder: &Stat, cx: &Context) -> Result<bool, Error> {
    let path = absolute(cx.resolve(path)?).map_err(|error| Error::io(&error, path))?;
    for above in path.ancestors() {
        let mut here = match open_folder(above, Access::Read, cx) {
            Err(error) if is_missing(&error) => continue,
            outcome => Folder::from(outcome?),
        };
        // Up to the root, which is its own parent. Nothing is read there.
        let mut before = None;
        while let Ok(stat) = here.own_stat() {
            if stat.id() == folder.id() {
                return Ok(true);
            }
            if before.replace(stat.id()) == Some(stat.id()) {
                break;
            }
            let Ok(next) = here.above() else {
                break;
            };
            here = next;
        }
        return Ok(false);
    }
    Ok(false)
}

/// The error if it does.
pub(super) fn inside_itself(to: &Path) -> Error {
    let message = format!("{} is the source itself, or is inside it", to.display());
    Error::new(&INSIDE_ITSELF, message).at("/to")
}
