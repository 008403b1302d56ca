//! What is to be packed: collected before anything is written, so that an archive below its own
//! root does not pack itself.

use pintle::{Context, Error, errors::INVALID_VALUE};

use super::{
    errors::shown,
    select::Selection,
    tree::{Tree, Trouble},
};
use crate::fs::{self, EntryKind, Names, Stat, Time};

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

/// Which entries are wanted.
pub(super) struct Gathering<'a> {
    pub(super) tree: &'a mut Tree,
    pub(super) selection: &'a Selection,
    /// The archive to be replaced, if it exists.
    pub(super) archive: Option<Stat>,
    /// The places of what our archives cannot store.
    pub(super) skipped: Vec<Vec<u8>>,
    pub(super) cx: &'a Context,
}

impl Gathering<'_> {
    /// Everything below the root: each folder before its contents, sorted by the bytes of names.
    pub(super) fn all(&mut self) -> Result<Result<Vec<Item>, Failure>, Error> {
        let mut items = Vec::new();
        let mut ahead = vec![Vec::new()];
        while let Some(path) = ahead.pop() {
            self.cx.check()?;
            if !path.is_empty() {
                match self.item(&path) {
                    Ok(Some(item)) => {
                        let is_folder = item.kind == ItemKind::Directory;
                        if self.selection.wants(&split(&path)) {
                            items.push(item);
                        }
                        if !is_folder {
                            continue;
                        }
                    }
                    Ok(None) => continue,
                    Err(trouble) => return Ok(Err((path, trouble))),
                }
            }
            if !self.selection.enters(&split(&path)) {
                continue;
            }
            let names = match self.tree.names(&split(&path)) {
                Ok(names) => names,
                Err(trouble) => return Ok(Err((path, trouble))),
            };
            let below = names
                .iter()
                .rev()
                .map(|name| below(&path, name.as_encoded_bytes()));
            ahead.extend(below);
        }
        Ok(Ok(items))
    }

    /// Those of a list, in the same order.
    pub(super) fn listed(&mut self, files: &[String]) -> Result<Result<Vec<Item>, Failure>, Error> {
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
        let mut items = Vec::with_capacity(paths.len());
        for parts in paths.iter().filter(|parts| self.selection.wants(parts)) {
            self.cx.check()?;
            let path = parts.join(&b'/');
            match self.item(&path) {
                Ok(item) => items.extend(item),
                Err(trouble) => return Ok(Err((path, trouble))),
            }
        }
        Ok(Ok(items))
    }

    /// What is at a path. Pipes, sockets and devices are skipped, and so is the archive itself.
    fn item(&mut self, path: &[u8]) -> Result<Option<Item>, Trouble> {
        let stat = self.tree.stat(&split(path))?;
        let kind = match stat.kind() {
            EntryKind::File => ItemKind::File,
            EntryKind::Directory => ItemKind::Directory,
            EntryKind::Symlink => ItemKind::Symlink,
            EntryKind::Other => {
                if self.selection.wants(&split(path)) {
                    self.skipped.push(path.to_owned());
                }
                return Ok(None);
            }
        };
        let is_archive = |archive: Stat| archive.id() == stat.id();
        if self.archive.is_some_and(is_archive) {
            return Ok(None);
        }
        Ok(Some(Item {
            path: path.to_owned(),
            kind,
            size: if kind == ItemKind::File {
                stat.size()
            } else {
                0
            },
            mode: stat.mode(),
            mtime: stat.modified(),
        }))
    }
}

/// The parts of a path that we created ourselves.
pub(super) fn split(path: &[u8]) -> Vec<&[u8]> {
    path.split(|byte| *byte == b'/')
        .filter(|part| !part.is_empty())
        .collect()
}

fn below(folder: &[u8], name: &[u8]) -> Vec<u8> {
    match folder {
        [] => name.to_owned(),
        folder => [folder, name].join(&b'/'),
    }
}

/// The failure as an error, for a root with this name.
pub(super) fn failed((path, trouble): Failure, root: &std::path::Path) -> Error {
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
