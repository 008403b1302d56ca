//! Writing the contents of an archive into a folder.

use std::{
    collections::BTreeMap,
    fs::{File, FileTimes},
    io::{self, BufRead, Write},
    path::Path,
};

use pintle::Error;

use super::{
    destination::Destination,
    entry::{Entry, Kind},
    entry_globs::EntryGlobs,
    errors::{ARCHIVE_UNSAFE, of_entry, shown, unreadable},
    options::{ExtractOptions, Extracted, Skipped, Unsafe},
    source::Source,
    staging::Staging,
    tree::{Tree, Trouble},
};
use crate::fs::{self, Folder, LinkWay, Overwrite, Time};

/// The folders of an archive by path.
pub(super) type Folders = BTreeMap<Vec<u8>, Attributes>;

/// The attributes that a folder gets at the end, when nothing more is written into it.
pub(super) struct Attributes {
    mode: Option<u32>,
    mtime: Time,
}

/// Sets the modes and times of the folders at the destination.
pub(super) fn finish_folders(root: Folder, folders: &Folders, into: &Path) -> Result<(), Error> {
    let mut tree = Tree::new(root, false);
    // From the innermost out: a folder may forbid access to its contents.
    for (path, attributes) in folders.iter().rev() {
        let parts: Vec<_> = path.split(|byte| *byte == b'/').collect();
        tree.finish_folder(&parts, attributes.mode, attributes.mtime)
            .map_err(|error| Error::io(&error, &into.join(shown(path))).at("/into"))?;
    }
    Ok(())
}

/// An archive being extracted into a folder.
pub(super) struct Unpacking<'a> {
    source: &'a Source<'a>,
    options: &'a ExtractOptions,
    globs: EntryGlobs,
    into: &'a Path,
    tree: Tree,
    /// The permission bits that a new file keeps.
    #[cfg(unix)]
    kept_mode: u32,
    folders: Folders,
    /// The links that are safe only if the names on their targets' paths are folders, as in the
    /// archive.
    winding: Vec<(Vec<u8>, Vec<u8>)>,
    result: Extracted,
}

impl<'a> Unpacking<'a> {
    pub(super) fn new(
        source: &'a Source<'a>,
        options: &'a ExtractOptions,
        globs: EntryGlobs,
        destination: &'a Destination,
        staging: &Staging<'_>,
    ) -> io::Result<Self> {
        Ok(Self {
            source,
            options,
            globs,
            into: &destination.path,
            tree: Tree::new(staging.open()?, staging.folds()),
            #[cfg(unix)]
            kept_mode: staging.kept_mode()?,
            folders: BTreeMap::new(),
            winding: Vec::new(),
            result: Extracted::default(),
        })
    }

    /// Closes all folders: Windows does not move open ones.
    pub(super) fn close(self) -> (Folders, Extracted) {
        (self.folders, self.result)
    }

    pub(super) fn add(&mut self, entry: &Entry, content: &mut dyn BufRead) -> Result<(), Error> {
        if entry.kind == Kind::Label {
            self.skip(&entry.path, "is a volume label");
            return Ok(());
        }
        match self.try_add(entry, content)? {
            Ok(()) => Ok(()),
            Err(Trouble::Unsafe(reason)) => self.leave_out(&entry.path, reason),
            Err(Trouble::Io(error)) => Err(self.failed(&error, entry)),
        }
    }

