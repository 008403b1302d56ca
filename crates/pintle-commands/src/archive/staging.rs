//! The folder that an archive is extracted into before it is known to be good.
//!
//! It is the part of a claim (`fs/claim.rs`) in `.pintle-extract`, in the destination or beside it.
//! What a killed process left there the next one removes. The room for all of them keeps that quick
//! where there are many entries beside.

use std::{ffi::OsStr, io, path::Path, sync::Arc};

use cap_fs_ext::DirExt;
use cap_std::fs::Dir;
use pintle::Confinement;

use crate::fs::{Claim, Folder, Listing, Mode, new_stem, remove_leftovers};

const ROOM: &str = ".pintle-extract";

/// A folder that vanishes with all that is in it, unless it is moved before.
pub(super) struct Staging<'a> {
    base: &'a Dir,
    room: Dir,
    claim: Claim,
}

impl<'a> Staging<'a> {
    /// `keeper` knows of folders that nothing may be written to.
    pub(super) fn new(base: &'a Dir, keeper: Option<Arc<dyn Confinement>>) -> io::Result<Self> {
        let above = Folder::from(base.try_clone()?.into_std_file()).kept_by(keeper);
        let is_gone = |error: &io::Error| error.kind() == io::ErrorKind::NotFound;
        loop {
            match base.create_dir(ROOM) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                outcome => outcome?,
            }
            let opened = above.open_folder(OsStr::new(ROOM));
            let claimed = opened.and_then(|folder| {
                let room = Dir::from_std_file(folder.to_file()?);
                tidy(&folder, &room)?;
                Ok((room, Claim::new(&folder, Mode::Private)?))
            });
            let (room, claim) = match claimed {
                // The last one who was in the room has just removed it.
                Err(error) if is_gone(&error) => continue,
                outcome => outcome?,
            };
            room.create_dir(claim.part())?;
            return Ok(Self { base, room, claim });
        }
    }

    pub(super) fn open(&self) -> io::Result<Dir> {
        self.room.open_dir_nofollow(self.claim.part())
    }

    pub(super) fn move_to(&self, folder: &Dir, place: &Path) -> io::Result<()> {
        self.room.rename(self.claim.part(), folder, place)
    }

    /// Whether the file system takes upper case for lower case, or one spelling of an accent for
    /// another.
    pub(super) fn folds(&self) -> bool {
        let part = self.claim.part().to_string_lossy().to_uppercase();
        cfg!(any(windows, target_vendor = "apple")) || self.room.symlink_metadata(part).is_ok()
    }

    /// The permission bits that a new file keeps: those that the umask lets through.
    #[cfg(unix)]
    pub(super) fn kept_mode(&self) -> io::Result<u32> {
        use cap_std::fs::MetadataExt;
        Ok(self.room.symlink_metadata(self.claim.part())?.mode() & 0o777)
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        let _ = remove_all(&self.room, &self.claim.part());
        let _ = self.room.remove_file(self.claim.name());
        let _ = self.base.remove_dir(ROOM); // Unless others are in it.
    }
}

/// Removes what nobody works on any more.
fn tidy(folder: &Folder, room: &Dir) -> io::Result<()> {
    let mut listing = Listing::default();
    folder.list(&mut listing)?;
    let names = listing.entries().map(|(name, _)| name);
    remove_leftovers(folder, names, |part| remove_all(room, part));
    Ok(())
}

/// Removes a folder with few open handles, since running out of them may be why: what is deeper is
/// moved up first.
fn remove_all(base: &Dir, name: &OsStr) -> io::Result<()> {
    let root = base.open_dir_nofollow(name)?;
    let mut folders = Vec::new();
    clear(&root, &root, &mut folders)?;
    while let Some(name) = folders.pop() {
        clear(&root.open_dir_nofollow(&name)?, &root, &mut folders)?;
        root.remove_dir(&name)?;
    }
    drop(root); // Windows removes no folder that is open.
    base.remove_dir(name)
}

/// Removes the files of a folder, and moves its folders to `root`.
fn clear(folder: &Dir, root: &Dir, folders: &mut Vec<String>) -> io::Result<()> {
    let entries = folder.entries()?.collect::<io::Result<Vec<_>>>()?;
    for entry in entries {
        let name = entry.file_name();
        if entry.file_type()?.is_dir() {
            let above = new_stem();
            folder.rename(&name, root, &above)?;
            folders.push(above);
        } else {
            folder.remove_file_or_symlink(&name)?;
        }
    }
    Ok(())
}
