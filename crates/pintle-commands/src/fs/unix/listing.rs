//! The names in a folder.

use std::{ffi::OsStr, io, os::unix::ffi::OsStrExt};

use rustix::{fd::OwnedFd, fs::FileType};

use super::stat::kind;
use crate::fs::EntryKind;

/// The names in a folder. Reused for the next one.
#[derive(Default)]
pub(crate) struct Listing {
    /// All names, one after the other.
    names: Vec<u8>,
    /// Where each name ends, and its kind if the file system reports it.
    entries: Vec<(usize, Option<EntryKind>)>,
    #[cfg(any(target_os = "linux", target_os = "android"))]
    buffer: Vec<u8>,
}

impl Listing {
    /// Every name except `.` and `..`.
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
    pub(super) fn read(&mut self, folder: &OwnedFd) -> io::Result<()> {
        /// Room for about a thousand entries.
        const BUFFER: usize = 32 * 1024;
        self.names.clear();
        self.entries.clear();
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
    pub(super) fn read(&mut self, folder: &OwnedFd) -> io::Result<()> {
        self.names.clear();
        self.entries.clear();
        for entry in rustix::fs::Dir::read_from(folder)? {
            let entry = entry?;
            self.add(entry.file_name().to_bytes(), entry.file_type());
        }
        Ok(())
    }
}
