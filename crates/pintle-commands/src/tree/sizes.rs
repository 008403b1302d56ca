//! How large trees are.

use std::{
    collections::HashSet,
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use pintle::{
    Access, Context, Data, Error, command,
    errors::{CANCELLED, INVALID_VALUE, IO, TIMEOUT},
};

use crate::{
    fs::{EntryKind, Folder, Stat, open_folder},
    walk::{Filter, Selection, Visited, WalkError, WalkOptions, WalkPurpose, collect_in},
};

/// What to measure.
#[derive(Clone, Debug, Data, Default)]
#[data(default)]
pub struct SizeOptions {
    /// What counts. The root itself always does.
    #[data(flatten)]
    pub selection: Selection,
    /// Only entries of these kinds. Default: all.
    pub kinds: Option<Vec<EntryKind>>,
}

/// How large a tree is.
#[derive(Debug, Data)]
pub struct SizeResult {
    /// The sum of the sizes of the files. A file with several names counts once.
    pub bytes: f64,
    /// How much space everything takes on disk, including folders and the root.
    pub disk_bytes: f64,
    /// How many files there are, counted by name.
    pub files: u32,
    /// How many folders there are below the root.
    pub folders: u32,
    /// How many links, pipes, sockets and devices there are.
    pub others: u32,
    /// What could not be read, and is not counted.
    pub errors: Vec<WalkError>,
}

/// The apparent size and the disk usage of everything below `root`.
///
/// Links are not followed. What cannot be read does not end the call: it is listed in `errors`.
#[command(
    blocking,
    confined,
    effects(fs_read),
    variables(crate::walk::VARIABLES if options.selection.gitignore),
    errors(IO, INVALID_VALUE, CANCELLED, TIMEOUT)
)]
pub fn size(root: PathBuf, options: SizeOptions, cx: &Context) -> Result<SizeResult, Error> {
    let at_root = |error: Error| error.at("/root");
    let folder = Folder::from(open_folder(&root, Access::Read, cx).map_err(at_root)?);
    let own = folder.own_stat();
    let own = own.map_err(|error| at_root(Error::io(&error, &root)))?;
    let walk = WalkOptions {
        selection: options.selection,
        kinds: options.kinds.or_else(|| Some(EntryKind::ALL.to_vec())),
        sorted: false,
        ..WalkOptions::default()
    };
    let filter = Filter::new(&walk)?;
    let sum = Mutex::new(Sum::default());
    let seen = Mutex::new(HashSet::new());
    let found = collect_in(folder, &root, filter, WalkPurpose::Contents, cx, || {
        let mut part = Part {
            own: Sum::default(),
            whole: &sum,
        };
        let seen = &seen;
        move |entry: &Visited<'_>| {
            let stat = entry.stat()?;
            part.own.add(&stat, seen);
            Ok(None::<()>)
        }
    })?;
    let errors = found.into_errors();
    let sum = sum.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok(SizeResult {
        bytes: sum.bytes as f64,
        disk_bytes: (sum.room + own.room()) as f64,
        files: sum.files,
        folders: sum.folders,
        others: sum.others,
        errors: errors.into_iter().map(WalkError::from).collect(),
    })
}

#[derive(Default)]
struct Sum {
    bytes: u64,
    room: u64,
    files: u32,
    folders: u32,
    others: u32,
}

impl Sum {
    fn add(&mut self, stat: &Stat, seen: &Mutex<HashSet<(u64, u64)>>) {
        match stat.kind() {
            EntryKind::File => self.files += 1,
            EntryKind::Directory => self.folders += 1,
            EntryKind::Symlink | EntryKind::Other => self.others += 1,
        }
        if stat.kind() != EntryKind::Directory && stat.names() > 1 {
            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
            if !seen.insert(stat.id()) {
                return;
            }
        }
        self.room += stat.room();
        if stat.kind() == EntryKind::File {
            self.bytes += stat.size();
        }
    }
}

/// A thread's part, which is added to the total when the thread ends.
struct Part<'a> {
    own: Sum,
    whole: &'a Mutex<Sum>,
}

impl Drop for Part<'_> {
    fn drop(&mut self) {
        let mut whole = self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        whole.bytes += self.own.bytes;
        whole.room += self.own.room;
        whole.files += self.own.files;
        whole.folders += self.own.folders;
        whole.others += self.own.others;
    }
}
