//! What `cap-std` knows about an entry.

use std::{
    fs::{File, FileTimes},
    io,
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

use cap_std::fs::{FileType, Metadata};

use crate::fs::{EntryKind, Time};

/// The metadata of an entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stat {
    kind: EntryKind,
    size: u64,
    modified: SystemTime,
    accessed: SystemTime,
    mode: u32,
    is_read_only: bool,
    id: (u64, u64),
    names: u64,
}

impl Stat {
    pub(crate) fn of(file: &File) -> io::Result<Self> {
        Ok(Self::new(&Metadata::from_file(file)?))
    }

    pub(super) fn new(metadata: &Metadata) -> Self {
        let or_epoch = |time: io::Result<cap_std::time::SystemTime>| {
            time.map_or(UNIX_EPOCH, cap_std::time::SystemTime::into_std)
        };
        let (id, names) = identity(metadata);
        let kind = kind(metadata.file_type());
        Self {
            kind,
            mode: mode(metadata, kind),
            size: metadata.len(),
            modified: or_epoch(metadata.modified()),
            accessed: or_epoch(metadata.accessed()),
            is_read_only: metadata.permissions().readonly(),
            id,
            names,
        }
    }

    pub(crate) fn kind(&self) -> EntryKind {
        self.kind
    }

    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// The permission bits; if there are none, the usual ones of such an entry.
    pub(crate) fn mode(&self) -> u32 {
        self.mode
    }

    /// The time of the last change.
    pub(crate) fn modified(&self) -> Time {
        self.modified.into()
    }

    /// How much space it takes on disk, in bytes.
    pub(crate) fn room(&self) -> u64 {
        self.size
    }

    /// The time of the last change in milliseconds since 1970.
    pub(crate) fn mtime_ms(&self) -> f64 {
        match self.modified.duration_since(UNIX_EPOCH) {
            Ok(after) => after.as_secs_f64() * 1e3,
            Err(before) => -before.duration().as_secs_f64() * 1e3,
        }
    }

    /// How many names it has.
    pub(crate) fn names(&self) -> u64 {
        self.names
    }

    /// Whether it belongs to this process's user, as far as is known here.
    #[expect(clippy::unused_self, reason = "it is needed elsewhere")]
    pub(crate) fn is_own(&self) -> bool {
        true
    }

    /// Whether it was changed later than another entry.
    pub(crate) fn is_newer_than(&self, other: &Self) -> bool {
        self.modified > other.modified
    }

    /// Sets a file's mode and times to these.
    pub(crate) fn give(&self, to: &File) -> io::Result<()> {
        let times = FileTimes::new().set_accessed(self.accessed);
        to.set_times(times.set_modified(self.modified))?;
        let mut permissions = to.metadata()?.permissions();
        permissions.set_readonly(self.is_read_only);
        to.set_permissions(permissions)
    }

    /// The identity of a file or folder.
    pub(crate) fn id(&self) -> (u64, u64) {
        self.id
    }
}

fn identity(metadata: &Metadata) -> ((u64, u64), u64) {
    use cap_fs_ext::MetadataExt;
    ((metadata.dev(), metadata.ino()), metadata.nlink())
}

#[cfg(unix)]
fn mode(metadata: &Metadata, _: EntryKind) -> u32 {
    use cap_std::fs::MetadataExt;
    metadata.mode() & 0o7777
}

#[cfg(not(unix))]
fn mode(_: &Metadata, kind: EntryKind) -> u32 {
    match kind {
        EntryKind::File | EntryKind::Other => 0o644,
        EntryKind::Directory => 0o755,
        EntryKind::Symlink => 0o777,
    }
}

pub(super) fn kind(kind: FileType) -> EntryKind {
    if kind.is_symlink() {
        EntryKind::Symlink
    } else if kind.is_dir() {
        EntryKind::Directory
    } else if kind.is_file() {
        EntryKind::File
    } else {
        EntryKind::Other
    }
}

/// The metadata of a path's target.
pub(crate) fn path_stat(path: &Path) -> io::Result<Stat> {
    Ok(Stat::new(&path_metadata(path)?))
}

/// On Windows, only an open file reveals its identity, and how many names it has.
#[cfg(windows)]
fn path_metadata(path: &Path) -> io::Result<Metadata> {
    use std::os::windows::fs::OpenOptionsExt;
    let mut options = File::options();
    options
        .access_mode(0)
        .custom_flags(super::FILE_FLAG_BACKUP_SEMANTICS);
    Metadata::from_file(&options.open(path)?)
}

#[cfg(not(windows))]
fn path_metadata(path: &Path) -> io::Result<Metadata> {
    Ok(Metadata::from_just_metadata(path.metadata()?))
}
