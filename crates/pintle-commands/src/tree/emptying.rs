//! Emptying a folder on several threads.

use std::{
    ffi::{OsStr, OsString},
    io,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
};

use pintle::{Context, Error};

use super::removal::{RemoveResult, is_removed_unread};
use crate::{
    fs::{EntryKind, Folder, Listing, Meter},
    walk::share_work,
};

/// How many names of one folder are removed by one thread.
const PORTION: usize = 256;

/// What the threads that empty a folder share.
pub(super) struct Emptying<'a> {
    root: &'a Path,
    cx: &'a Context,
    meter: Meter<'a>,
    files: AtomicU32,
    folders: AtomicU32,
    failures: Mutex<Vec<(PathBuf, io::Error)>>,
}

/// A folder being emptied. Every job in it holds it, and so do its subfolders.
struct Node {
    folder: Folder,
    /// Its parent and its name there; none for the root, which stays.
    above: Option<(Arc<Node>, OsString)>,
    /// Whether something in it could not be removed.
    stays: AtomicBool,
}

enum Job {
    Names(Arc<Node>, Vec<OsString>),
    Folder(Arc<Node>, OsString),
    Root(Arc<Node>),
}

impl<'a> Emptying<'a> {
    pub(super) fn new(root: &'a Path, cx: &'a Context) -> Self {
        Self {
            root,
            cx,
            meter: Meter::new(cx),
            files: AtomicU32::new(0),
            folders: AtomicU32::new(0),
            failures: Mutex::default(),
        }
    }

    /// Removes the contents of a folder. The first failure in path order is reported when
    /// everything else has been removed.
    pub(super) fn empty(self, folder: Folder) -> Result<RemoveResult, Error> {
        let root = Arc::new(Node::new(folder, None));
        share_work(Job::Root(root), || {
            let mut listing = Listing::default();
            let this = &self;
            move |job, more: &mut Vec<_>| this.work(job, &mut listing, more)
        });
        self.cx.check()?;
        let failures = self.failures.into_inner();
        let mut failures = failures.unwrap_or_else(PoisonError::into_inner);
        failures.sort_by(|(one, _), (other, _)| one.cmp(other));
        match failures.first() {
            Some((path, error)) => Err(Error::io(error, path)),
            None => Ok(RemoveResult {
                files: self.files.into_inner(),
                folders: self.folders.into_inner(),
            }),
        }
    }

    fn work(&self, job: Job, listing: &mut Listing, more: &mut Vec<Job>) -> ControlFlow<()> {
        if self.cx.check().is_err() {
            return ControlFlow::Break(());
        }
        match job {
            Job::Root(node) => self.enter(node, listing, more),
            Job::Names(node, names) => {
                self.remove_names(&node, names.iter().map(OsString::as_os_str));
                self.finish(node);
            }
            Job::Folder(above, name) => match above.folder.open_folder(&name) {
                Ok(folder) => {
                    let node = Arc::new(Node::new(folder, Some((above, name))));
                    self.enter(node, listing, more);
                }
                Err(error) => {
                    if is_removed_unread(&above.folder, &name, &error) {
                        self.count_folder();
                    } else {
                        self.fail(&above, &name, error);
                    }
                    self.finish(above);
                }
            },
        }
        ControlFlow::Continue(())
    }

    /// Removes what is in a folder, except folders, which become jobs.
    fn enter(&self, node: Arc<Node>, listing: &mut Listing, more: &mut Vec<Job>) {
        match node.folder.list(listing) {
            // Another process removes it too.
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                self.fail_at(self.path(&node), error);
                node.stays.store(true, Ordering::Relaxed);
            }
            _ => {}
        }
        let is_folder = |name: &OsStr, kind: Option<EntryKind>| match kind {
            Some(kind) => kind == EntryKind::Directory,
            None => node
                .folder
                .stat(name)
                .is_ok_and(|stat| stat.kind() == EntryKind::Directory),
        };
        let mut names = Vec::new();
        for (name, kind) in listing.entries() {
            if is_folder(name, kind) {
                more.push(Job::Folder(Arc::clone(&node), name.to_owned()));
            } else {
                names.push(name);
            }
        }
        let mut portions = names.chunks(PORTION);
        let own = portions.next();
        for portion in portions {
            let portion = portion.iter().map(|name| (*name).to_owned()).collect();
            more.push(Job::Names(Arc::clone(&node), portion));
        }
        self.remove_names(&node, own.into_iter().flatten().copied());
        self.finish(node);
    }

    fn remove_names<'n>(&self, node: &Node, names: impl Iterator<Item = &'n OsStr>) {
        let mut removed = 0;
        for name in names {
            match node.folder.remove(name) {
                Ok(()) => removed += 1,
                Err(error) => self.fail(node, name, error),
            }
        }
        self.files.fetch_add(removed, Ordering::Relaxed);
        self.meter.add(u64::from(removed));
    }

    /// One job in the folder is done. After the last one, the folder itself is removed.
    fn finish(&self, node: Arc<Node>) {
        let mut done = node;
        while let Some(node) = Arc::into_inner(done) {
            let Some((above, name)) = node.above else {
                return;
            };
            drop(node.folder); // Windows does not remove an open folder.
            if node.stays.into_inner() {
                above.stays.store(true, Ordering::Relaxed);
            } else {
                match above.folder.remove_folder(&name) {
                    Ok(()) => self.count_folder(),
                    Err(error) => self.fail(&above, &name, error),
                }
            }
            done = above;
        }
    }

    fn count_folder(&self) {
        self.folders.fetch_add(1, Ordering::Relaxed);
        self.meter.add(1);
    }

    fn fail(&self, node: &Node, name: &OsStr, error: io::Error) {
        // Another process removes it too.
        if error.kind() != io::ErrorKind::NotFound {
            node.stays.store(true, Ordering::Relaxed);
            self.fail_at(self.path(node).join(name), error);
        }
    }

    fn fail_at(&self, path: PathBuf, error: io::Error) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.push((path, error));
    }

    fn path(&self, node: &Node) -> PathBuf {
        match &node.above {
            Some((above, name)) => self.path(above).join(name),
            None => self.root.to_owned(),
        }
    }
}

impl Node {
    fn new(folder: Folder, above: Option<(Arc<Self>, OsString)>) -> Self {
        Self {
            folder,
            above,
            stays: AtomicBool::new(false),
        }
    }
}
