//! Packing what is below a folder.

use std::{
    fs::File,
    io::{self, Read, Write},
    path::Path,
};

use pintle::{Access, Context, Error, Progress, errors::INVALID_VALUE};

use super::{
    errors::{ARCHIVE_CHANGED, ARCHIVE_UNSUPPORTED, not_utf8, of_entry, shown},
    gather::{self, Gathering, Item, ItemKind},
    options::{CreateOptions, Created, Skipped},
    packer::Packer,
    tree::Tree,
};
use crate::{
    fs::{self, EntryKind, Folder, Names, Stat, Time, admit, open_folder, path_of},
    walk::WalkOptions,
};

/// The size of one read and write.
pub(super) const CHUNK: usize = 256 * 1024;

const NOT_PACKED: &str = "is a device, a pipe or a socket";

/// 1980, the first year of zip archives.
const FIXED_TIME: i64 = 315_532_800;

/// A folder being written to an archive.
pub(super) struct Packing<'a> {
    root: &'a Path,
    options: &'a CreateOptions,
    cx: &'a Context,
    tree: Tree,
    /// The parts of the option `prefix`.
    prefix: Vec<u8>,
    pub(super) result: Created,
}

impl<'a> Packing<'a> {
    pub(super) fn new(
        root: &'a Path,
        options: &'a CreateOptions,
        cx: &'a Context,
    ) -> Result<Self, Error> {
        let prefix = options.prefix.as_deref().unwrap_or_default();
        options.mtime_ms.map(seconds).transpose()?;
        let parts = fs::safe_parts(prefix.as_bytes(), Names::SafeEverywhere).map_err(|reason| {
            let message =
                format!("expected the path of a folder in the archive, got one that {reason}");
            Error::new(&INVALID_VALUE, message).at("/prefix")
        })?;
        let folder = open_folder(root, Access::Read, cx).map_err(|error| error.at("/root"))?;
        Ok(Self {
            root,
            options,
            cx,
            tree: Tree::new(folder.into(), false),
            prefix: parts.join(&b'/'),
            result: Created::default(),
        })
    }

    pub(super) fn gather(&mut self, archive: Option<Stat>) -> Result<Vec<Item>, Error> {
        let kinds = self.options.kinds.as_deref().unwrap_or(&EntryKind::ALL);
        let walk = WalkOptions {
            selection: self.options.selection.clone(),
            kinds: Some(kinds.to_vec()),
            sorted: false,
            ..WalkOptions::default()
        };
        let gathering = Gathering {
            root: self.root,
            walk: &walk,
            archive,
            cx: self.cx,
        };
        let (items, skipped) = if let Some(files) = &self.options.files {
            gathering.listed(files, &mut self.tree)?
        } else {
            let folder = self.tree.root().to_file();
            let folder = folder.map_err(|error| Error::io(&error, self.root).at("/root"))?;
            gathering.all(Folder::from(folder))?
        };
        for path in skipped {
            self.result.skipped.push(Skipped {
                path: shown(&path),
                reason: NOT_PACKED.to_owned(),
            });
        }
        Ok(items)
    }

    pub(super) fn pack<W: Write>(
        &mut self,
        items: &[Item],
        mut packer: Packer<W>,
        written: &dyn Fn(&io::Error) -> Error,
    ) -> Result<W, Error> {
        let total = items.iter().map(|item| item.size as f64).sum();
        let mut buffer = vec![0; CHUNK];
        for item in items {
            self.cx.check()?;
            let (item, source) = self.prepare(item)?;
            let path = match &self.prefix[..] {
                [] => item.path.clone(),
                prefix => [prefix, &item.path].join(&b'/'),
            };
            let Some(mut source) = source else {
                let target = self.target(&item)?;
                self.count(&item);
                packer
                    .add(&path, &item, &target)
                    .map_err(|error| broken(error, &path, written))?;
                continue;
            };
            let mut entry = packer
                .add_file(&path, &item)
                .map_err(|error| broken(error, &path, written))?;
            let mut left = item.size;
            while left > 0 {
                self.cx.check()?;
                let most = usize::try_from(left).map_or(CHUNK, |left| left.min(CHUNK));
                let length = source
                    .read(&mut buffer[..most])
                    .map_err(|error| self.unread(&error, &item))?;
                if length == 0 {
                    return Err(
                        of_entry(&ARCHIVE_CHANGED, &item.path, "became shorter").at("/root")
                    );
                }
                entry
                    .write_all(&buffer[..length])
                    .map_err(|error| written(&error))?;
                left -= length as u64;
                self.result.bytes += length as f64;
                if self.cx.wants_progress() {
                    self.cx.progress(Progress {
                        done: self.result.bytes,
                        total: Some(total),
                        detail: None,
                    });
                }
            }
            entry.finish().map_err(|error| written(&error))?;
            self.count(&item);
        }
        packer.finish().map_err(|error| written(&error))
    }

