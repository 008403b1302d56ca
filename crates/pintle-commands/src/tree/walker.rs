//! Walking a tree on several threads.

use std::{
    ffi::OsString,
    fs::File,
    io,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
};

use pintle::{
    Access, Context, Error, command,
    errors::{CANCELLED, INVALID_VALUE, IO, TIMEOUT},
};

use super::{
    Entries, EntryKind, WalkOptions,
    filter::Filter,
    gitignore::Ignore,
    place::{Job, Place},
    scan::Scan,
    sequence::{BlockId, Found},
};
use crate::{
    crew,
    folder::{Folder, Stat, name_of},
    meter::Meter,
    open::{admit, open_folder},
};

/// Lists what is below `root`.
///
/// What cannot be read does not end the walk: it is listed in the `errors` of the result. Folders
/// are not listed unless `kinds` asks for them.
#[command(
    blocking,
    confined,
    effects(fs_read),
    variables(crate::tree::VARIABLES if options.gitignore),
    errors(IO, INVALID_VALUE, CANCELLED, TIMEOUT)
)]
pub fn walk(root: PathBuf, options: WalkOptions, cx: &Context) -> Result<Entries, Error> {
    let found = collect(&root, &options, cx, || |_: &Visited<'_>| Ok(()))?;
    Ok(Entries::new(found, options.stat))
}

/// Walks, and calls a visitor for each entry that the options ask for. Each thread makes a visitor.
/// An entry that it fails on is an error in what was found.
pub(crate) fn collect<T, V>(
    root: &Path,
    options: &WalkOptions,
    cx: &Context,
    visitor: impl Fn() -> V + Sync,
) -> Result<Found<T>, Error>
where
    T: Send,
    V: FnMut(&Visited<'_>) -> Result<T, Error>,
{
    let opened = open_folder(root, Access::Read, cx);
    let folder = Folder::from(opened.map_err(|error| error.at("/root"))?);
    let some = || {
        let mut visitor = visitor();
        move |visited: &Visited<'_>| visitor(visited).map(Some)
    };
    let look = if size_of::<T>() == 0 {
        Look::AtNames
    } else {
        Look::AtText
    };
    collect_in(folder, root, options, look, cx, some)
}

/// The same for a folder that is open, with a visitor that may keep nothing of an entry.
pub(crate) fn collect_in<T, V>(
    folder: Folder,
    root: &Path,
    options: &WalkOptions,
    look: Look,
    cx: &Context,
    visitor: impl Fn() -> V + Sync,
) -> Result<Found<T>, Error>
where
    T: Send,
    V: FnMut(&Visited<'_>) -> Result<Option<T>, Error>,
{
    let filter = Filter::new(options)?;
    let rules = options.ignore_files.as_deref().unwrap_or_default();
    check_names(rules)?;
    let ignore = (options.gitignore || !rules.is_empty())
        .then(|| Ignore::above(root, &folder, options.gitignore, rules, cx));
    let (ignore, level) = ignore.unzip();
    let walk = Walk {
        root,
        options,
        look,
        cx,
        filter,
        ignore,
        meter: Meter::new(cx),
        next_block: AtomicU32::new(1),
    };
    let found = Mutex::new(Found::new());
    if options.max_depth != Some(0) {
        crew::work(Job::Enter(Place::root(Arc::new(folder), level)), || {
            let mut scan = Scan::new(&walk, visitor(), &found);
            move |job, more: &mut Vec<_>| scan.work(job, more)
        });
    }
    cx.check()?;
    Ok(found.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// What a walk is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// To list names, which must be text.
    AtNames,
    /// To list names, which must be text, with what a visitor says about each.
    AtText,
    /// The same, to change some of them. What killed processes have left beside them is removed.
    ToChange,
    /// To do something with every entry, whatever its name.
    Inside,
}

fn check_names(names: &[String]) -> Result<(), Error> {
    let is_name = |name: &str| !name.is_empty() && !name.contains(['/', '\\', '\0']);
    match names.iter().position(|name| !is_name(name)) {
        None => Ok(()),
        Some(index) => {
            let message = format!("expected the name of a file, got {:?}", names[index]);
            Err(Error::new(&INVALID_VALUE, message).at(&format!("/ignoreFiles/{index}")))
        }
    }
}

/// What the threads of one walk share.
pub(super) struct Walk<'a> {
    pub(super) root: &'a Path,
    pub(super) options: &'a WalkOptions,
    pub(super) look: Look,
    pub(super) cx: &'a Context,
    pub(super) filter: Filter<'a>,
    pub(super) ignore: Option<Ignore>,
    pub(super) meter: Meter<'a>,
    pub(super) next_block: AtomicU32,
}

impl Walk<'_> {
    pub(super) fn new_block(&self) -> BlockId {
        self.next_block.fetch_add(1, Ordering::Relaxed)
    }
}

/// An entry that a visitor is called for.
pub(crate) struct Visited<'a> {
    pub(super) walk: &'a Walk<'a>,
    pub(super) folder: &'a Folder,
    pub(super) path: &'a [u8],
    pub(super) kind: EntryKind,
    /// Whether it is a link that is followed.
    pub(super) by_link: bool,
}

impl Visited<'_> {
    /// Relative to the root of the walk, with `/`.
    pub(crate) fn path(&self) -> &[u8] {
        self.path
    }

    /// The folder that it is in.
    pub(crate) fn folder(&self) -> &Folder {
        self.folder
    }

    /// What is known of it.
    pub(crate) fn stat(&self) -> Result<Stat, Error> {
        self.walk.stat(self.folder, self.path, self.by_link)
    }

    pub(crate) fn kind(&self) -> EntryKind {
        self.kind
    }

    /// Opens the file.
    pub(crate) fn open(&self) -> Result<(File, Stat), Error> {
        let walk = self.walk;
        let opened = walk.open_file(self.folder, self.path, self.by_link)?;
        admit(&opened.0, &walk.full(self.path), walk.cx)?;
        Ok(opened)
    }

    /// The error of something that was done with it.
    pub(crate) fn failed(&self, error: &io::Error) -> Error {
        self.walk.failed(self.path, error)
    }

    /// What a link says.
    pub(crate) fn read_link(&self) -> Result<OsString, Error> {
        let target = self.folder.read_link(&name_of(self.path));
        target.map_err(|error| self.failed(&error))
    }
}
