//! Folders by descriptors: `openat` and its relatives.

use std::{
    ffi::{OsStr, OsString},
    fs::File,
    io,
    os::unix::ffi::{OsStrExt, OsStringExt},
};

use rustix::{
    fd::OwnedFd,
    fs::{AtFlags, FileType, Mode, OFlags, fstat, openat, readlinkat, statat},
};

use super::Links;
use crate::tree::EntryKind;

/// A folder that is held open.
#[derive(Debug)]
pub(crate) struct Folder(OwnedFd);

impl From<File> for Folder {
    fn from(folder: File) -> Self {
        Self(folder.into())
    }
}

impl Folder {
    /// Reads the names of all that is in it.
    pub(crate) fn list(&self, listing: &mut Listing) -> io::Result<()> {
        listing.names.clear();
        listing.entries.clear();
        listing.read(&self.0)
    }

    pub(crate) fn open_folder(&self, name: &OsStr, links: Links) -> io::Result<Self> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC | links.flag();
        Ok(Self(openat(&self.0, name, flags, Mode::empty())?))
    }

    /// Opens a file for reading. Anything but a regular file is refused: it could wait for ever.
    pub(crate) fn open_file(&self, name: &OsStr, links: Links) -> io::Result<(File, Stat)> {
        let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
        let file = openat(&self.0, name, flags | links.flag(), Mode::empty())?;
        let stat = Stat(fstat(&file)?);
        match stat.kind() {
            EntryKind::File => Ok((file.into(), stat)),
            EntryKind::Directory => Err(io::ErrorKind::IsADirectory.into()),
            _ => Err(io::Error::other("is no regular file")),
        }
    }

    pub(crate) fn stat(&self, name: &OsStr, links: Links) -> io::Result<Stat> {
        let flags = match links {
            Links::Keep => AtFlags::SYMLINK_NOFOLLOW,
            Links::Follow => AtFlags::empty(),
        };
        Ok(Stat(statat(&self.0, name, flags)?))
    }

    /// What is known of the folder itself.
    pub(crate) fn own_stat(&self) -> io::Result<Stat> {
        Ok(Stat(fstat(&self.0)?))
    }

    pub(crate) fn read_link(&self, name: &OsStr) -> io::Result<OsString> {
        let target = readlinkat(&self.0, name, Vec::new())?;
        Ok(OsString::from_vec(target.into_bytes()))
    }
}

impl Links {
    fn flag(self) -> OFlags {
        match self {
            Self::Keep => OFlags::NOFOLLOW,
            Self::Follow => OFlags::empty(),
        }
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

    /// What no other file or folder has at the same time.
    pub(crate) fn id(&self) -> (u64, u64) {
        (self.0.st_dev, self.0.st_ino)
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
