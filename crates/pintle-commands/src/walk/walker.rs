//! Walking a tree on several threads.

use std::{
    ffi::OsString,
    fs::File,
    io,
    path::Path,
    sync::{
        Arc, Mutex, OnceLock, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
};

use pintle::{Access, Context, Error};

use super::{
    WalkOptions,
    filter::Filter,
    gitignore::Ignore,
    jobs::{FolderToRead, Job},
    scan::Scan,
    sending::{Outlet, Receiver},
    sequence::{BlockId, Findings},
    workers::share_work,
};
use crate::fs::{EntryKind, Folder, Meter, Stat, admit, name_of, open_folder};

/// Walks, and calls a visitor for each entry that the options select. Each thread creates a
/// visitor. If it fails on an entry, that is an error in the findings.
pub(crate) fn collect<T, V>(
    root: &Path,
    options: &WalkOptions,
    cx: &Context,
    visitor: impl Fn() -> V + Sync,
) -> Result<Findings<T>, Error>
where
    T: Send,
    V: FnMut(&Visited<'_>) -> Result<T, Error>,
{
    let (folder, filter) = begin(root, options, cx)?;
    let some = || {
        let mut visitor = visitor();
        move |visited: &Visited<'_>| visitor(visited).map(Some)
    };
    let purpose = if size_of::<T>() == 0 {
        WalkPurpose::Names
    } else {
        WalkPurpose::Text
    };
    collect_in(folder, root, filter, purpose, cx, some)
}

/// The same for an open folder, with a visitor that may keep nothing of an entry.
pub(crate) fn collect_in<T, V>(
    folder: Folder,
    root: &Path,
    filter: Filter<'_>,
    purpose: WalkPurpose,
    cx: &Context,
    visitor: impl Fn() -> V + Sync,
) -> Result<Findings<T>, Error>
where
    T: Send,
    V: FnMut(&Visited<'_>) -> Result<Option<T>, Error>,
{
    let found = Mutex::new(Findings::new());
    run(
        folder,
        root,
        filter,
        purpose,
        cx,
        visitor,
        Outlet::Findings(&found),
    )?;
    Ok(found.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// Walks, and passes what it finds to `receiver` as it comes, in any order and from any thread, until
/// that breaks or fails.
pub(crate) fn send_each<T, V>(
    root: &Path,
    options: &WalkOptions,
    cx: &Context,
    visitor: impl Fn() -> V + Sync,
    receiver: &Receiver<'_, T>,
) -> Result<(), Error>
where
    T: Send,
    V: FnMut(&Visited<'_>) -> Result<Option<T>, Error>,
{
    let (folder, filter) = begin(root, options, cx)?;
    let stopped = OnceLock::new();
    let outlet = Outlet::Receiver(receiver, &stopped);
    run(
        folder,
        root,
        filter,
        WalkPurpose::Sending,
        cx,
        visitor,
        outlet,
    )?;
    stopped.into_inner().unwrap_or(Ok(()))
}

fn begin<'a>(
    root: &Path,
    options: &'a WalkOptions,
    cx: &Context,
) -> Result<(Folder, Filter<'a>), Error> {
    let opened = open_folder(root, Access::Read, cx);
    let folder = Folder::from(opened.map_err(|error| error.at("/root"))?);
    Ok((folder, Filter::new(options)?))
}

fn run<T, V>(
    folder: Folder,
    root: &Path,
    filter: Filter<'_>,
    purpose: WalkPurpose,
    cx: &Context,
    visitor: impl Fn() -> V + Sync,
    outlet: Outlet<'_, T>,
) -> Result<(), Error>
where
    T: Send,
    V: FnMut(&Visited<'_>) -> Result<Option<T>, Error>,
{
    let options = filter.options;
    let selection = &options.selection;
    let rules = selection.ignore_files.as_deref().unwrap_or_default();
    let ignore = (selection.gitignore || !rules.is_empty())
        .then(|| Ignore::above(root, &folder, selection.gitignore, rules, cx));
    let (ignore, level) = ignore.unzip();
    let walk = Walk {
        root,
        options,
        purpose,
        cx,
        filter,
        ignore,
        meter: Meter::new(cx),
        next_block: AtomicU32::new(1),
    };
    if selection.max_depth != Some(0) {
        share_work(
            Job::Read(FolderToRead::root(Arc::new(folder), level)),
            || {
                let mut scan = Scan::new(&walk, visitor(), outlet);
                move |job, more: &mut Vec<_>| scan.work(job, more)
            },
        );
    }
    cx.check()
}

/// The purpose of a walk. It decides whether names must be text, what counts against the budget, and whether
/// leftovers are removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WalkPurpose {
    /// To list names, which must be text.
    Names,
    /// To list names, which must be text, with what a visitor says about each.
    Text,
    /// To list names, which must be text, to a receiver, who counts what it gets.
    Sending,
    /// As `Text`, to change some of them. What killed processes have left next to them is removed.
    Change,
    /// To do something with every entry, whatever its name.
    Contents,
}

/// What the threads of one walk share.
pub(super) struct Walk<'a> {
    pub(super) root: &'a Path,
    pub(super) options: &'a WalkOptions,
    pub(super) purpose: WalkPurpose,
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

/// An entry for which a visitor is called.
pub(crate) struct Visited<'a> {
    pub(super) walk: &'a Walk<'a>,
    pub(super) folder: &'a Folder,
    pub(super) path: &'a [u8],
    pub(super) kind: EntryKind,
    /// Whether it is a followed link.
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

    /// Its metadata.
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

    /// The error of an operation on it.
    pub(crate) fn failed(&self, error: &io::Error) -> Error {
        self.walk.failed(self.path, error)
    }

    /// The target of a link.
    pub(crate) fn read_link(&self) -> Result<OsString, Error> {
        let target = self.folder.read_link(&name_of(self.path));
        target.map_err(|error| self.failed(&error))
    }
}
