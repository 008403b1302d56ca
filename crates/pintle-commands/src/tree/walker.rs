//! Walking a tree on several threads.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::UNIX_EPOCH,
};

use globset::GlobSet;
use ignore::{DirEntry, WalkBuilder, WalkState};
use pintle::{
    Context, Error, Progress, command,
    errors::{CANCELLED, INVALID_VALUE, IO, NOT_UTF8, TIMEOUT},
};

use super::{
    Entries, EntryKind, WalkError, WalkOptions, entries::Entry, gitignore::Gitignore, globs::globs,
};

/// A thread looks up whether it was cancelled once for this many entries.
const CHECKED_EVERY: usize = 256;

/// Lists what is below `root`.
///
/// What cannot be read does not end the walk: it is among the `errors` of the result. Folders are
/// not listed unless `kinds` asks for them.
#[command(
    blocking,
    effects(fs_read),
    errors(IO, INVALID_VALUE, CANCELLED, TIMEOUT)
)]
pub fn walk(root: PathBuf, options: WalkOptions, cx: &Context) -> Result<Entries, Error> {
    let (entries, errors) = collect(&root, &options, cx)?;
    Ok(Entries::new(entries, errors, options.stat))
}

/// Walks, and gives the entries that the options ask for.
pub(crate) fn collect(
    root: &Path,
    options: &WalkOptions,
    cx: &Context,
) -> Result<(Vec<Entry>, Vec<WalkError>), Error> {
    check_root(root)?;
    let wanted = Wanted {
        root,
        options,
        glob: globs(options.glob.as_deref(), "/glob")?,
        kinds: options.kinds.as_deref(),
    };
    let found = Mutex::new(Found::default());
    builder(root, options)?.build_parallel().run(|| {
        let mut batch = Batch {
            found: &found,
            cx,
            own: Found::default(),
        };
        let wanted = &wanted;
        Box::new(move |entry| batch.visit(wanted, entry))
    });
    let Found {
        mut entries,
        mut errors,
        ..
    } = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    cx.check()?;
    if options.sorted {
        entries.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        errors.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    }
    Ok((entries, errors))
}

fn check_root(root: &Path) -> Result<(), Error> {
    let failed = |error: io::Error| Error::io(&error, root).at("/root");
    let is_folder = std::fs::metadata(root).map_err(failed)?.is_dir();
    if is_folder {
        Ok(())
    } else {
        Err(failed(io::ErrorKind::NotADirectory.into()))
    }
}

fn builder(root: &Path, options: &WalkOptions) -> Result<WalkBuilder, Error> {
    let exclude = globs(options.exclude.as_deref(), "/exclude")?;
    let gitignore = options.gitignore.then(|| Gitignore::new(root));
    let base = root.to_path_buf();
    let mut builder = WalkBuilder::new(root);
    builder
        .standard_filters(false)
        .hidden(options.skip_hidden)
        .follow_links(options.follow_symlinks)
        .max_depth(options.max_depth.map(|depth| depth as usize))
        .filter_entry(move |entry| {
            let ignored = entry.depth() > 0
                && gitignore.as_ref().is_some_and(|rules| {
                    let is_folder = kind_of(entry) == EntryKind::Directory;
                    entry.file_name() == ".git" || rules.ignores(entry.path(), is_folder)
                });
            let excluded = exclude.as_ref().is_some_and(|set| {
                entry
                    .path()
                    .strip_prefix(&base)
                    .is_ok_and(|path| set.is_match(path))
            });
            !ignored && !excluded
        });
    Ok(builder)
}

/// Which entries to give.
struct Wanted<'a> {
    root: &'a Path,
    options: &'a WalkOptions,
    glob: Option<GlobSet>,
    kinds: Option<&'a [EntryKind]>,
}

#[derive(Default)]
struct Found {
    entries: Vec<Entry>,
    errors: Vec<WalkError>,
    seen: usize,
}

/// What one thread found. It is handed over when the thread ends.
struct Batch<'a> {
    found: &'a Mutex<Found>,
    cx: &'a Context,
    own: Found,
}

