//! What there is to do in a walk.

use std::sync::Arc;

use super::{EntryKind, gitignore::Level, sequence::BlockId};
use crate::folder::Folder;

/// Something to do.
pub(super) enum Job {
    /// Reads a folder.
    Enter(Place),
    /// Looks at entries of a folder that were listed.
    Look(Arc<Folder>, BlockId, Vec<Listed>),
}

/// A folder that is to be read.
pub(super) struct Place {
    /// The folder around it; for the root itself.
    pub(super) above: Arc<Folder>,
    /// Its path with `/` at the end; empty for the root.
    pub(super) path: Vec<u8>,
    pub(super) by_link: bool,
    /// Where its entries are; 1 in the root.
    pub(super) depth: u32,
    /// The rules of the folders above.
    pub(super) level: Option<Arc<Level>>,
    /// The folders above, when links are followed.
    pub(super) chain: Option<Arc<Chain>>,
    pub(super) block: BlockId,
}

impl Place {
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

/// Folders that were entered one inside the other.
pub(super) struct Chain {
    id: (u64, u64),
    above: Option<Arc<Chain>>,
}

impl Chain {
    /// Goes one further; `None` when that leads back to a folder of the chain.
    pub(super) fn enter(above: Option<&Arc<Self>>, id: (u64, u64)) -> Option<Arc<Self>> {
        let links = std::iter::successors(above, |link| link.above.as_ref());
        let is_new = links.into_iter().all(|link| link.id != id);
        let above = above.cloned();
        is_new.then(|| Arc::new(Self { id, above }))
    }
}

/// What belongs into the block of a folder.
pub(super) enum Listed {
    Entry {
        path: Vec<u8>,
        kind: EntryKind,
        by_link: bool,
    },
    /// The entries of a folder, whose path ends with `/`.
    Folder { path: Vec<u8>, block: BlockId },
}

impl Listed {
    /// What the entries of one folder are sorted by.
    pub(super) fn path(&self) -> &[u8] {
        match self {
            Self::Entry { path, .. } | Self::Folder { path, .. } => path,
        }
    }
}
