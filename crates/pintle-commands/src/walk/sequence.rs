//! Combining the findings of several threads, in order.
//!
//! Each folder's entries are a block, sorted separately if order matters. Where the entries of
//! another folder belong, a block refers to that folder's block. Following the references results
//! in the whole sequence, which avoids sorting long paths.

use std::vec;

use super::{
    entries::{FoundEntry, WalkFailure},
    name_list::{NameList, NameRange},
};
use crate::fs::EntryKind;

/// The number of a block.
pub(super) type BlockId = u32;

/// The entries of one folder, or of a part of it.
pub(super) struct Block<T> {
    pub(super) id: BlockId,
    pub(super) names: NameList,
    pub(super) items: Vec<Item<T>>,
}

pub(super) enum Item<T> {
    Entry(NameRange, EntryFacts<T>),
    Block(BlockId),
}

/// What is known about an entry besides its path.
pub(crate) struct EntryFacts<T> {
    pub(crate) kind: EntryKind,
    pub(crate) size: f64,
    pub(crate) mtime_ms: f64,
    pub(crate) gain: T,
}

/// The findings so far.
pub(crate) struct Findings<T> {
    pub(super) blocks: Vec<Block<T>>,
    pub(super) errors: Vec<WalkFailure>,
}

impl<T> Findings<T> {
    pub(super) fn new() -> Self {
        Self {
            blocks: Vec::new(),
            errors: Vec::new(),
        }
    }

    pub(super) fn append(&mut self, other: &mut Self) {
        self.blocks.append(&mut other.blocks);
        self.errors.append(&mut other.errors);
    }

    /// How many entries there are, and how many bytes their paths have at most.
    pub(crate) fn extent(&self) -> (usize, usize) {
        let is_entry = |item: &&Item<T>| matches!(item, Item::Entry(..));
        self.blocks.iter().fold((0, 0), |(count, bytes), block| {
            let more = block.items.iter().filter(is_entry).count();
            (count + more, bytes + block.names.bytes(more))
        })
    }

    /// The entries in order, and what could not be read, by path. For a walk over names that are
    /// text.
    pub(crate) fn in_sequence(self) -> (impl Iterator<Item = FoundEntry<T>>, Vec<WalkFailure>) {
        let (mut sequence, errors) = self.into_parts();
        let entries = std::iter::from_fn(move || {
            let (path, known) = sequence.next()?;
            let EntryFacts { kind, gain, .. } = known;
            let path = path.to_owned();
            Some(FoundEntry { path, kind, gain })
        });
        (entries, errors)
    }

    /// What could not be read, by path.
    pub(crate) fn into_errors(mut self) -> Vec<WalkFailure> {
        self.errors.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        self.errors
    }

    pub(crate) fn into_parts(mut self) -> (Sequence<T>, Vec<WalkFailure>) {
        let blocks = std::mem::take(&mut self.blocks);
        (Sequence::new(blocks), self.into_errors())
    }
}

/// Entries in order, each with its path while it is looked at.
pub(crate) struct Sequence<T> {
    blocks: Vec<Option<Block<T>>>,
    /// The nested blocks that are open.
    open: Vec<(NameList, vec::IntoIter<Item<T>>)>,
    path: Vec<u8>,
}

impl<T> Sequence<T> {
    fn new(found: Vec<Block<T>>) -> Self {
        let count = found.iter().map(|block| block.id as usize + 1).max();
        let mut blocks = Vec::new();
        blocks.resize_with(count.unwrap_or(0), || None);
        for block in found {
            let place = block.id as usize;
            blocks[place] = Some(block);
        }
        let mut this = Self {
            blocks,
            open: Vec::new(),
            path: Vec::new(),
        };
        this.enter(0);
        this
    }

    /// Enters a block. A folder that could not be read has none.
    fn enter(&mut self, id: BlockId) {
        let block = self.blocks.get_mut(id as usize).and_then(Option::take);
        self.open
            .extend(block.map(|block| (block.names, block.items.into_iter())));
    }

    /// The next entry. Those whose paths are not text are skipped.
    pub(crate) fn next(&mut self) -> Option<(&str, EntryFacts<T>)> {
        let known = loop {
            let (names, items) = self.open.last_mut()?;
            match items.next() {
                Some(Item::Entry(name, known)) => {
                    names.path_into(name, &mut self.path);
                    if str::from_utf8(&self.path).is_ok() {
                        break known;
                    }
                }
                Some(Item::Block(id)) => self.enter(id),
                None => {
                    self.open.pop();
                }
            }
        };
        Some((str::from_utf8(&self.path).ok()?, known))
    }
}
