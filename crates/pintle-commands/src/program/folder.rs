//! The folder that a program runs in.

use std::{
    fs::File,
    path::{Path, PathBuf},
};

use pintle::{Access, Context, Error};

use crate::open::open_folder;

/// A folder to start a program in. Where the caller is not trusted it is held open, so that what
/// was checked is what the program gets, whatever its path leads to by then.
#[derive(Debug)]
pub(super) struct WorkingFolder {
    path: PathBuf,
    /// On Linux the path leads through this.
    _held: Option<File>,
}

impl WorkingFolder {
    pub fn open(path: &Path, cx: &Context) -> Result<Self, Error> {
        if cx.confinement().is_none() {
            let path = cx.resolve(path).map_err(|error| error.at("/cwd"))?;
            return Ok(Self {
                path: path.into_owned(),
                _held: None,
            });
        }
        let held = open_folder(path, Access::Read, cx).map_err(|error| error.at("/cwd"))?;
        Ok(Self {
            path: path_of(&held, path),
            _held: Some(held),
        })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// The new process goes there before it closes what it has inherited.
#[cfg(target_os = "linux")]
fn path_of(held: &File, _: &Path) -> PathBuf {
    use std::os::fd::AsRawFd;
    format!("/proc/self/fd/{}", held.as_raw_fd()).into()
}

#[cfg(not(target_os = "linux"))]
fn path_of(_: &File, path: &Path) -> PathBuf {
    path.to_owned()
}
