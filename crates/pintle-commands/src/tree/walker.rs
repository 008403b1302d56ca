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
/// What cannot be read does not end the walk: it is among the `errors` of the result. Folders are
/// not listed unless `kinds` asks for them.
#[command(
    blocking,
    confined,
    effects(fs_read),
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
    let filter = Filter::new(options)?;
    let names = options.ignore_files.as_deref().unwrap_or_default();
    check_names(names)?;
    let opened = open_folder(root, Access::Read, cx);
    let folder = Arc::new(Folder::from(opened.map_err(|error| error.at("/root"))?));
    let rules = (options.gitignore || !names.is_empty())
        .then(|| Ignore::above(root, &folder, options.gitignore, names, cx));
    let (ignore, level) = rules.unzip();
    let walk = Walk {
        root,
        options,
        cx,
        filter,
        ignore,
        meter: Meter::new(cx),
        next_block: AtomicU32::new(1),
    };
    let found = Mutex::new(Found::new());
    if options.max_depth != Some(0) {
        crew::work(Job::Enter(Place::root(folder, level)), || {
            let mut scan = Scan::new(&walk, visitor(), &found);
            move |job, more: &mut Vec<_>| scan.work(job, more)
        });
    }
    cx.check()?;
    Ok(found.into_inner().unwrap_or_else(PoisonError::into_inner))
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
    pub(super) path: &'a str,
    pub(super) kind: EntryKind,
    /// Whether it is a link that is followed.
    pub(super) by_link: bool,
}

impl Visited<'_> {
    pub(crate) fn kind(&self) -> EntryKind {
        self.kind
    }

    /// Opens the file.
    pub(crate) fn open(&self) -> Result<(File, Stat), Error> {
        let walk = self.walk;
        let opened = walk.open_file(self.folder, self.path.as_bytes(), self.by_link)?;
        admit(&opened.0, &walk.root.join(self.path), walk.cx)?;
        Ok(opened)
    }

    /// The error of something that was done with it.
    pub(crate) fn failed(&self, error: &io::Error) -> Error {
        self.walk.failed(self.path.as_bytes(), error)
    }

    /// What a link says.
    pub(crate) fn read_link(&self) -> Result<OsString, Error> {
        let target = self.folder.read_link(&name_of(self.path.as_bytes()));
        target.map_err(|error| self.failed(&error))
    }
}
