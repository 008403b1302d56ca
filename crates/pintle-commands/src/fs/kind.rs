//! The kinds of entries in a folder.

use pintle::Data;

/// The kind of an entry in a folder.
#[derive(Clone, Copy, Debug, Data, PartialEq, Eq)]
pub enum EntryKind {
    /// A regular file. In the column of kinds: 0.
    File,
    /// A folder. In the column of kinds: 1.
    Directory,
    /// A symbolic link that is not followed. In the column of kinds: 2.
    Symlink,
    /// A pipe, a socket or a device. In the column of kinds: 3.
    Other,
}

impl EntryKind {
    /// Every kind.
    pub(crate) const ALL: [Self; 4] = [Self::File, Self::Directory, Self::Symlink, Self::Other];
}
