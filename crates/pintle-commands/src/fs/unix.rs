//! Folders by descriptors: `openat` and its relatives.

#![allow(
    clippy::unnecessary_cast,
    clippy::cast_possible_wrap,
    reason = "the fields of a stat have other types on other systems"
)]

use std::{
    ffi::{OsStr, OsString},
    fs::File,
    io,
    os::unix::ffi::{OsStrExt, OsStringExt},
    path::Path,
};

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
use rustix::fs::{RenameFlags, renameat_with};
use rustix::{
    fd::{AsFd, OwnedFd},
    fs::{
        AtFlags, FileType, FlockOperation, Mode, OFlags, RawMode, Timespec, Timestamps, fchmod,
        flock, fstat, futimens, linkat, mkdirat, openat, readlinkat, renameat, stat, statat,
        symlinkat, unlinkat, utimensat,
    },
    io::Errno,
    process::geteuid,
};

use super::{EntryKind, Keeper, Lock, Mode as FileMode, check_kept};

/// A folder that is held open.
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
    /// The same folder, for writing: what is entered from here is asked about.
    pub(crate) fn kept_by(self, keeper: Keeper) -> Self {
        Self { keeper, ..self }
    }

    /// Another handle to it.
    pub(crate) fn to_file(&self) -> io::Result<File> {
        Ok(self.descriptor.try_clone()?.into())
    }

    /// Reads the names of all that is in it.
    pub(crate) fn list(&self, listing: &mut Listing) -> io::Result<()> {
        listing.names.clear();
        listing.entries.clear();
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

    /// Opens a file for reading. Anything but a regular file is refused: it could wait for ever.
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

    /// What is known of the folder itself.
    pub(crate) fn own_stat(&self) -> io::Result<Stat> {
        Ok(Stat(fstat(&self.descriptor)?))
    }

    /// The folder around it, wherever it is now.
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

    /// Creates a file for writing. Fails when something has the name.
    pub(crate) fn create_file(&self, name: &OsStr, mode: FileMode) -> io::Result<File> {
        let mode = match mode {
            FileMode::Private => Mode::RUSR | Mode::WUSR,
            FileMode::Usual => Mode::from_raw_mode(0o666),
        };
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        Ok(openat(&self.descriptor, name, flags, mode)?.into())
    }

    pub(crate) fn create_link(&self, name: &OsStr, target: &OsStr) -> io::Result<()> {
        Ok(symlinkat(target, &self.descriptor, name)?)
    }

    /// Gives what `name` is in another folder a second name here.
    pub(crate) fn add_name(&self, name: &OsStr, of: &Self, other: &OsStr) -> io::Result<()> {
        Ok(linkat(
            &of.descriptor,
            other,
            &self.descriptor,
            name,
            AtFlags::empty(),
        )?)
    }

    /// Removes anything but a folder.
    pub(crate) fn remove(&self, name: &OsStr) -> io::Result<()> {
        Ok(unlinkat(&self.descriptor, name, AtFlags::empty())?)
    }

    /// Removes a folder that is empty.
    pub(crate) fn remove_folder(&self, name: &OsStr) -> io::Result<()> {
        Ok(unlinkat(&self.descriptor, name, AtFlags::REMOVEDIR)?)
    }

    /// Gives something another name in this folder, in place of what has it.
    pub(crate) fn rename(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        Ok(renameat(&self.descriptor, from, &self.descriptor, to)?)
    }

    /// The same where nothing may have the name.
    pub(crate) fn rename_new(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
        match renameat_with(
            &self.descriptor,
            from,
            &self.descriptor,
            to,
            RenameFlags::NOREPLACE,
        ) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {} // Not this file system.
            outcome => return Ok(outcome?),
        }
        if self.stat(to).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.rename(from, to)
    }

    /// Gives a link the times of another entry.
    pub(crate) fn set_link_times(&self, name: &OsStr, like: &Stat) -> io::Result<()> {
        let flags = AtFlags::SYMLINK_NOFOLLOW;
        Ok(utimensat(&self.descriptor, name, &like.times(), flags)?)
    }

    /// Gives the folder the mode and the times of another one.
    pub(crate) fn set_like(&self, like: &Stat) -> io::Result<()> {
        like.give(&self.descriptor)
    }

    pub(crate) fn read_link(&self, name: &OsStr) -> io::Result<OsString> {
        let target = readlinkat(&self.descriptor, name, Vec::new())?;
        Ok(OsString::from_vec(target.into_bytes()))
    }
}

/// What is known of an entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stat(rustix::fs::Stat);

impl Stat {
    pub(crate) fn of(file: &File) -> io::Result<Self> {
        Ok(Self(fstat(file)?))
    }

    pub(crate) fn kind(&self) -> EntryKind {
        kind(FileType::from_raw_mode(self.0.st_mode)).unwrap_or(EntryKind::Other)
    }

