//! The jobs of a walk.

use std::sync::Arc;

use super::{
    gitignore::Level,
    name_list::{NameList, NameRange},
    sequence::BlockId,
};
use crate::fs::{EntryKind, Folder};

/// A job.
pub(super) enum Job {
    /// Reads a folder.
    Read(FolderToRead),
    /// Visits listed entries of a folder.
    Visit(Arc<Folder>, BlockId, EntryList),
}

/// A folder to read.
pub(super) struct FolderToRead {
    /// Its parent; for the root, the root itself.
    pub(super) above: Arc<Folder>,
    /// Its path with `/` at the end; empty for the root.
    pub(super) path: Vec<u8>,
    pub(super) by_link: bool,
    /// The depth of its entries; 1 in the root.
    pub(super) depth: u32,
    /// The rules of the folders above.
    pub(super) level: Option<Arc<Level>>,
    /// The folders above, if links are followed.
    pub(super) chain: Option<Arc<FolderChain>>,
    pub(super) block: BlockId,
}

impl FolderToRead {
    pub(super) fn root(folder: Arc<Folder>, level: Option<Arc<Level>>) -> Self {
        Self {
            above: folder,
            path: Vec::new(),
            by_link: false,
            depth: 1,
            level,
            chain: None,
            block: 0,
        }
    }
}

/// The chain of folders that were entered.
pub(super) struct FolderChain {
    id: (u64, u64),
    above: Option<Arc<FolderChain>>,
}

impl FolderChain {
    /// Extends the chain; `None` if that leads back to a folder in it.
    pub(super) fn enter(above: Option<&Arc<Self>>, id: (u64, u64)) -> Option<Arc<Self>> {
        let links = std::iter::successors(above, |link| link.above.as_ref());
        let is_new = links.into_iter().all(|link| link.id != id);
        let above = above.cloned();
        is_new.then(|| Arc::new(Self { id, above }))
    }
}

/// What belongs to the block of a folder, or to a part of it.
pub(super) struct EntryList {
    pub(super) names: NameList,
    pub(super) entries: Vec<ListedEntry>,
}

pub(super) struct ListedEntry {
    pub(super) name: NameRange,
    pub(super) is: ListedAs,
}

#[derive(Clone, Copy)]
pub(super) enum ListedAs {
    Entry {
        kind: EntryKind,
        by_link: bool,
    },
    /// The entries of a folder, whose name ends with `/`.
    Folder(BlockId),
}

impl EntryList {
    pub(super) fn of(folder: &[u8]) -> Self {
        Self {
            names: NameList::of(folder),
            entries: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, name: &[u8], is: ListedAs) {
        let name = self.names.add(name);
        self.entries.push(ListedEntry { name, is });
    }

    pub(super) fn sort(&mut self) {
        let Self { names, entries } = self;
        // All their paths begin with the folder's.
        entries.sort_unstable_by(|a, b| names.name(a.name).cmp(names.name(b.name)));
    }

    /// The same in lists of at most `most`.
    pub(super) fn portions(&self, most: usize) -> impl Iterator<Item = Self> {
        self.entries.chunks(most).map(|entries| {
            let mut portion = Self::of(self.names.folder());
            for ListedEntry { name, is } in entries {
                portion.add(self.names.name(*name), *is);
            }
            portion
        })
    }
}
