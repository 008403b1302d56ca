//! Folders with `cap-std`, for systems without `openat`. It does not follow links either. Features
//! that a system lacks are missing: modes, the times of copied folders, and the removal of leftovers,
//! since those of a killed process cannot be distinguished from what another process is writing.

use std::{
    ffi::{OsStr, OsString},
    fs::File,
    io,
    time::{SystemTime, UNIX_EPOCH},
};

use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt, SystemTimeSpec};
use cap_std::{
    ambient_authority,
    fs::{Dir, OpenOptions, OpenOptionsExt},
};
#[cfg(unix)]
use rustix::fs::OFlags;

#[cfg(windows)]
use super::FILE_FLAG_BACKUP_SEMANTICS;
use super::{EntryKind, Keeper, Lock, Time, check_kept};

mod stat;

pub(crate) use stat::{Stat, path_stat};

/// A folder that is kept open.
#[derive(Debug)]
pub(crate) struct Folder {
    dir: Dir,
    keeper: Keeper,
}

impl From<File> for Folder {
    fn from(folder: File) -> Self {
        Self {
            dir: Dir::from_std_file(folder),
            keeper: None,
        }
    }
}

impl Folder {
    /// The same folder, for writing: what is entered from here is checked.
    pub(crate) fn kept_by(self, keeper: Keeper) -> Self {
        Self { keeper, ..self }
    }

    /// Another handle to it, with the same checks.
    pub(crate) fn try_clone(&self) -> io::Result<Self> {
        Ok(Self {
            dir: self.dir.try_clone()?,
            keeper: self.keeper.clone(),
        })
    }

    /// Another handle to it, for others.
    pub(crate) fn to_file(&self) -> io::Result<File> {
        Ok(self.dir.try_clone()?.into_std_file())
    }

    #[expect(clippy::unnecessary_wraps, reason = "it may fail elsewhere")]
    #[expect(clippy::unused_self, reason = "it is needed elsewhere")]
    pub(super) fn rewind(&self) -> io::Result<()> {
        Ok(())
    }

    /// Reads the names of everything in it.
    pub(crate) fn list(&self, listing: &mut Listing) -> io::Result<()> {
        listing.0.clear();
        for entry in self.dir.entries()? {
            let entry = entry?;
            let kind = entry.file_type().ok().map(stat::kind);
            listing.0.push((entry.file_name(), kind));
        }
        Ok(())
    }

    pub(crate) fn open_folder(&self, name: &OsStr) -> io::Result<Self> {
        let folder = Self {
            dir: self.dir.open_dir_nofollow(name)?,
            keeper: self.keeper.clone(),
        };
        check_kept(&self.keeper, &folder)?;
        Ok(folder)
    }

    /// Opens a file for reading. Anything other than a regular file is refused: opening it could
    /// block forever.
    pub(crate) fn open_file(&self, name: &OsStr) -> io::Result<(File, Stat)> {
        let mut options = OpenOptions::new();
        options.read(true).follow(FollowSymlinks::No);
        // Whatever has the name is opened, and then inspected: an earlier check could be of
        // something else.
        #[cfg(windows)]
        options.custom_flags(FILE_FLAG_BACKUP_SEMANTICS);
        #[cfg(unix)]
        options.custom_flags((OFlags::NONBLOCK | OFlags::NOCTTY).bits().cast_signed());
        let file = self.dir.open_with(name, &options)?.into_std();
        let stat = Stat::of(&file)?;
        match stat.kind() {
            EntryKind::File => Ok((file, stat)),
            EntryKind::Directory => Err(io::ErrorKind::IsADirectory.into()),
            _ => Err(io::Error::other("is not a regular file")),
        }
    }

    pub(crate) fn stat(&self, name: &OsStr) -> io::Result<Stat> {
        Ok(Stat::new(&self.dir.symlink_metadata(name)?))
    }

    /// The metadata of the folder itself.
    pub(crate) fn own_stat(&self) -> io::Result<Stat> {
        Ok(Stat::new(&self.dir.dir_metadata()?))
    }

    /// Its parent, wherever it is now.
    pub(crate) fn above(&self) -> io::Result<Self> {
        Ok(Self {
            dir: self.dir.open_parent_dir(ambient_authority())?,
            keeper: None,
        })
    }