    /// Refuses the archive, or skips one entry.
    fn leave_out(&mut self, path: &[u8], reason: &str) -> Result<(), Error> {
        if self.options.r#unsafe == Unsafe::Refuse {
            return Err(of_entry(&ARCHIVE_UNSAFE, path, reason));
        }
        self.skip(path, reason);
        Ok(())
    }

    fn skip(&mut self, path: &[u8], reason: &str) {
        self.result.skipped.push(Skipped {
            path: shown(path),
            reason: reason.to_owned(),
        });
    }

    /// Whether the links that had to be checked again are safe, now that the whole archive has been
    /// extracted.
    pub(super) fn check_winding(&mut self) -> Result<(), Error> {
        for (path, target) in std::mem::take(&mut self.winding) {
            let parts: Vec<_> = path.split(|byte| *byte == b'/').collect();
            let is_still_there = self
                .tree
                .read_link(&parts)
                .is_ok_and(|there| cfg!(windows) || there.as_encoded_bytes() == target);
            let folder = &parts[..parts.len() - 1];
            if !is_still_there
                || fs::link_turns(folder, &target)
                    .iter()
                    .all(|turn| self.tree.is_folder(turn))
            {
                continue;
            }
            self.leave_out(&path, fs::WINDING_LINK)?;
            if let Err(Trouble::Io(error)) = self.tree.remove_link(&parts) {
                return Err(Error::io(&error, &self.into.join(shown(&path))).at("/into"));
            }
            self.result.symlinks -= 1;
        }
        Ok(())
    }

    /// The outer result is about the archive, the inner one about writing this entry.
    fn try_add(
        &mut self,
        entry: &Entry,
        content: &mut dyn BufRead,
    ) -> Result<Result<(), Trouble>, Error> {
        let parts = match fs::safe_entry_parts(&entry.path, self.options.names) {
            Ok(parts) if parts.is_empty() && entry.kind != Kind::Directory => {
                return Ok(Err(Trouble::Unsafe("has no name")));
            }
            Ok(parts) => parts,
            Err(reason) => return Ok(Err(Trouble::Unsafe(reason))),
        };
        if entry.kind == Kind::Other {
            return Ok(Err(Trouble::Unsafe("is a device, a pipe or a socket")));
        }
        let parts = self.strip(&parts);
        if parts.is_empty() || !self.globs.wants(parts) {
            return Ok(Ok(()));
        }
        if entry.kind == Kind::File {
            let mode = entry.mode.map_or(0o666, |mode| mode & 0o777);
            let file = match self.tree.make_file(parts, mode) {
                Ok(file) => file,
                Err(trouble) => return Ok(Err(trouble)),
            };
            self.fill(entry, &file, content)?;
            return Ok(self.finish_file(entry, &file).map_err(Trouble::Io));
        }
        Ok(self.add_other(entry, parts))
    }

    fn strip<'p, 'n>(&self, parts: &'p [&'n [u8]]) -> &'p [&'n [u8]] {
        parts
            .get(self.options.strip_components as usize..)
            .unwrap_or_default()
    }

    /// Adds an entry without content.
    fn add_other(&mut self, entry: &Entry, parts: &[&[u8]]) -> Result<(), Trouble> {
        let mtime = entry.mtime;
        match &entry.kind {
            Kind::Symlink(target) => self.add_symlink(parts, target, mtime)?,
            Kind::HardLink(target) => {
                let target =
                    fs::safe_entry_parts(target, self.options.names).map_err(Trouble::Unsafe)?;
                let target = self.strip(&target);
                // Another name of a link is a link with the same target.
                if let Ok(link) = self.tree.read_link(target) {
                    return self.add_symlink(parts, link.as_encoded_bytes(), mtime);
                }
                self.tree.make_hard_link(parts, target)?;
                self.result.files += 1;
            }
            Kind::Directory | Kind::File | Kind::Other | Kind::Label => {
                self.tree.make_folder(parts)?;
                let mode = entry.mode.map(|mode| mode & 0o777);
                let attributes = Attributes { mode, mtime };
                if self.folders.insert(parts.join(&b'/'), attributes).is_none() {
                    self.result.directories += 1;
                }
            }
        }
        Ok(())
    }

    fn add_symlink(&mut self, parts: &[&[u8]], target: &[u8], mtime: Time) -> Result<(), Trouble> {
        let way = fs::link_way(target, parts.len() - 1, self.options.names);
        if way.map_err(Trouble::Unsafe)? == LinkWay::Winding {
            // These may keep a link in place of a folder in the archive.
            if matches!(
                self.options.overwrite,
                Overwrite::Never | Overwrite::IfNewer
            ) {
                return Err(Trouble::Unsafe(fs::WINDING_LINK));
            }
            self.winding.push((parts.join(&b'/'), target.to_owned()));
        }
        self.tree.make_symlink(parts, target, mtime)?;
        self.result.symlinks += 1;
        Ok(())
    }

    fn fill(
        &mut self,
        entry: &Entry,
        mut file: &File,
        content: &mut dyn BufRead,
    ) -> Result<(), Error> {
        loop {
            let data = content
                .fill_buf()
                .map_err(|error| unreadable(&error, &self.source.path))?;
            if data.is_empty() {
                return Ok(());
            }
            file.write_all(data)
                .map_err(|error| self.failed(&error, entry))?;
            let length = data.len();
            content.consume(length);
        }
    }

    fn finish_file(&mut self, entry: &Entry, file: &File) -> io::Result<()> {
        #[cfg(unix)]
        if let Some(mode) = entry.mode.map(|mode| mode & 0o777)
            && mode & !self.kept_mode != 0
        {
            use std::os::unix::fs::PermissionsExt;
            file.set_permissions(std::fs::Permissions::from_mode(mode))?;
        }
        if let Some(mtime) = entry.mtime.system() {
            file.set_times(FileTimes::new().set_modified(mtime))?;
        }
        self.result.files += 1;
        self.result.bytes += entry.size as f64;
        Ok(())
    }

    fn failed(&self, error: &io::Error, entry: &Entry) -> Error {
        Error::io(error, &self.into.join(shown(&entry.path))).at("/into")
    }
}
