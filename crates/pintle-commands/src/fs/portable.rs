//! Folders by `cap-std`, for systems without `openat`. It follows no link out of a folder either.
//! What a system does not have is left out: links have no times, folders keep those that they get,
//! and what a killed process left is not known from what somebody is writing.

use std::{
    ffi::{OsStr, OsString},
    fs::{File, FileTimes},
    io,
    path::Path,
    time::{SystemTime, UNIX_EPOCH},
};

use cap_std::{
    ambient_authority,
    fs::{Dir, FileType, Metadata, OpenOptions},
};

use super::{EntryKind, Keeper, Lock, Mode, check_kept};

/// A folder that is held open.
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
    /// The same folder, for writing: what is entered from here is asked about.
    pub(crate) fn kept_by(self, keeper: Keeper) -> Self {
        Self { keeper, ..self }
    }

    /// Another handle to it.
    pub(crate) fn to_file(&self) -> io::Result<File> {
        Ok(self.dir.try_clone()?.into_std_file())
    }

    /// Reads the names of all that is in it.
    pub(crate) fn list(&self, listing: &mut Listing) -> io::Result<()> {
        listing.0.clear();
        for entry in self.dir.entries()? {
            let entry = entry?;
            let kind = entry.file_type().ok().map(kind);
            listing.0.push((entry.file_name(), kind));
        }
        Ok(())
    }

    pub(crate) fn open_folder(&self, name: &OsStr) -> io::Result<Self> {
        if !self.dir.symlink_metadata(name)?.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        let folder = Self {
            dir: self.dir.open_dir(name)?,
            keeper: self.keeper.clone(),
        };
        check_kept(&self.keeper, &folder)?;
        Ok(folder)
    }

    /// Opens a file for reading. Anything but a regular file is refused: it could wait for ever.
    pub(crate) fn open_file(&self, name: &OsStr) -> io::Result<(File, Stat)> {
        let stat = self.stat(name)?;
        match stat.kind {
            EntryKind::File => Ok((self.dir.open(name)?.into_std(), stat)),
            EntryKind::Directory => Err(io::ErrorKind::IsADirectory.into()),
            _ => Err(io::Error::other("is not a regular file")),
        }
    }

    pub(crate) fn stat(&self, name: &OsStr) -> io::Result<Stat> {
        Ok(Stat::new(&self.dir.symlink_metadata(name)?))
    }

    /// What is known of the folder itself.
    pub(crate) fn own_stat(&self) -> io::Result<Stat> {
        Ok(Stat::new(&self.dir.dir_metadata()?))
    }

    /// The folder around it, wherever it is now.
    pub(crate) fn above(&self) -> io::Result<Self> {
        Ok(Self {
            dir: self.dir.open_parent_dir(ambient_authority())?,
            keeper: None,
        })
    }

    pub(crate) fn create_folder(&self, name: &OsStr, _mode: u32) -> io::Result<()> {
        self.dir.create_dir(name)
    }

    /// Creates a file for writing. Fails when something has the name.
    pub(crate) fn create_file(&self, name: &OsStr, _mode: Mode) -> io::Result<File> {
        let mut options = OpenOptions::new();
        let opened = self
            .dir
            .open_with(name, options.write(true).create_new(true));
        Ok(opened?.into_std())
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

    /// Gives what `name` is in another folder a second name here.
    pub(crate) fn add_name(&self, name: &OsStr, of: &Self, other: &OsStr) -> io::Result<()> {
        of.dir.hard_link(other, &self.dir, name)
    }

    /// Removes anything but a folder.
    pub(crate) fn remove(&self, name: &OsStr) -> io::Result<()> {
        match self.dir.remove_file(name) {
            // A link to a folder counts as a folder on Windows.
            Err(_) if cfg!(windows) && self.stat(name)?.kind == EntryKind::Symlink => {
                self.dir.remove_dir(name)
            }
            outcome => outcome,
        }
    }

    /// Removes a folder that is empty.
    pub(crate) fn remove_folder(&self, name: &OsStr) -> io::Result<()> {
        self.dir.remove_dir(name)
    }

    /// Gives something another name in this folder, in place of what has it.
    pub(crate) fn rename(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        self.dir.rename(from, &self.dir, to)
    }

    /// The same where nothing may have the name.
    pub(crate) fn rename_new(&self, from: &OsStr, to: &OsStr) -> io::Result<()> {
        if self.stat(to).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        self.rename(from, to)
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

/// What is known of an entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stat {
    kind: EntryKind,
    size: u64,
    modified: SystemTime,
    accessed: SystemTime,
    is_read_only: bool,
    id: (u64, u64),
    names: u64,
}

impl Stat {
    pub(crate) fn of(file: &File) -> io::Result<Self> {
        Ok(Self::new(&Metadata::from_file(file)?))
    }

    fn new(metadata: &Metadata) -> Self {
        let or_epoch = |time: io::Result<cap_std::time::SystemTime>| {
            time.map_or(UNIX_EPOCH, cap_std::time::SystemTime::into_std)
        };
        let (id, names) = identity(metadata);
        Self {
            kind: kind(metadata.file_type()),
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

    /// How much room it takes on the disk, in bytes.
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

    /// Whether it belongs to whom this process runs as, as far as is known here.
    #[expect(clippy::unused_self, reason = "it is needed elsewhere")]
    pub(crate) fn is_own(&self) -> bool {
        true
    }

    /// Whether it was changed later than another entry.
    pub(crate) fn is_newer_than(&self, other: &Self) -> bool {
        self.modified > other.modified
    }

    /// Gives a file the mode and the times that are known here.
    pub(crate) fn give(&self, to: &File) -> io::Result<()> {
        let times = FileTimes::new().set_accessed(self.accessed);
        to.set_times(times.set_modified(self.modified))?;
        let mut permissions = to.metadata()?.permissions();
        permissions.set_readonly(self.is_read_only);
        to.set_permissions(permissions)
    }

    /// What no other file or folder has at the same time.
    pub(crate) fn id(&self) -> (u64, u64) {
        self.id
    }
}

fn identity(metadata: &Metadata) -> ((u64, u64), u64) {
    use cap_fs_ext::MetadataExt;
    ((metadata.dev(), metadata.ino()), metadata.nlink())
}

fn kind(kind: FileType) -> EntryKind {
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

/// What is known of what a path leads to.
pub(crate) fn path_stat(path: &Path) -> io::Result<Stat> {
    Ok(Stat::new(&path_metadata(path)?))
}

/// Only what is open tells on Windows which file it is, and how many names that has.
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

/// Locks a file until it is closed, unless somebody else has; neither is known here.
pub(crate) fn lock(_file: &File) -> Lock {
    Lock::Unknown
}

/// The names in a folder. Used again for the next one.
#[derive(Default)]
pub(crate) struct Listing(Vec<(OsString, Option<EntryKind>)>);

impl Listing {
    /// Every name.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&OsStr, Option<EntryKind>)> {
        self.0.iter().map(|(name, kind)| (name.as_os_str(), *kind))
    }
}
