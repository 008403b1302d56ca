//! Which calls may use a folder simultaneously: a program whose rule inspects files before it
//! starts excludes all other writers.
//!
//! Such a rule (a plain repository, an empty folder, a lock file) makes a statement about files
//! that callers could change between the check and the program's end. So every writer below a root
//! under a policy holds a shared lock on it, and such a program holds it exclusively. It is a
//! system lock on the folder itself, so it also works between processes; calls of the same process
//! wait in a queue, since a system lock can only be polled. Roots inside others use the lock of the
//! outermost one.

use std::{
    collections::HashMap,
    fs::File,
    io,
    path::PathBuf,
    sync::{Arc, LazyLock, Mutex, PoisonError, Weak},
    time::Duration,
};

use cap_std::fs::Dir;
use pintle_core::{Context, Error, pool};

use crate::{
    nesting::{Id, id_of_folder},
    queue::{Queue, Turn},
    roots::Roots,
};

/// How long to wait for another process before polling again; it doubles from the first to the
/// last.
const LOOK: [Duration; 2] = [Duration::from_millis(1), Duration::from_millis(16)];

/// How a call uses the folders that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// It only reads.
    Reads,
    /// It may write.
    Writes,
    /// Nothing else may write in the meantime.
    Alone,
}

/// A folder below which callers write.
#[derive(Debug)]
pub(crate) struct Field {
    id: Id,
    path: PathBuf,
    dir: Dir,
    queue: Arc<Queue>,
}

impl Field {
    pub(crate) fn new(path: PathBuf, dir: Dir) -> io::Result<Self> {
        let id = id_of_folder(&dir)?;
        Ok(Self {
            id,
            path,
            dir,
            queue: queue_of(id),
        })
    }
}

/// The queue for a folder, shared by all policies of this process.
fn queue_of(folder: Id) -> Arc<Queue> {
    static QUEUES: LazyLock<Mutex<HashMap<Id, Weak<Queue>>>> = LazyLock::new(Mutex::default);
    let mut queues = QUEUES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(queue) = queues.get(&folder).and_then(Weak::upgrade) {
        return queue;
    }
    queues.retain(|_, queue| queue.strong_count() > 0);
    let queue = Arc::new(Queue::new(u64::MAX));
    queues.insert(folder, Arc::downgrade(&queue));
    queue
}

/// The locks that a call holds; dropping this releases them.
#[derive(Debug, Default)]
pub(crate) struct Held {
    /// Each lock is released before the next call of this process asks for it.
    locks: Vec<(Option<File>, Turn)>,
}

impl Held {
    /// Waits until the folders can be used in this way.
    ///
    /// # Errors
    /// `ERR_PINTLE_CANCELLED`, `ERR_PINTLE_TIMEOUT`; `ERR_PINTLE_IO` if locks are needed but the
    /// file system does not support them.
    pub(crate) fn wait(roots: &Roots, how: Use, context: &Context) -> Result<Self, Error> {
        let mut fields: Vec<&Arc<Field>> = Vec::new();
        if how != Use::Reads {
            fields.extend(roots.0.iter().filter_map(|root| root.field.as_ref()));
        }
        // All calls take them in the same order, so that no two wait for each other.
        fields.sort_unstable_by_key(|field| field.id);
        fields.dedup_by_key(|field| field.id);
        let mut held = Self::default();
        for field in fields {
            let turn = match how {
                Use::Alone => field.queue.all(context),
                Use::Reads | Use::Writes => field.queue.one(context),
            }?;
            held.locks.push((lock(field, how, context)?, turn));
        }
        Ok(held)
    }
}

/// Without locks in the file system, no call can be exclusive, so writers need none.
fn lock(field: &Field, how: Use, context: &Context) -> Result<Option<File>, Error> {
    let unless_alone = |error: io::Error| match how {
        Use::Alone => Err(Error::io(&error, &field.path)),
        Use::Reads | Use::Writes => Ok(None),
    };
    // A separate handle, since the lock belongs to the handle; and of a kind that supports locks.
    let handle = match field.dir.open(".") {
        Ok(handle) => handle.into_std(),
        Err(error) => return unless_alone(error),
    };
    if let Some(outcome) = try_lock(&handle, how == Use::Alone).transpose() {
        return outcome.map_or_else(unless_alone, |()| Ok(Some(handle)));
    }
    pool::while_waiting(|| {
        let [mut pause, longest] = LOOK;
        loop {
            context.check()?;
            std::thread::sleep(pause);
            pause = longest.min(pause * 2);
            if let Some(outcome) = try_lock(&handle, how == Use::Alone).transpose() {
                break outcome.map_or_else(unless_alone, |()| Ok(Some(handle)));
            }
        }
    })
}

/// Nothing if another process holds a conflicting lock.
#[cfg(unix)]
fn try_lock(handle: &File, alone: bool) -> io::Result<Option<()>> {
    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;
    let operation = if alone {
        FlockOperation::NonBlockingLockExclusive
    } else {
        FlockOperation::NonBlockingLockShared
    };
    match flock(handle, operation) {
        Ok(()) => Ok(Some(())),
        Err(Errno::WOULDBLOCK | Errno::INTR) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "it may fail elsewhere")]
fn try_lock(_: &File, _: bool) -> io::Result<Option<()>> {
    Ok(Some(()))
}
