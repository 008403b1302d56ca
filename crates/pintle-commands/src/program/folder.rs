//! The folder that a program runs in.

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};

use pintle::{Access, Context, Error};

use crate::fs::open_folder;

/// A folder to start a program in. Where the system can start a process by it, it is held open, so
/// that what was checked is what the program gets, whatever its path leads to by then.
#[derive(Debug)]
pub(super) struct WorkingFolder {
    /// As the caller wrote it.
    written: PathBuf,
    path: PathBuf,
    /// The folder itself; where a process is started in a path, only for a caller under a policy.
    #[cfg_attr(
        not(target_os = "linux"),
        expect(dead_code, reason = "it is only held open")
    )]
    held: Option<File>,
}

impl WorkingFolder {
    /// Opens the folder, as the caller may; without a path it is the caller's own. For a caller
    /// under a policy nothing else is looked at, so that an error says nothing about what is
    /// elsewhere.
    pub fn open(cwd: Option<&Path>, cx: &Context) -> Result<Self, Error> {
        let written = cwd.unwrap_or(Path::new("."));
        let at_cwd = |error: Error| error.at("/cwd");
        let path = match cx.resolve(written) {
            Ok(path) => path.into_owned(),
            // The caller's folder was removed, which need not matter to the program.
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

    /// Its absolute path, unless the caller's folder is not known.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The number of the folder, which is open.
    #[cfg(target_os = "linux")]
    pub fn number(&self) -> std::os::fd::RawFd {
        use std::os::fd::AsRawFd;
        self.held.as_ref().map_or(-1, File::as_raw_fd)
    }

    /// Why a program could not go there.
    pub fn failure(&self, error: &io::Error) -> Error {
        Error::io(error, &self.written).at("/cwd")
    }
}

/// Opens a folder to go there, for which it need not be readable.
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
