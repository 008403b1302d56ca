//! Putting together what several threads found, in order.
//!
//! Each folder's entries are a block, sorted by itself when order matters. Where the entries of
//! another folder belong, a block refers to that folder's. Following the references gives the whole
//! sequence, which saves sorting long paths.

use super::entries::{Entry, Failure};

/// The number of a block.
pub(super) type BlockId = u32;

/// The entries of one folder, or of a part of it.
pub(super) type Block<T> = Vec<Item<T>>;

pub(super) enum Item<T> {
    Entry(Entry<T, Vec<u8>>),
    Block(BlockId),
}

/// What was found so far.
pub(crate) struct Found<T> {
    pub(super) blocks: Vec<(BlockId, Block<T>)>,
    pub(super) errors: Vec<Failure>,
}

impl<T> Found<T> {
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

    /// How many entries there are.
    pub(crate) fn count(&self) -> usize {
        let blocks = self.blocks.iter().flat_map(|(_, block)| block);
        blocks.filter(|item| matches!(item, Item::Entry(_))).count()
    }

    /// The entries in order, and what could not be read, by its path. For a walk over names that are
    /// text.
    pub(crate) fn in_sequence(self) -> (impl Iterator<Item = Entry<T>>, Vec<Failure>) {
        let (entries, errors) = self.in_bytes();
        (entries.filter_map(Entry::into_text), errors)
    }

    /// The same with paths as they are.
    pub(crate) fn in_bytes(mut self) -> (impl Iterator<Item = Entry<T, Vec<u8>>>, Vec<Failure>) {
        self.errors.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        let blocks = self.blocks.iter().map(|(id, _)| *id as usize + 1).max();
        let mut by_id: Vec<Block<T>> = Vec::new();
        by_id.resize_with(blocks.unwrap_or(0), Vec::new);
        for (id, block) in self.blocks {
            by_id[id as usize] = block;
        }
        let mut open: Vec<std::vec::IntoIter<Item<T>>> = Vec::new();
        open.extend(
            by_id
                .first_mut()
                .map(|root| std::mem::take(root).into_iter()),
        );
        let entries = std::iter::from_fn(move || {
            loop {
                match open.last_mut()?.next() {
                    Some(Item::Entry(entry)) => return Some(entry),
                    // One that could not be read has no block.
                    Some(Item::Block(id)) => {
                        let block = by_id.get_mut(id as usize);
                        open.extend(block.map(|block| std::mem::take(block).into_iter()));
                    }
                    None => {
                        open.pop();
                    }
                }
            }
        });
        (entries, self.errors)
    }
}
