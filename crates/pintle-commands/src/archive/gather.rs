//! What is to be packed: collected before anything is written, so that an archive below its own
//! root does not pack itself.

use std::{
    path::Path,
    sync::{Mutex, PoisonError},
};

use pintle::{Context, Error, errors::INVALID_VALUE};

use super::{
    errors::shown,
    tree::{Tree, Trouble},
};
use crate::{
    fs::{self, EntryKind, Folder, Names, Stat, Time},
    walk::{Filter, Visited, WalkOptions, WalkPurpose, collect_in},
};

/// Something to pack.
#[derive(Debug)]
pub(super) struct Item {
    /// Its path below the root, with `/`.
    pub(super) path: Vec<u8>,
    pub(super) kind: ItemKind,
    pub(super) size: u64,
    pub(super) mode: u32,
    pub(super) mtime: Time,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ItemKind {
    File,
    Directory,
    Symlink,
}

/// A failure, with the path below the root that it is about.
pub(super) type Failure = (Vec<u8>, Trouble);

/// The findings: what to pack, each folder before its contents, and the places of what our archives
/// cannot store.
pub(super) type Gathered = (Vec<Item>, Vec<Vec<u8>>);

/// Which of what is there is wanted.
pub(super) struct Gathering<'a> {
    pub(super) root: &'a Path,
    pub(super) walk: &'a WalkOptions,
    /// The archive that is to be replaced, if it exists.
    pub(super) archive: Option<Stat>,
    pub(super) cx: &'a Context,
}

impl Gathering<'_> {
    /// Everything below the root.
    pub(super) fn all(&self, folder: Folder) -> Result<Gathered, Error> {
        let filter = Filter::new(self.walk)?;
        let gathered = Mutex::new((Vec::new(), Vec::new()));
        // Progress is about what is packed.
        let quiet = self.cx.clone().with_progress(None);
        let visit = |entry: &Visited<'_>| {
            let stat = entry.stat()?;
            let mut gathered = gathered.lock().unwrap_or_else(PoisonError::into_inner);
            self.add(entry.path(), &stat, &mut gathered);
            Ok(None::<()>)
        };
        let found = collect_in(
            folder,
            self.root,
            filter,
            WalkPurpose::Contents,
            &quiet,
            || visit,
        );
        if let Some(failure) = found?.into_errors().into_iter().next() {
            return Err(failure.error.at("/root"));
        }
        let gathered = gathered.into_inner();
        let (mut items, mut skipped) = gathered.unwrap_or_else(PoisonError::into_inner);
        items.sort_unstable_by(|one, other| names(&one.path).cmp(names(&other.path)));
        skipped.sort_unstable_by(|one, other| names(one).cmp(names(other)));
        Ok((items, skipped))
    }

    /// Those of a list, in the order of their paths.
    pub(super) fn listed(&self, files: &[String], tree: &mut Tree) -> Result<Gathered, Error> {
        self.check_listed()?;
        let filter = Filter::new(self.walk)?;
        let mut paths = Vec::with_capacity(files.len());
        for (index, file) in files.iter().enumerate() {
            let parts = fs::safe_parts(file.as_bytes(), Names::Native);
            match parts {
                Ok(parts) if !parts.is_empty() => paths.push(parts),
                _ => {
                    let message = format!("expected a path below the root, got \"{file}\"");
                    let error = Error::new(&INVALID_VALUE, message);
                    return Err(error.at(&format!("/files/{index}")));
                }
            }
        }
        paths.sort_unstable();
        paths.dedup();
        let mut gathered = (Vec::with_capacity(paths.len()), Vec::new());
        for parts in paths {
            self.cx.check()?;
            let path = parts.join(&b'/');
            if !filter.leads_to(&path) {
                continue;
            }
            let stat = tree.stat(&parts);
            let stat = stat.map_err(|trouble| failed((path.clone(), trouble), self.root))?;
            if filter.wants(stat.kind(), &path) && filter.wants_stat(&stat) {
                self.add(&path, &stat, &mut gathered);
            }
        }
        Ok(gathered)
    }

    /// Refuses what only a walk can heed: whether a file is ignored depends on the folders around it.
    fn check_listed(&self) -> Result<(), Error> {
        let selection = &self.walk.selection;
        let wrong = [
            ("/gitignore", selection.gitignore),
            ("/ignoreFiles", selection.ignore_files.is_some()),
        ];
        match wrong.into_iter().find(|(_, is_given)| *is_given) {
            None => Ok(()),
            Some((option, _)) => {
                let message = "cannot be given together with files, which names what to pack";
                Err(Error::new(&INVALID_VALUE, message).at(option))
            }
        }
    }

    /// Adds what is at a path. The archive itself is left out.
    fn add(&self, path: &[u8], stat: &Stat, (items, skipped): &mut Gathered) {
        let kind = match stat.kind() {
            EntryKind::File => ItemKind::File,
            EntryKind::Directory => ItemKind::Directory,
            EntryKind::Symlink => ItemKind::Symlink,
            EntryKind::Other => return skipped.push(path.to_owned()),
        };
        if self
            .archive
            .is_some_and(|archive| archive.id() == stat.id())
        {
            return;
        }
        items.push(Item {
            path: path.to_owned(),
            kind,
            size: if kind == ItemKind::File {
                stat.size()
            } else {
                0
            },
            mode: stat.mode(),
            mtime: stat.modified(),
        });
    }
}

/// The names on a path, which sort a folder before what is in it, and that before what is beside it.
fn names(path: &[u8]) -> impl Iterator<Item = &[u8]> {
    path.split(|byte| *byte == b'/')
}

/// The parts of a path that we made ourselves.
pub(super) fn split(path: &[u8]) -> Vec<&[u8]> {
    names(path).filter(|part| !part.is_empty()).collect()
}

/// The failure as an error, for a root of this name.
pub(super) fn failed((path, trouble): Failure, root: &Path) -> Error {
    let error = match trouble {
        Trouble::Io(error) => Error::io(&error, &root.join(shown(&path))),
        Trouble::Unsafe(_) => {
            let message = "expected a path that does not go through a link";
            Error::new(
                &INVALID_VALUE,
                format!("{message}, got \"{}\"", shown(&path)),
            )
        }
    };
    error.at("/root")
}
