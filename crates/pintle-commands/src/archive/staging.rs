//! The folder that an archive is extracted into before it is known to be good.
//!
//! It lies in `.pintle-extract` beside the destination, with a file that is locked for as long as
//! somebody works on it. What a killed process left has no lock, so the next one removes it. The room
//! for all of them keeps that quick where there are many entries beside.

use std::{
    io,
    path::Path,
    process,
    sync::atomic::{AtomicU32, Ordering},
    time::{SystemTime, UNIX_EPOCH},
};

use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt};
use cap_std::fs::{Dir, File, OpenOptions};

use crate::folder::lock;

const ROOM: &str = ".pintle-extract";

/// What the name of a locked file ends with; before it is that of the folder.
const LOCK: &str = ".lock";

/// A folder that vanishes with all that is in it, unless it is moved before.
pub(super) struct Staging<'a> {
    base: &'a Dir,
    room: Dir,
    name: String,
    /// Locked until it is closed.
    _lock: File,
}

impl<'a> Staging<'a> {
    pub(super) fn new(base: &'a Dir) -> io::Result<Self> {
        loop {
            match base.create_dir(ROOM) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                outcome => outcome?,
            }
            let room = match base.open_dir_nofollow(ROOM) {
                // The last one who was in it has just removed it.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                outcome => outcome?,
            };
            remove_leftovers(&room);
            let name = unused_name();
            let lock = match locked(&room, &name) {
                Ok(Some(lock)) => lock,
                Ok(None) => continue,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error),
            };
            room.create_dir(&name)?;
            return Ok(Self {
                base,
                room,
                name,
                _lock: lock,
            });
        }
    }

    pub(super) fn open(&self) -> io::Result<Dir> {
        self.room.open_dir_nofollow(&self.name)
    }

    pub(super) fn move_to(&self, folder: &Dir, place: &Path) -> io::Result<()> {
        self.room.rename(&self.name, folder, place)
    }

    /// Whether the file system takes upper case for lower case, or one spelling of an accent for
    /// another.
    pub(super) fn folds(&self) -> bool {
        cfg!(any(windows, target_vendor = "apple"))
            || self.room.symlink_metadata(self.name.to_uppercase()).is_ok()
    }

    /// The permission bits that a new file keeps: those that the umask lets through.
    #[cfg(unix)]
    pub(super) fn kept_mode(&self) -> io::Result<u32> {
        use cap_std::fs::MetadataExt;
        Ok(self.room.symlink_metadata(&self.name)?.mode() & 0o777)
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        let _ = remove_all(&self.room, &self.name);
        let _ = self.room.remove_file(format!("{}{LOCK}", self.name));
        let _ = self.base.remove_dir(ROOM); // Unless others are in it.
    }
}

/// A new file with a lock; nothing if somebody took it for a leftover before it had one.
fn locked(room: &Dir, name: &str) -> io::Result<Option<File>> {
    let name = format!("{name}{LOCK}");
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    let file = room.open_with(&name, &options)?.into_std();
    // Without a lock, where the system has none, it is only not protected from others.
    let is_locked = lock(&file);
    let is_ours = (is_locked || cfg!(any(not(unix), pintle_portable)))
        && room.symlink_metadata(&name).is_ok();
    Ok(is_ours.then(|| File::from_std(file)))
}

/// Removes what nobody works on any more.
fn remove_leftovers(room: &Dir) {
    for entry in room.entries().into_iter().flatten().flatten() {
        let lock_name = entry.file_name();
        let lock_name = lock_name.to_string_lossy();
        let Some(name) = lock_name.strip_suffix(LOCK) else {
            continue;
        };
        let mut options = OpenOptions::new();
        options.write(true).follow(FollowSymlinks::No);
        let is_left = room
            .open_with(&*lock_name, &options)
            .is_ok_and(|file| lock(&file.into_std()));
        if is_left {
            let _ = remove_all(room, name);
            let _ = room.remove_file(&*lock_name);
        }
    }
}

/// A name that nothing in a folder is likely to have.
pub(super) fn unused_name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.map_or(0, |now| now.subsec_nanos());
    format!(".pintle-{}-{number}-{now:x}", process::id())
}

/// Removes a folder with few open handles, since running out of them may be why: what is deeper is
/// moved up first.
fn remove_all(base: &Dir, name: &str) -> io::Result<()> {
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
            let above = unused_name();
            folder.rename(&name, root, &above)?;
            folders.push(above);
        } else {
            folder.remove_file_or_symlink(&name)?;
        }
    }
    Ok(())
}
