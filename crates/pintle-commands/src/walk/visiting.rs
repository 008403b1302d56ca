//! What one thread of a walk does with entries: it reads their metadata, and calls a visitor.

use pintle::Error;

use super::{
    jobs::{EntryList, ListedAs, ListedEntry},
    name_list::NameList,
    scan::Scan,
    sending::Finding,
    sequence::{Block, BlockId, EntryFacts, Item},
    walker::Visited,
};
use crate::fs::{EntryKind, Folder, Stat};

impl<T, V> Scan<'_, T, V>
where
    V: FnMut(&Visited<'_>) -> Result<Option<T>, Error>,
{
    pub(super) fn visit_all(&mut self, folder: &Folder, block: BlockId, list: EntryList) {
        let EntryList { names, entries } = list;
        let mut items = Vec::with_capacity(entries.len());
        let mut path = Vec::new();
        for ListedEntry { name, is } in entries {
            let (kind, by_link) = match is {
                ListedAs::Entry { kind, by_link } => (kind, by_link),
                ListedAs::Folder(block) => {
                    items.push(Item::Block(block));
                    continue;
                }
            };
            if self.outlet.is_stopped() {
                return;
            }
            names.path_into(name, &mut path);
            match self.visit(folder, &path, kind, by_link) {
                Ok(Some((stat, gain))) => {
                    let stat = stat.as_ref();
                    let known = EntryFacts {
                        kind,
                        size: stat.map_or(0.0, |stat| stat.size() as f64),
                        mtime_ms: stat.map_or(0.0, Stat::mtime_ms),
                        gain,
                    };
                    let finding = Finding::Entry(&path, known);
                    if let Some(Finding::Entry(_, known)) = self.outlet.pass(finding) {
                        items.push(Item::Entry(name, known));
                    }
                }
                Ok(None) => {}
                Err(error) => self.fail(&path, error),
            }
        }
        // A walk that keeps nothing of its entries, such as a copy, needs no memory for them.
        let is_entry = |item: &Item<T>| matches!(item, Item::Entry(..));
        let names = if items.iter().any(is_entry) {
            names
        } else {
            items.shrink_to_fit();
            NameList::of(b"")
        };
        if !items.is_empty() && self.outlet.keeps() {
            self.own.blocks.push(Block {
                id: block,
                names,
                items,
            });
        }
    }

    /// The metadata of an entry and the visitor's result; `None` if it is not wanted after all.
    fn visit(
        &mut self,
        folder: &Folder,
        path: &[u8],
        kind: EntryKind,
        by_link: bool,
    ) -> Result<Option<(Option<Stat>, T)>, Error> {
        let walk = self.walk;
        let mut stat = None;
        if walk.filter.needs_stat() {
            let found = walk.stat(folder, path, by_link)?;
            if !walk.filter.wants_stat(&found) {
                return Ok(None);
            }
            stat = Some(found);
        }
        let visited = Visited {
            walk,
            folder,
            path,
            kind,
            by_link,
        };
        let gain = (self.visitor)(&visited)?;
        Ok(gain.map(|gain| (stat, gain)))
    }
}