impl Batch<'_> {
    fn visit(&mut self, wanted: &Wanted<'_>, entry: Result<DirEntry, ignore::Error>) -> WalkState {
        self.own.seen += 1;
        if self.own.seen.is_multiple_of(CHECKED_EVERY) {
            if self.cx.check().is_err() {
                return WalkState::Quit;
            }
            if self.cx.wants_progress() {
                self.report();
            }
        }
        match entry {
            Ok(entry) => match wanted.read(&entry) {
                Ok(Some(entry)) => self.own.entries.push(entry),
                Ok(None) => {}
                Err(error) => self.own.errors.push(error),
            },
            Err(error) => self.own.errors.push(of_ignore(&error, wanted.root)),
        }
        WalkState::Continue
    }

    fn report(&self) {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.seen += CHECKED_EVERY;
        self.cx.progress(Progress {
            done: found.seen as f64,
            total: None,
            detail: None,
        });
    }
}

impl Drop for Batch<'_> {
    fn drop(&mut self) {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.entries.append(&mut self.own.entries);
        found.errors.append(&mut self.own.errors);
    }
}

impl Wanted<'_> {
    /// The entry, if it is wanted.
    fn read(&self, entry: &DirEntry) -> Result<Option<Entry>, WalkError> {
        let kind = kind_of(entry);
        let asked = match self.kinds {
            Some(kinds) => kinds.contains(&kind),
            None => kind != EntryKind::Directory,
        };
        if entry.depth() == 0 || !asked {
            return Ok(None);
        }
        let relative = entry.path().strip_prefix(self.root).unwrap_or(entry.path());
        if self
            .glob
            .as_ref()
            .is_some_and(|set| !set.is_match(relative))
        {
            return Ok(None);
        }
        let Some(path) = relative.to_str() else {
            return Err(not_utf8(relative));
        };
        let path = if cfg!(windows) {
            path.replace('\\', "/")
        } else {
            path.to_owned()
        };
        let (size, mtime_ms) = if self.options.stat {
            stat(entry, &path)?
        } else {
            (0.0, 0.0)
        };
        Ok(Some(Entry {
            path,
            kind,
            size,
            mtime_ms,
        }))
    }
}

fn kind_of(entry: &DirEntry) -> EntryKind {
    match entry.file_type() {
        Some(kind) if kind.is_file() => EntryKind::File,
        Some(kind) if kind.is_dir() => EntryKind::Directory,
        Some(kind) if kind.is_symlink() => EntryKind::Symlink,
        _ => EntryKind::Other,
    }
}

fn stat(entry: &DirEntry, path: &str) -> Result<(f64, f64), WalkError> {
    let metadata = entry.metadata().map_err(|error| WalkError {
        path: path.to_owned(),
        code: IO.code.to_owned(),
        message: error.to_string(),
    })?;
    let modified = metadata.modified().ok();
    let milliseconds = modified.map_or(0.0, |time| match time.duration_since(UNIX_EPOCH) {
        Ok(after) => after.as_secs_f64() * 1000.0,
        Err(before) => -before.duration().as_secs_f64() * 1000.0,
    });
    Ok((metadata.len() as f64, milliseconds))
}

fn not_utf8(path: &Path) -> WalkError {
    let path = path.to_string_lossy().into_owned();
    let message = format!("the name of {path} is not valid UTF-8");
    WalkError {
        path,
        code: NOT_UTF8.code.to_owned(),
        message,
    }
}

/// The error of a folder or a link that could not be read.
fn of_ignore(error: &ignore::Error, root: &Path) -> WalkError {
    let path = path_in(error).map(|path| path.strip_prefix(root).unwrap_or(path));
    WalkError {
        path: path.map_or_else(String::new, |path| path.to_string_lossy().into_owned()),
        code: IO.code.to_owned(),
        message: error.to_string(),
    }
}

fn path_in(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::Loop { child, .. } => Some(child),
        ignore::Error::WithLineNumber { err, .. } | ignore::Error::WithDepth { err, .. } => {
            path_in(err)
        }
        _ => None,
    }
}
