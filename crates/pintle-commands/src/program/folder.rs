//! The folder that a program runs in.

use std::path::{Path, PathBuf};

use pintle::{Access, Context, Error};

use crate::open::open_folder;

/// A folder to start a program in. It is held open, so that what was checked is what the program
/// gets, whatever its path leads to by then.
#[derive(Debug)]
pub(super) struct WorkingFolder {
    path: PathBuf,
    #[cfg(target_os = "linux")]
    held: std::fs::File,
}

#[cfg(target_os = "linux")]
impl WorkingFolder {
    /// Opens a folder, as the caller may if it is `named` by the caller. For a caller under a policy
    /// nothing else is looked at, so that an error says nothing about what is elsewhere.
    pub fn open(path: PathBuf, named: bool, cx: &Context) -> Result<Self, Error> {
        use rustix::fs::{Mode, OFlags, open};
        let held = if named && cx.confinement().is_some() {
            open_folder(&path, Access::Read, cx)
        } else {
            // It need not be readable to go there.
            let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
            let opened = open(&path, flags, Mode::empty());
            opened
                .map(Into::into)
                .map_err(|error| Error::io(&error.into(), &path))
        };
        let held = held.map_err(|error| error.at("/cwd"))?;
        Ok(Self { path, held })
    }

    /// The handle to it.
    pub fn file(&self) -> &std::fs::File {
        &self.held
    }
}

/// Where a process can only be started in a path.
#[cfg(not(target_os = "linux"))]
impl WorkingFolder {
    pub fn open(path: PathBuf, named: bool, cx: &Context) -> Result<Self, Error> {
        let opened = if named && cx.confinement().is_some() {
            open_folder(&path, Access::Read, cx).map(drop)
        } else {
            let is_folder = path.metadata().and_then(|metadata| {
                let not_one = || std::io::ErrorKind::NotADirectory.into();
                metadata.is_dir().then_some(()).ok_or_else(not_one)
            });
            is_folder.map_err(|error| Error::io(&error, &path))
        };
        opened.map_err(|error| error.at("/cwd"))?;
        Ok(Self { path })
    }
}

impl WorkingFolder {
    pub fn path(&self) -> &Path {
        &self.path
    }
}
