//! The files for a program's streams: opened without blocking in the system,
//! and not changed before the program starts.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use pintle::{Context, Error, errors::DENIED};

use super::limits::Limits;
#[cfg(not(unix))]
use super::portable as system;
#[cfg(unix)]
use super::unix::opening as system;
use crate::fs::{Stat, open_file};

/// How often a named pipe is polled for a process that has opened its other end.
const INTERVAL: Duration = Duration::from_millis(5);

/// Opens the file that a program reads. Does not block: see [`wait_for_writer`].
pub(super) fn open_input(path: &Path, cx: &Context) -> Result<File, Error> {
    if cx.confinement().is_some() {
        return open_file(path, cx);
    }
    system::open_to_read(&cx.resolve(path)?).map_err(|error| Error::io(&error, path))
}

/// Waits until a process has opened a named pipe for writing, as a blocking open would.
pub(super) fn wait_for_writer(
    file: &File,
    path: &Path,
    limits: &Limits,
    cx: &Context,
) -> Result<(), Error> {
    let failed = |error: io::Error| Error::io(&error, path).at("/stdinFile");
    while !system::has_writer(file).map_err(failed)? {
        limits.pause(INTERVAL, cx)?;
    }
    system::let_wait(file).map_err(failed)
}

/// A file that an output goes into.
#[derive(Debug)]
pub(super) struct Target {
    pub file: File,
    /// Its path, if it was created for the program.
    created: Option<PathBuf>,
    /// Whether a program uses it.
    used: AtomicBool,
}

impl Target {
    /// Opens or creates the file, and keeps its content. Waits for a reader of a named pipe. Errors
    /// about the file have `pointer`.
    pub fn open(path: &Path, pointer: &str, limits: &Limits, cx: &Context) -> Result<Self, Error> {
        if cx.confinement().is_some() {
            let message = "a caller under a policy cannot choose the file that a program writes to";
            return Err(Error::new(&DENIED, message).at(pointer));
        }
        let failed = |error: io::Error| Error::io(&error, path).at(pointer);
        let resolved = cx.resolve(path).map_err(|error| error.at(pointer))?;
        let mut created = None;
        let file = loop {
            match system::open_to_write(&resolved, false) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    let file = system::open_to_write(&resolved, true).map_err(failed)?;
                    // Links are resolved now, since the file's own name is where they lead.
                    created = fs::canonicalize(&resolved).ok();
                    break file;
                }
                Err(error) if system::has_no_reader(&error, &resolved) => {
                    limits.pause(INTERVAL, cx)?;
                }
                opened => break opened.map_err(failed)?,
            }
        };
        system::let_wait(&file).map_err(failed)?;
        Ok(Self {
            file,
            created,
            used: AtomicBool::new(false),
        })
    }

    /// Whether it has content that must be removed.
    pub fn is_full(&self) -> bool {
        let metadata = self.file.metadata();
        metadata.is_ok_and(|metadata| metadata.is_file() && metadata.len() > 0)
    }

    /// Marks it as used by a program from now on.
    pub fn is_used(&self) {
        self.used.store(true, Ordering::Relaxed);
    }
}

/// Without the program the file would not exist.
impl Drop for Target {
    fn drop(&mut self) {
        if let Some(path) = &self.created
            && !self.used.load(Ordering::Relaxed)
            && !self.is_full()
            && File::open(path).is_ok_and(|file| is_same(&file, &self.file))
        {
            let _ = fs::remove_file(path);
        }
    }
}

/// Whether both are the same file, whatever their names.
pub(super) fn is_same(one: &File, other: &File) -> bool {
    let identity = |file| Stat::of(file).ok().map(|stat| stat.id());
    identity(one).is_some_and(|one| identity(other) == Some(one))
}