    pub(crate) fn create_folder(&self, name: &OsStr, _mode: u32) -> io::Result<()> {
        self.dir.create_dir(name)
    }

    /// Creates a file for writing. Fails if the name is taken.
    pub(crate) fn create_file(&self, name: &OsStr, mode: u32) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        options.mode(mode);
        #[cfg(not(unix))]
        let _ = mode;
        Ok(self.dir.open_with(name, &options)?.into_std())
    }

    pub(crate) fn create_link(&self, name: &OsStr, target: &OsStr) -> io::Result<()> {
        #[cfg(windows)]
        return match self.dir.metadata(target) {
            Ok(found) if found.is_dir() => self.dir.symlink_dir(target, name),
            _ => self.dir.symlink_file(target, name),
        };
        #[cfg(not(windows))]
        self.dir.symlink_contents(target, name)
    }

    /// Creates a hard link here to `name` in another folder.
    pub(crate) fn add_name(&self, name: &OsStr, of: &Self, other: &OsStr) -> io::Result<()> {
        of.dir.hard_link(other, &self.dir, name)
    }

    /// Removes anything except a folder.
    pub(crate) fn remove(&self, name: &OsStr) -> io::Result<()> {
        match self.dir.remove_file(name) {
            // A link to a folder counts as a folder on Windows.
            Err(_) if cfg!(windows) && self.stat(name)?.kind() == EntryKind::Symlink => {
                self.dir.remove_dir(name)
            }
            outcome => outcome,
        }
    }

    /// Removes an empty folder.
    pub(crate) fn remove_folder(&self, name: &OsStr) -> io::Result<()> {
        self.dir.remove_dir(name)
    }

    /// Moves something into a folder, this one or another, replacing what has the name there.
    pub(crate) fn rename(&self, from: &OsStr, into: &Self, to: &OsStr) -> io::Result<()> {
        self.dir.rename(from, &into.dir, to)
    }

    /// The same, but fails if the name is taken.
    pub(crate) fn rename_new(&self, from: &OsStr, into: &Self, to: &OsStr) -> io::Result<()> {
        if into.stat(to).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.rename(from, into, to)
    }

    /// Sets the modification time of a file, a link itself or a folder, unless it is outside the
    /// system's range.
    pub(crate) fn set_modified(&self, name: &OsStr, time: Time) -> io::Result<()> {
        // When tested on Unix, cap-std panics for times before 1970.
        let is_good = |time: &SystemTime| cfg!(windows) || *time >= UNIX_EPOCH;
        let Some(time) = time.system().filter(is_good) else {
            return Ok(());
        };
        let time = SystemTimeSpec::Absolute(cap_std::time::SystemTime::from_std(time));
        self.dir.set_symlink_times(name, None, Some(time))
    }

    #[expect(clippy::unnecessary_wraps, reason = "it may fail elsewhere")]
    #[expect(clippy::unused_self, reason = "it is needed elsewhere")]
    pub(crate) fn set_mode(&self, _mode: u32) -> io::Result<()> {
        Ok(())
    }

    #[expect(clippy::unnecessary_wraps, reason = "it may fail elsewhere")]
    #[expect(clippy::unused_self, reason = "it is needed elsewhere")]
    pub(crate) fn set_link_times(&self, _name: &OsStr, _like: &Stat) -> io::Result<()> {
        Ok(())
    }

    #[expect(clippy::unnecessary_wraps, reason = "it may fail elsewhere")]
    #[expect(clippy::unused_self, reason = "it is needed elsewhere")]
    pub(crate) fn set_like(&self, _like: &Stat) -> io::Result<()> {
        Ok(())
    }

    pub(crate) fn read_link(&self, name: &OsStr) -> io::Result<OsString> {
        self.dir.read_link_contents(name).map(OsString::from)
    }
}

/// Locks a file until it is closed, unless another process has locked it; this is not supported
/// here.
pub(crate) fn lock(_file: &File) -> Lock {
    Lock::Unknown
}

/// The names in a folder. Reused for the next one.
#[derive(Default)]
pub(crate) struct Listing(Vec<(OsString, Option<EntryKind>)>);

impl Listing {
    /// Every name.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&OsStr, Option<EntryKind>)> {
        self.0.iter().map(|(name, kind)| (name.as_os_str(), *kind))
    }
}
