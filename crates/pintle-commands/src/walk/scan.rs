//! What one thread of a walk does with folders: it reads them.

use std::{
    ops::ControlFlow,
    sync::{Arc, PoisonError},
};

use pintle::{
    Error,
    errors::{IO, IoDetails, NOT_UTF8},
};

use super::{
    entries::WalkFailure,
    gitignore::Level,
    jobs::{EntryList, FolderChain, FolderToRead, Job, ListedAs},
    name_list::NameList,
    sending::{Finding, Outlet},
    sequence::{Block, Findings, Item},
    walker::{Visited, Walk, WalkPurpose},
};
use crate::fs::{EntryKind, Folder, Listing, tidy_listed};

/// How many entries of one folder are visited by one thread, if visiting takes time.
const PORTION: usize = 256;

/// What an entry takes in the columns of the result besides its path.
const ENTRY: usize = 2 * 8;

/// A thread's part in a walk. Its findings are passed on when it ends.
pub(super) struct Scan<'a, T, V> {
    pub(super) walk: &'a Walk<'a>,
    pub(super) visitor: V,
    listing: Listing,
    pub(super) own: Findings<T>,
    pub(super) outlet: Outlet<'a, T>,
}

/// An open folder.
struct Inside<'a> {
    place: &'a FolderToRead,
    folder: &'a Arc<Folder>,
    level: Option<Arc<Level>>,
    chain: Option<Arc<FolderChain>>,
}

impl<T, V> Drop for Scan<'_, T, V> {
    fn drop(&mut self) {
        if let Outlet::Findings(found) = self.outlet {
            let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
            found.append(&mut self.own);
        }
    }
}