    /// The item to write, and the open file if it is one.
    fn prepare(&mut self, item: &Item) -> Result<(Item, Option<File>), Error> {
        let mut item = Item {
            path: item.path.clone(),
            ..*item
        };
        if let Some(milliseconds) = self.options.mtime_ms {
            item.mtime = Time::from_seconds(seconds(milliseconds)?);
        } else if self.options.reproducible {
            item.mtime = Time::from_seconds(FIXED_TIME);
        }
        if self.options.reproducible {
            item.mode = match item.kind {
                ItemKind::Symlink => 0o777,
                ItemKind::File if item.mode & 0o111 == 0 => 0o644,
                ItemKind::File | ItemKind::Directory => 0o755,
            };
        }
        if item.kind != ItemKind::File {
            return Ok((item, None));
        }
        let (file, stat) = self.open(&item)?;
        item.size = stat.size();
        Ok((item, Some(file)))
    }

    fn open(&mut self, item: &Item) -> Result<(File, Stat), Error> {
        let parts = gather::split(&item.path);
        let opened = self.tree.open_file(&parts).map_err(|trouble| {
            let stat = self.tree.stat(&parts);
            if stat.is_ok_and(|stat| stat.kind() != EntryKind::File) {
                return of_entry(&ARCHIVE_CHANGED, &item.path, "is no longer a file").at("/root");
            }
            gather::failed((item.path.clone(), trouble), self.root)
        })?;
        admit(&opened.0, &self.root.join(path_of(&item.path)), self.cx)
            .map_err(|error| error.at("/root"))?;
        Ok(opened)
    }

    /// Where a link leads.
    fn target(&mut self, item: &Item) -> Result<Vec<u8>, Error> {
        if item.kind != ItemKind::Symlink {
            return Ok(Vec::new());
        }
        let target = self
            .tree
            .read_link(&gather::split(&item.path))
            .map_err(|trouble| gather::failed((item.path.clone(), trouble), self.root))?;
        let target = target.into_encoded_bytes();
        Ok(if cfg!(windows) {
            target
                .iter()
                .map(|byte| if *byte == b'\\' { b'/' } else { *byte })
                .collect()
        } else {
            target
        })
    }

    fn count(&mut self, item: &Item) {
        match item.kind {
            ItemKind::File => self.result.files += 1,
            ItemKind::Directory => self.result.directories += 1,
            ItemKind::Symlink => self.result.symlinks += 1,
        }
    }

    fn unread(&self, error: &io::Error, item: &Item) -> Error {
        Error::io(error, &self.root.join(shown(&item.path))).at("/root")
    }

    pub(super) fn created(self, size: u64) -> Created {
        Created {
            size: size as f64,
            ..self.result
        }
    }
}

/// A failure to write the head of an entry: a system error, or a name that the format cannot store.
fn broken(error: io::Error, path: &[u8], written: &dyn Fn(&io::Error) -> Error) -> Error {
    let error = match error.kind() {
        io::ErrorKind::InvalidFilename => not_utf8(
            path,
            "is a name that is not valid UTF-8, which zip requires",
        ),
        io::ErrorKind::Unsupported => of_entry(&ARCHIVE_UNSUPPORTED, path, &error.to_string()),
        _ => return written(&error),
    };
    error.at("/root")
}

/// Seconds from the milliseconds of a JavaScript date.
fn seconds(milliseconds: f64) -> Result<i64, Error> {
    /// How far from 1970 a date may be.
    const MOST: f64 = 8.64e15;
    if milliseconds.abs() <= MOST {
        return Ok((milliseconds / 1000.0).floor() as i64);
    }
    let message = format!("expected a time that a Date can hold, got {milliseconds}");
    Err(Error::new(&INVALID_VALUE, message).at("/mtimeMs"))
}
