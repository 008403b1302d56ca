//! The folder that a program runs in.

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};

use pintle::{Access, Context, Error};

use crate::fs::open_folder;

/// A folder to start a program in. If the system can start a process in an open folder, it is kept
/// open, so that the program gets what was checked, wherever its path leads by then.
#[derive(Debug)]
pub(super) struct WorkingFolder {
    /// As the caller wrote it.
    written: PathBuf,
    path: PathBuf,
    /// The folder itself; where processes are started by path, only for a caller under a policy.
    #[cfg_attr(
        not(target_os = "linux"),
        expect(dead_code, reason = "it is only held open")
    )]
    held: Option<File>,
}

impl WorkingFolder {
    /// Opens the folder, as the caller may; without a path it is the caller's own. For a caller
    /// under a policy nothing else is accessed, so that an error reveals nothing about other
    /// places.
    pub fn open(cwd: Option<&Path>, cx: &Context) -> Result<Self, Error> {
        let written = cwd.unwrap_or(Path::new("."));
        let at_cwd = |error: Error| error.at("/cwd");
        let path = match cx.resolve(written) {
            Ok(path) => path.into_owned(),
            // The caller's folder was removed, which may not matter to the program.
            Err(_) if cwd.is_none() => written.to_owned(),
            Err(error) => return Err(at_cwd(error)),
        };
        let held = if cwd.is_some() && cx.confinement().is_some() {
            Some(open_folder(written, Access::Read, cx).map_err(at_cwd)?)
        } else {
            enter(&path).map_err(|error| at_cwd(Error::io(&error, written)))?
        };
        Ok(Self {
            written: written.to_owned(),
            path,
            held,
        })
    }

    /// Its absolute path, unless the caller's folder is unknown.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The descriptor of the open folder.
    #[cfg(target_os = "linux")]
    pub fn number(&self) -> std::os::fd::RawFd {
        use std::os::fd::AsRawFd;
        self.held.as_ref().map_or(-1, File::as_raw_fd)
    }

    /// Why a program could not be started there.
    pub fn failure(&self, error: &io::Error) -> Error {
        Error::io(error, &self.written).at("/cwd")
    }
}

/// Opens a folder for starting a program there, for which it need not be readable.
#[cfg(target_os = "linux")]
fn enter(path: &Path) -> io::Result<Option<File>> {
    use rustix::fs::{Mode, OFlags, open};
    let flags = OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC;
    Ok(Some(open(path, flags, Mode::empty())?.into()))
}

#[cfg(not(target_os = "linux"))]
fn enter(path: &Path) -> io::Result<Option<File>> {
    if path.metadata()?.is_dir() {
        Ok(None)
    } else {
        Err(io::ErrorKind::NotADirectory.into())
    }
}