impl<'a, T, V> Scan<'a, T, V>
where
    V: FnMut(&Visited<'_>) -> Result<Option<T>, Error>,
{
    pub(super) fn new(walk: &'a Walk<'a>, visitor: V, outlet: Outlet<'a, T>) -> Self {
        Self {
            walk,
            visitor,
            listing: Listing::default(),
            own: Findings::new(),
            outlet,
        }
    }

    pub(super) fn work(&mut self, job: Job, more: &mut Vec<Job>) -> ControlFlow<()> {
        if self.walk.cx.check().is_err() || self.outlet.is_stopped() {
            return ControlFlow::Break(());
        }
        match job {
            Job::Read(place) => self.enter(&place, more),
            Job::Visit(folder, block, list) => self.visit_all(&folder, block, list),
        }
        ControlFlow::Continue(())
    }

    fn enter(&mut self, place: &FolderToRead, more: &mut Vec<Job>) {
        let outcome = self.open(place);
        let path = place.path.strip_suffix(b"/").unwrap_or_default();
        let (folder, chain) = match outcome {
            Ok(opened) => opened,
            Err(error) => return self.fail(path, error),
        };
        let mut listing = std::mem::take(&mut self.listing);
        if let Err(error) = folder.list(&mut listing) {
            let error = self.walk.failed(path, &error);
            self.fail(path, error);
        }
        if self.walk.purpose == WalkPurpose::Change {
            tidy_listed(&folder, &listing);
        }
        let level = self.level(place, &folder, &listing);
        let inside = Inside {
            place,
            folder: &folder,
            level,
            chain,
        };
        let mut list = self.list(&inside, &listing, more);
        self.walk.meter.add(listing.entries().count() as u64);
        self.listing = listing;
        if self.walk.options.sorted {
            list.sort();
        }
        if list.entries.len() > PORTION && self.visiting_takes_time() {
            let mut items = Vec::new();
            for portion in list.portions(PORTION) {
                let block = self.walk.new_block();
                items.push(Item::Block(block));
                more.push(Job::Visit(Arc::clone(&folder), block, portion));
            }
            if self.outlet.keeps() {
                self.own.blocks.push(Block {
                    id: place.block,
                    names: NameList::of(b""),
                    items,
                });
            }
        } else {
            self.visit_all(&folder, place.block, list);
        }
    }

    fn visiting_takes_time(&self) -> bool {
        self.walk.filter.needs_stat() || self.walk.purpose != WalkPurpose::Names
    }

    fn open(&self, place: &FolderToRead) -> Result<(Arc<Folder>, Option<Arc<FolderChain>>), Error> {
        let path = place.path.strip_suffix(b"/");
        let folder = match path {
            Some(path) => Arc::new(self.walk.open_folder(&place.above, path, place.by_link)?),
            None => Arc::clone(&place.above),
        };
        if !self.walk.options.follow_symlinks {
            return Ok((folder, None));
        }
        let path = path.unwrap_or_default();
        let stat = folder.own_stat();
        let id = stat.map_err(|error| self.walk.failed(path, &error))?.id();
        let Some(chain) = FolderChain::enter(place.chain.as_ref(), id) else {
            let path = String::from_utf8_lossy(path).into_owned();
            let message = format!("{path} leads back to a folder above it");
            let details = IoDetails {
                path: Some(path),
                errno: None,
            };
            return Err(IO.error(message, details));
        };
        Ok((folder, Some(chain)))
    }

    /// The rules that apply in a folder.
    fn level(
        &self,
        place: &FolderToRead,
        folder: &Folder,
        listing: &Listing,
    ) -> Option<Arc<Level>> {
        let (ignore, level) = self.walk.ignore.as_ref().zip(place.level.as_ref())?;
        let is_there = |name: &str| listing.entries().any(|(entry, _)| entry == name);
        Some(ignore.inside(level, folder, &place.path, is_there))
    }

    /// The entries to visit, and jobs for the folders among them.
    fn list(&mut self, inside: &Inside<'_>, listing: &Listing, more: &mut Vec<Job>) -> EntryList {
        let Walk { filter, ignore, .. } = self.walk;
        let place = inside.place;
        let mut path = place.path.clone();
        let mut absolute = match ignore {
            Some(ignore) => ignore.absolute(&place.path),
            None => Vec::new(),
        };
        let folder_length = absolute.len();
        let is_text = str::from_utf8(&place.path).is_ok();
        let mut list = EntryList::of(&place.path);
        let mut answer = 0;
        for (name, kind) in listing.entries() {
            let name = name.as_encoded_bytes();
            path.truncate(place.path.len());
            path.extend_from_slice(name);
            if filter.leaves_out(name, &path) {
                continue;
            }
            let mut ignored = |is_folder| {
                ignore
                    .as_ref()
                    .zip(inside.level.as_ref())
                    .is_some_and(|(ignore, level)| {
                        absolute.truncate(folder_length);
                        absolute.extend_from_slice(name);
                        ignore.is_private(name) || level.ignores(&absolute, is_folder)
                    })
            };
            let (kind, by_link) = match self.kind(inside.folder, &path, kind) {
                Ok(found) => found,
                Err(_) if ignored(false) => continue,
                Err(error) => {
                    self.fail(&path, error);
                    continue;
                }
            };
            let is_folder = kind == EntryKind::Directory;
            if ignored(is_folder) {
                continue;
            }
            if filter.wants(kind, &path) {
                let may_be_bytes = self.walk.purpose == WalkPurpose::Contents;
                if may_be_bytes || (is_text && str::from_utf8(name).is_ok()) {
                    list.add(name, ListedAs::Entry { kind, by_link });
                    answer += path.len() + ENTRY;
                } else {
                    self.fail(&path, not_utf8(&path));
                }
            }
            if is_folder && filter.enters(&path, place.depth + 1) {
                path.push(b'/');
                let block = self.walk.new_block();
                list.add(&path[place.path.len()..], ListedAs::Folder(block));
                more.push(Job::Read(FolderToRead {
                    above: Arc::clone(inside.folder),
                    path: path.clone(),
                    by_link,
                    depth: place.depth + 1,
                    level: inside.level.clone(),
                    chain: inside.chain.clone(),
                    block,
                }));
            }
        }
        if self.walk.purpose == WalkPurpose::Names {
            // A caller whose budget is used up gets the error at the end of the walk.
            let _ = self.walk.cx.take(answer);
        }
        list
    }

    /// The kind of an entry, and whether it is a followed link.
    fn kind(
        &self,
        folder: &Folder,
        path: &[u8],
        listed: Option<EntryKind>,
    ) -> Result<(EntryKind, bool), Error> {
        let kind = match listed {
            Some(kind) => kind,
            None => self.walk.stat(folder, path, false)?.kind(),
        };
        if kind == EntryKind::Symlink && self.walk.options.follow_symlinks {
            return Ok((self.walk.stat(folder, path, true)?.kind(), true));
        }
        Ok((kind, false))
    }

    pub(super) fn fail(&mut self, path: &[u8], error: Error) {
        let path = String::from_utf8_lossy(path).into_owned();
        let failure = WalkFailure { path, error };
        if let Some(Finding::Failure(WalkFailure { path, error })) =
            self.outlet.pass(Finding::Failure(failure))
        {
            let size = path.len() + error.message().len() + ENTRY;
            let _ = self.walk.cx.take(size);
            self.own.errors.push(WalkFailure { path, error });
        }
    }
}

fn not_utf8(path: &[u8]) -> Error {
    let path = String::from_utf8_lossy(path);
    Error::new(&NOT_UTF8, format!("the name of {path} is not valid UTF-8"))
}
