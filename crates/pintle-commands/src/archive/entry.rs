//! One entry of an archive, whatever its format.

use crate::fs::Time;

/// What an archive declares about one entry, unchecked.
#[derive(Debug)]
pub(super) struct Entry {
    /// The name as written in the archive.
    pub(super) path: Vec<u8>,
    pub(super) kind: Kind,
    /// The size of its content.
    pub(super) size: u64,
    /// How much of it is holes of a sparse file, which are not stored in the archive.
    pub(super) holes: u64,
    /// Permission bits, including those such as set-user-ID; `None` if the archive was made on a
    /// system without them.
    pub(super) mode: Option<u32>,
    pub(super) mtime: Time,
}

/// The kind of an entry.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Directory,
    Symlink(Vec<u8>),
    /// Another name of a previous entry.
    HardLink(Vec<u8>),
    /// A device, a pipe, a socket.
    Other,
    /// A volume label, for people who look for a tape.
    Label,
}
