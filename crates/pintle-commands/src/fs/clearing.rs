//! Removing a folder with all its contents.

use std::{
    ffi::{OsStr, OsString},
    io,
};

use super::{EntryKind, Folder, Listing, claim::new_stem};

/// Removes whatever has a name. A non-empty folder is removed only if `may_clear` allows it.
pub(super) fn remove_whole(
    above: &Folder,
    name: &OsStr,
    may_clear: impl FnOnce(&Folder) -> bool,
) -> io::Result<()> {
    if above.stat(name)?.kind() != EntryKind::Directory {
        return above.remove(name);
    }
    let folder = above.open_folder(name)?;
    if may_clear(&folder) {
        clear(&folder)?;
    }
    drop(folder); // Windows does not remove an open folder.
    above.remove_folder(name)
}

/// Removes the contents of a folder. Few folders are open at a time, since the reason may be a lack
/// of descriptors: deeper folders are moved up first.
fn clear(root: &Folder) -> io::Result<()> {
    let mut listing = Listing::default();
    let mut deeper = Vec::new();
    remove_files(root, root, &mut listing, &mut deeper)?;
    while let Some(name) = deeper.pop() {
        remove_files(&root.open_folder(&name)?, root, &mut listing, &mut deeper)?;
        root.remove_folder(&name)?;
    }
    Ok(())
}

/// Removes the files of a folder, and moves its folders to `root`.
fn remove_files(
    folder: &Folder,
    root: &Folder,
    listing: &mut Listing,
    deeper: &mut Vec<OsString>,
) -> io::Result<()> {
    folder.list(listing)?;
    for (name, kind) in listing.entries() {
        let kind = match kind {
            Some(kind) => kind,
            None => folder.stat(name)?.kind(),
        };
        if kind == EntryKind::Directory {
            // Permission to write is checked before it is moved.
            drop(folder.open_folder(name)?);
            let moved = OsString::from(new_stem());
            folder.rename(name, root, &moved)?;
            deeper.push(moved);
        } else {
            folder.remove(name)?;
        }
    }
    Ok(())
}
