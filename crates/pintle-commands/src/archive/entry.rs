//! One entry of an archive, whatever its format.

use crate::fs::Time;

/// What an archive says about one entry. Nothing of it has been checked.
#[derive(Debug)]
pub(super) struct Entry {
    /// The name as it stands in the archive.
    pub(super) path: Vec<u8>,
    pub(super) kind: Kind,
    /// The size of its content.
    pub(super) size: u64,
    /// How much of it is holes of a sparse file, for which nothing stands in the archive.
    pub(super) holes: u64,
    /// Permission bits, those for set-user-id and its like included; `None` where the archive was
    /// made on a system without.
    pub(super) mode: Option<u32>,
    pub(super) mtime: Time,
}

/// What an entry is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Directory,
    Symlink(Vec<u8>),
    /// Another name of an entry that came before.
    HardLink(Vec<u8>),
    /// A device, a pipe, a socket.
    Other,
    /// The label of a volume, for people who look for a tape.
    Label,
}
