//! Folders with descriptors: `openat` and related calls.

use std::{
    ffi::{OsStr, OsString},
    fs::File,
    io,
    os::unix::ffi::OsStringExt,
};

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
use rustix::fs::{RenameFlags, renameat_with};
use rustix::{
    fd::OwnedFd,
    fs::{
        AtFlags, FlockOperation, Mode, OFlags, RawMode, SeekFrom, Timespec, Timestamps, UTIME_OMIT,
        fchmod, flock, fstat, linkat, mkdirat, openat, readlinkat, renameat, seek, statat,
        symlinkat, unlinkat, utimensat,
    },
    io::Errno,
};

use super::{EntryKind, Keeper, Lock, Time, check_kept};

mod listing;
mod stat;

pub(crate) use listing::Listing;
pub(crate) use stat::{Stat, path_stat};

/// A folder that is kept open.
#[derive(Debug)]
pub(crate) struct Folder {
    descriptor: OwnedFd,
    keeper: Keeper,
}

impl From<File> for Folder {
    fn from(folder: File) -> Self {
        Self {
            descriptor: folder.into(),
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
            descriptor: self.descriptor.try_clone()?,
            keeper: self.keeper.clone(),
        })
    }

    /// Another handle to it, for others.
    pub(crate) fn to_file(&self) -> io::Result<File> {
        Ok(self.descriptor.try_clone()?.into())
    }

    /// Makes the next list start with the first name.
    pub(super) fn rewind(&self) -> io::Result<()> {
        seek(&self.descriptor, SeekFrom::Start(0))?;
        Ok(())
    }

    /// Reads the names of everything in it, with a handle that has not listed any yet.
    pub(crate) fn list(&self, listing: &mut Listing) -> io::Result<()> {
        listing.read(&self.descriptor)
    }

    pub(crate) fn open_folder(&self, name: &OsStr) -> io::Result<Self> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC | OFlags::NOFOLLOW;
        let folder = Self {
            descriptor: openat(&self.descriptor, name, flags, Mode::empty())?,
            keeper: self.keeper.clone(),
        };
        check_kept(&self.keeper, &folder)?;
        Ok(folder)
    }

    /// Opens a file for reading. Anything other than a regular file is refused: opening it could
    /// block forever.
    pub(crate) fn open_file(&self, name: &OsStr) -> io::Result<(File, Stat)> {
        let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NOFOLLOW;
        let never_wait = OFlags::NONBLOCK | OFlags::NOCTTY;
        let file = openat(&self.descriptor, name, flags | never_wait, Mode::empty())?;
        let stat = Stat(fstat(&file)?);
        match stat.kind() {
            EntryKind::File => Ok((file.into(), stat)),
            EntryKind::Directory => Err(io::ErrorKind::IsADirectory.into()),
            _ => Err(io::Error::other("is not a regular file")),
        }
    }

    pub(crate) fn stat(&self, name: &OsStr) -> io::Result<Stat> {
        Ok(Stat(statat(
            &self.descriptor,
            name,
            AtFlags::SYMLINK_NOFOLLOW,
        )?))
    }

    /// The metadata of the folder itself.
    pub(crate) fn own_stat(&self) -> io::Result<Stat> {
        Ok(Stat(fstat(&self.descriptor)?))
    }

    /// Its parent, wherever it is now.
    pub(crate) fn above(&self) -> io::Result<Self> {
        self.open_folder(OsStr::new(".."))
    }

    pub(crate) fn create_folder(&self, name: &OsStr, mode: u32) -> io::Result<()> {
        Ok(mkdirat(
            &self.descriptor,
            name,
            Mode::from_raw_mode(mode as RawMode),
        )?)
    }

    /// Creates a file for writing. Fails if the name is taken.
    pub(crate) fn create_file(&self, name: &OsStr, mode: u32) -> io::Result<File> {
        let mode = Mode::from_raw_mode(mode as RawMode);
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        Ok(openat(&self.descriptor, name, flags, mode)?.into())
    }

    pub(crate) fn create_link(&self, name: &OsStr, target: &OsStr) -> io::Result<()> {
        Ok(symlinkat(target, &self.descriptor, name)?)
    }

    /// Creates a hard link here to `name` in another folder.
    pub(crate) fn add_name(&self, name: &OsStr, of: &Self, other: &OsStr) -> io::Result<()> {
        Ok(linkat(
            &of.descriptor,
            other,
            &self.descriptor,
            name,
            AtFlags::empty(),
        )?)
    }

    /// Removes anything except a folder.
    pub(crate) fn remove(&self, name: &OsStr) -> io::Result<()> {
        Ok(unlinkat(&self.descriptor, name, AtFlags::empty())?)
    }

    /// Removes an empty folder.
    pub(crate) fn remove_folder(&self, name: &OsStr) -> io::Result<()> {
        Ok(unlinkat(&self.descriptor, name, AtFlags::REMOVEDIR)?)
    }

    /// Moves something into a folder, this one or another, replacing what has the name there.
    pub(crate) fn rename(&self, from: &OsStr, into: &Self, to: &OsStr) -> io::Result<()> {
        Ok(renameat(&self.descriptor, from, &into.descriptor, to)?)
    }

    /// The same, but fails if the name is taken.
    pub(crate) fn rename_new(&self, from: &OsStr, into: &Self, to: &OsStr) -> io::Result<()> {
        #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
        match renameat_with(
            &self.descriptor,
            from,
            &into.descriptor,
            to,
            RenameFlags::NOREPLACE,
        ) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {} // Not this file system.
            outcome => return Ok(outcome?),
        }
        if into.stat(to).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.rename(from, into, to)
    }

    /// Sets a link's times to those of another entry.
    pub(crate) fn set_link_times(&self, name: &OsStr, like: &Stat) -> io::Result<()> {
        let flags = AtFlags::SYMLINK_NOFOLLOW;
        Ok(utimensat(&self.descriptor, name, &like.times(), flags)?)
    }

    /// Sets the modification time of a file, a link itself or a folder.
    pub(crate) fn set_modified(&self, name: &OsStr, time: Time) -> io::Result<()> {
        let times = Timestamps {
            last_access: Timespec {
                tv_sec: 0,
                tv_nsec: UTIME_OMIT,
            },
            last_modification: Timespec {
                tv_sec: time.seconds,
                tv_nsec: time.nanoseconds.into(),
            },
        };
        let flags = AtFlags::SYMLINK_NOFOLLOW;
        Ok(utimensat(&self.descriptor, name, &times, flags)?)
    }

    /// Sets the mode of the folder itself.
    pub(crate) fn set_mode(&self, mode: u32) -> io::Result<()> {
        Ok(fchmod(
            &self.descriptor,
            Mode::from_raw_mode(mode as RawMode),
        )?)
    }

    /// Sets the folder's mode and times to those of another one.
    pub(crate) fn set_like(&self, like: &Stat) -> io::Result<()> {
        like.give(&self.descriptor)
    }

    pub(crate) fn read_link(&self, name: &OsStr) -> io::Result<OsString> {
        let target = readlinkat(&self.descriptor, name, Vec::new())?;
        Ok(OsString::from_vec(target.into_bytes()))
    }
}

/// Locks a file until it is closed, unless another process has locked it.
pub(crate) fn lock(file: &File) -> Lock {
    match flock(file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Lock::Ours,
        Err(Errno::WOULDBLOCK | Errno::INTR) => Lock::Others,
        Err(_) => Lock::Unknown,
    }
}
