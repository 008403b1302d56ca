//! Who may be in a folder together: a program whose rule looks at files before it starts is alone
//! among those who write.
//!
//! Such a rule (a plain repository, an empty folder, a lock file) says something about files that
//! callers could change between the look and the program's end. So whoever writes below a root under
//! a policy shares its lock meanwhile, and such a program has it alone. The lock is the system's, on
//! the folder itself, so it also holds among processes. Roots inside of others have the lock of the
//! outermost one.

use std::{
    fs::File,
    io,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use cap_std::fs::Dir;
use pintle_core::{Context, Error};

use crate::{
    nesting::{Id, id_of_folder},
    roots::Roots,
};

/// How long to wait before looking again; it doubles from the first to the last.
const LOOK: [Duration; 2] = [Duration::from_millis(1), Duration::from_millis(16)];

/// How a call uses the folders that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// It only reads.
    Reads,
    /// It may write.
    Writes,
    /// Nobody may write meanwhile.
    Alone,
}

/// A folder below which callers write.
#[derive(Debug)]
pub(crate) struct Field {
    id: Id,
    path: PathBuf,
    dir: Dir,
    /// How many wait to be alone, for whom others hold back.
    waiting: AtomicU32,
}

impl Field {
    pub(crate) fn new(path: PathBuf, dir: Dir) -> io::Result<Self> {
        Ok(Self {
            id: id_of_folder(&dir)?,
            path,
            dir,
            waiting: AtomicU32::new(0),
        })
    }
}

/// The locks that a call has; they go when it is dropped.
#[derive(Debug)]
pub(crate) struct Held {
    _locks: Vec<File>,
}

impl Held {
    /// Waits until the folders can be used so.
    ///
    /// # Errors
    /// `ERR_PINTLE_CANCELLED`, `ERR_PINTLE_TIMEOUT`; `ERR_PINTLE_IO` where the file system has no
    /// locks and they are needed.
    pub(crate) fn wait(roots: &Roots, how: Use, context: &Context) -> Result<Self, Error> {
        let mut fields: Vec<&Arc<Field>> = Vec::new();
        if how != Use::Reads {
            fields.extend(roots.0.iter().filter_map(|root| root.field.as_ref()));
        }
        // All take them in the same order, so that no two wait for each other.
        fields.sort_unstable_by_key(|field| field.id);
        fields.dedup_by_key(|field| field.id);
        let locks = fields.into_iter().map(|field| lock(field, how, context));
        let locks: Vec<_> = locks.collect::<Result<_, _>>()?;
        Ok(Self {
            _locks: locks.into_iter().flatten().collect(),
        })
    }
}

/// Where a file system has no locks nobody can be alone, and so whoever writes needs none.
fn lock(field: &Field, how: Use, context: &Context) -> Result<Option<File>, Error> {
    let unless_alone = |error: io::Error| match how {
        Use::Alone => Err(Error::io(&error, &field.path)),
        Use::Reads | Use::Writes => Ok(None),
    };
    // A handle of its own, since the lock belongs to that; and one of those that may have locks.
    let handle = match field.dir.open(".") {
        Ok(handle) => handle.into_std(),
        Err(error) => return unless_alone(error),
    };
    let _waiting = (how == Use::Alone).then(|| Waiting::new(&field.waiting));
    let [mut pause, longest] = LOOK;
    loop {
        if how == Use::Alone || field.waiting.load(Ordering::Relaxed) == 0 {
            match try_lock(&handle, how == Use::Alone) {
                Ok(true) => return Ok(Some(handle)),
                Ok(false) => {}
                Err(error) => return unless_alone(error),
            }
        }
        context.check()?;
        std::thread::sleep(pause);
        pause = longest.min(pause * 2);
    }
}

#[cfg(unix)]
fn try_lock(handle: &File, alone: bool) -> io::Result<bool> {
    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;
    let operation = if alone {
        FlockOperation::NonBlockingLockExclusive
    } else {
        FlockOperation::NonBlockingLockShared
    };
    match flock(handle, operation) {
        Ok(()) => Ok(true),
        Err(Errno::WOULDBLOCK | Errno::INTR) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "it may fail elsewhere")]
fn try_lock(_: &File, _: bool) -> io::Result<bool> {
    Ok(true)
}

struct Waiting<'a>(&'a AtomicU32);

impl<'a> Waiting<'a> {
    fn new(count: &'a AtomicU32) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
