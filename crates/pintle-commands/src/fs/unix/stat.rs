//! What the system knows about an entry.

#![allow(
    clippy::unnecessary_cast,
    clippy::cast_possible_wrap,
    reason = "the fields of a stat have other types on other systems"
)]

use std::{fs::File, io, path::Path};

use rustix::{
    fd::AsFd,
    fs::{FileType, Mode, Timespec, Timestamps, fchmod, fstat, futimens, stat},
    process::geteuid,
};

use crate::fs::{EntryKind, Time};

/// The metadata of an entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stat(pub(super) rustix::fs::Stat);

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

    /// The permission bits, including those such as set-user-ID.
    pub(crate) fn mode(&self) -> u32 {
        self.0.st_mode as u32 & 0o7777
    }

    /// The time of the last change.
    pub(crate) fn modified(&self) -> Time {
        Time {
            seconds: self.0.st_mtime as i64,
            nanoseconds: self.0.st_mtime_nsec as u32,
        }
    }

    /// How much space it takes on disk, in bytes.
    pub(crate) fn room(&self) -> u64 {
        self.0.st_blocks as u64 * 512
    }

    /// How many names it has.
    pub(crate) fn names(&self) -> u64 {
        self.0.st_nlink as u64
    }

    /// Whether it belongs to this process's user.
    pub(crate) fn is_own(&self) -> bool {
        self.0.st_uid == geteuid().as_raw()
    }

    /// Whether it was changed later than another entry.
    pub(crate) fn is_newer_than(&self, other: &Self) -> bool {
        self.modified() > other.modified()
    }

    /// Sets a file's mode and times to these.
    pub(crate) fn give(&self, to: impl AsFd) -> io::Result<()> {
        let mut mode = Mode::from_raw_mode(self.0.st_mode);
        let as_other = Mode::SUID | Mode::SGID;
        if mode.intersects(as_other) && self.0.st_uid != geteuid().as_raw() {
            // It would become a program that runs as another user than before.
            mode -= as_other;
        }
        fchmod(&to, mode)?;
        Ok(futimens(&to, &self.times())?)
    }

    pub(super) fn times(&self) -> Timestamps {
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

    /// The identity of a file or folder.
    pub(crate) fn id(&self) -> (u64, u64) {
        (self.0.st_dev as u64, self.0.st_ino)
    }
}

/// The metadata of a path's target.
pub(crate) fn path_stat(path: &Path) -> io::Result<Stat> {
    Ok(Stat(stat(path)?))
}

/// The kind; `None` if the file system does not report it.
pub(super) fn kind(kind: FileType) -> Option<EntryKind> {
    match kind {
        FileType::RegularFile => Some(EntryKind::File),
        FileType::Directory => Some(EntryKind::Directory),
        FileType::Symlink => Some(EntryKind::Symlink),
        FileType::Unknown => None,
        _ => Some(EntryKind::Other),
    }
}
