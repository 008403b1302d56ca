//! The commands that extract.

use std::{
    collections::BTreeMap,
    fs::{File, FileTimes},
    io::{self, BufRead, Write},
    path::{Path, PathBuf},
    time::SystemTime,
};

use pintle::{
    Bytes, Context, Error, command,
    errors::{CANCELLED, INVALID_VALUE, IO, NOT_UTF8, TIMEOUT},
};

use super::{
    destination::Destination,
    entry::{Entry, Kind},
    errors::{
        ARCHIVE_CORRUPT, ARCHIVE_EXISTS, ARCHIVE_LIMIT, ARCHIVE_UNSAFE, ARCHIVE_UNSUPPORTED,
        of_entry, shown, unreadable,
    },
    limits::Budget,
    options::{ExtractOptions, Extracted, Skipped, Unsafe},
    reading,
    select::Selection,
    source::Source,
    staging::Staging,
    tree::{Tree, Trouble},
    watch::Watch,
};
use crate::fs::{self, LinkWay, Overwrite};

/// Extracts an archive into a folder, which is created if missing.
///
/// Nothing is written outside the folder, and nothing is left behind if any part of the archive is
/// bad. Owners are not kept, nor are bits such as set-user-ID.
#[command(
    blocking,
    confined,
    effects(fs_read, fs_write),
    errors(
        ARCHIVE_UNSAFE,
        ARCHIVE_CORRUPT,
        ARCHIVE_LIMIT,
        ARCHIVE_UNSUPPORTED,
        ARCHIVE_EXISTS,
        IO,
        NOT_UTF8,
        INVALID_VALUE,
        CANCELLED,
        TIMEOUT
    )
)]
pub fn extract(
    archive: PathBuf,
    into: PathBuf,
    options: ExtractOptions,
    cx: &Context,
) -> Result<Extracted, Error> {
    let source = Source::open(&archive, cx);
    source
        .and_then(|source| run(&source, &into, &options, cx))
        .map_err(|error| placed(error, "/archive"))
}

/// Extracts an archive in memory.
#[command(
    blocking,
    confined,
    effects(fs_write),
    errors(
        ARCHIVE_UNSAFE,
        ARCHIVE_CORRUPT,
        ARCHIVE_LIMIT,
        ARCHIVE_UNSUPPORTED,
        ARCHIVE_EXISTS,
        IO,
        NOT_UTF8,
        INVALID_VALUE,
        CANCELLED,
        TIMEOUT
    )
)]
pub fn extract_bytes(
    data: Bytes,
    into: PathBuf,
    options: ExtractOptions,
    cx: &Context,
) -> Result<Extracted, Error> {
    run(&Source::bytes(data), &into, &options, cx).map_err(|error| placed(error, "/data"))
}

/// The error, at the archive unless it knows its place.
pub(super) fn placed(error: Error, archive: &str) -> Error {
    let ended = [&CANCELLED, &TIMEOUT].contains(&error.kind());
    match error.pointer() {
        "" if !ended => error.at(archive),
        _ => error,
    }
}

fn run(
    source: &Source,
    into: &Path,
    options: &ExtractOptions,
    cx: &Context,
) -> Result<Extracted, Error> {
    let budget = Budget::new(options.max_entries, options.max_bytes, options.max_ratio)?;
    let selection = Selection::new(options.glob.as_deref(), options.exclude.as_deref())?;
    let format = options.format.map_or_else(|| source.detect(), Ok)?;
    let destination = Destination::open(into, cx).map_err(|error| error.at("/into"))?;
    let staging = destination.stage()?;
    let mut extraction = Extraction::new(source, options, selection, &destination, &staging)
        .map_err(|error| destination.failed(&error))?;
    let watch = Watch::new(cx, budget, source.size);
    reading::read(source, format, &watch, &mut |entry, content| {
        extraction.add(&entry, content)
    })?;
    extraction.check_winding()?;
    let (folders, result) = extraction.close();
    let root = destination.settle(staging, options.overwrite)?;
    let mut tree = Tree::new(root, false);
    // From the innermost out: a folder may forbid to look into it.
    for (path, attributes) in folders.iter().rev() {
        let parts: Vec<_> = path.split(|byte| *byte == b'/').collect();
        tree.finish_folder(&parts, attributes.mode, attributes.mtime)
            .map_err(|error| Error::io(&error, &into.join(shown(path))).at("/into"))?;
    }
    Ok(result)
}

/// What a folder gets at the end, when nothing is written into it any more.
struct Attributes {
    mode: Option<u32>,
    mtime: Option<SystemTime>,
}

/// An archive on its way into a folder.
struct Extraction<'a> {
    source: &'a Source,
    options: &'a ExtractOptions,
    selection: Selection,
    into: &'a Path,
    tree: Tree,
    /// The permission bits that a new file keeps.
    #[cfg(unix)]
    kept_mode: u32,
    folders: BTreeMap<Vec<u8>, Attributes>,
    /// Where links are that are good only if what they pass are folders, as in the archive.
    winding: Vec<(Vec<u8>, Vec<u8>)>,
    result: Extracted,
}

impl<'a> Extraction<'a> {
    fn new(
        source: &'a Source,
        options: &'a ExtractOptions,
        selection: Selection,
        destination: &'a Destination,
        staging: &Staging<'_>,
    ) -> io::Result<Self> {
        Ok(Self {
            source,
            options,
            selection,
            into: &destination.path,
            tree: Tree::new(staging.open()?, staging.folds()),
            #[cfg(unix)]
            kept_mode: staging.kept_mode()?,
            folders: BTreeMap::new(),
            winding: Vec::new(),
            result: Extracted::default(),
        })
    }

    /// Closes all folders: Windows moves none that is open.
    fn close(self) -> (BTreeMap<Vec<u8>, Attributes>, Extracted) {
        (self.folders, self.result)
    }

    fn add(&mut self, entry: &Entry, content: &mut dyn BufRead) -> Result<(), Error> {
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

    /// Refuses the archive, or leaves one entry out.
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

    /// Whether the links that were to be looked at again are good, now that all of the archive is
    /// there.
    fn check_winding(&mut self) -> Result<(), Error> {
        for (path, target) in std::mem::take(&mut self.winding) {
            let parts: Vec<_> = path.split(|byte| *byte == b'/').collect();
            let is_still_there = self
                .tree
                .read_link(&parts)
                .is_ok_and(|there| cfg!(windows) || there.as_os_str().as_encoded_bytes() == target);
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
        if parts.is_empty() || !self.selection.wants(parts) {
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

    /// Adds what has no content.
    fn add_other(&mut self, entry: &Entry, parts: &[&[u8]]) -> Result<(), Trouble> {
        let mtime = entry.mtime.system();
        match &entry.kind {
            Kind::Symlink(target) => self.add_symlink(parts, target, mtime)?,
            Kind::HardLink(target) => {
                let target =
                    fs::safe_entry_parts(target, self.options.names).map_err(Trouble::Unsafe)?;
                let target = self.strip(&target);
                // Another name of a link is a link that says the same.
                if let Ok(link) = self.tree.read_link(target) {
                    let link = link.into_os_string().into_encoded_bytes();
                    return self.add_symlink(parts, &link, mtime);
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

    fn add_symlink(
        &mut self,
        parts: &[&[u8]],
        target: &[u8],
        mtime: Option<SystemTime>,
    ) -> Result<(), Trouble> {
        let way = fs::link_way(target, parts.len() - 1, self.options.names);
        if way.map_err(Trouble::Unsafe)? == LinkWay::Winding {
            // These may leave a link in the place of a folder of the archive.
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