    pub(crate) fn size(&self) -> u64 {
        self.0.st_size as u64
    }

    /// The time of the last change in milliseconds since 1970.
    pub(crate) fn mtime_ms(&self) -> f64 {
        self.0.st_mtime as f64 * 1e3 + self.0.st_mtime_nsec as f64 / 1e6
    }

    /// How much room it takes on the disk, in bytes.
    pub(crate) fn room(&self) -> u64 {
        self.0.st_blocks as u64 * 512
    }

    /// How many names it has.
    pub(crate) fn names(&self) -> u64 {
        self.0.st_nlink as u64
    }

    /// Whether it belongs to whom this process runs as.
    pub(crate) fn is_own(&self) -> bool {
        self.0.st_uid == geteuid().as_raw()
    }

    /// Whether it was changed later than another entry.
    pub(crate) fn is_newer_than(&self, other: &Self) -> bool {
        let time = |stat: &Self| (stat.0.st_mtime, stat.0.st_mtime_nsec);
        time(self) > time(other)
    }

    /// Gives a file the mode and the times that are known here.
    pub(crate) fn give(&self, to: impl AsFd) -> io::Result<()> {
        let mut mode = Mode::from_raw_mode(self.0.st_mode);
        let as_other = Mode::SUID | Mode::SGID;
        if mode.intersects(as_other) && self.0.st_uid != geteuid().as_raw() {
            // It would become a program that runs as somebody else than before.
            mode -= as_other;
        }
        fchmod(&to, mode)?;
        Ok(futimens(&to, &self.times())?)
    }

    fn times(&self) -> Timestamps {
        Timestamps {
            last_access: Timespec {
                tv_sec: self.0.st_atime,
                tv_nsec: self.0.st_atime_nsec as i64,
            },
            last_modification: Timespec {
                tv_sec: self.0.st_mtime,
                tv_nsec: self.0.st_mtime_nsec as i64,
            },
        }
    }

    /// What no other file or folder has at the same time.
    pub(crate) fn id(&self) -> (u64, u64) {
        (self.0.st_dev as u64, self.0.st_ino)
    }
}

/// What is known of what a path leads to.
pub(crate) fn path_stat(path: &Path) -> io::Result<Stat> {
    Ok(Stat(stat(path)?))
}

/// Locks a file until it is closed, unless somebody else has.
pub(crate) fn lock(file: &File) -> Lock {
    match flock(file, FlockOperation::NonBlockingLockExclusive) {
        Ok(()) => Lock::Ours,
        Err(Errno::WOULDBLOCK | Errno::INTR) => Lock::Others,
        Err(_) => Lock::Unknown,
    }
}

/// The kind; `None` where the file system does not say.
fn kind(kind: FileType) -> Option<EntryKind> {
    match kind {
        FileType::RegularFile => Some(EntryKind::File),
        FileType::Directory => Some(EntryKind::Directory),
        FileType::Symlink => Some(EntryKind::Symlink),
        FileType::Unknown => None,
        _ => Some(EntryKind::Other),
    }
}

/// The names in a folder. Used again for the next one.
#[derive(Default)]
pub(crate) struct Listing {
    /// All names, one after the other.
    names: Vec<u8>,
    /// Where each name ends, and its kind where the file system says.
    entries: Vec<(usize, Option<EntryKind>)>,
    #[cfg(any(target_os = "linux", target_os = "android"))]
    buffer: Vec<u8>,
}

impl Listing {
    /// Every name but `.` and `..`.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&OsStr, Option<EntryKind>)> {
        let mut start = 0;
        self.entries.iter().map(move |(end, kind)| {
            let name = &self.names[start..*end];
            start = *end;
            (OsStr::from_bytes(name), *kind)
        })
    }

    fn add(&mut self, name: &[u8], file_type: FileType) {
        if name != b"." && name != b".." {
            self.names.extend_from_slice(name);
            self.entries.push((self.names.len(), kind(file_type)));
        }
    }

    #[cfg(any(target_os = "linux", target_os = "android"))]
    fn read(&mut self, folder: &OwnedFd) -> io::Result<()> {
        /// Room for about a thousand entries at once.
        const BUFFER: usize = 32 * 1024;
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.reserve(BUFFER);
        let mut entries = rustix::fs::RawDir::new(folder, buffer.spare_capacity_mut());
        while let Some(entry) = entries.next() {
            let entry = entry?;
            self.add(entry.file_name().to_bytes(), entry.file_type());
        }
        self.buffer = buffer;
        Ok(())
    }

    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    fn read(&mut self, folder: &OwnedFd) -> io::Result<()> {
        for entry in rustix::fs::Dir::read_from(folder)? {
            let entry = entry?;
            self.add(entry.file_name().to_bytes(), entry.file_type());
        }
        Ok(())
    }
}
