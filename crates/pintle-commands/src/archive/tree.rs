//! A folder that is written into, or read from, entry by entry.
//!
//! Every step is relative to the handle of an open folder and follows no link, so what an archive
//! itself has put there before cannot lead a later entry elsewhere.

use std::{
    ffi::OsString,
    fs::File,
    io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use cap_fs_ext::{DirExt, FollowSymlinks, OpenOptionsFollowExt};
use cap_std::fs::{Dir, Metadata, OpenOptions};

#[cfg(unix)]
use super::entry::Time;

/// Why an entry was not written.
#[derive(Debug)]
pub(super) enum Trouble {
    Io(io::Error),
    Unsafe(&'static str),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The folder, and open handles along the path that was last used.
pub(super) struct Tree {
    root: Dir,
    open: Vec<(Vec<u8>, Dir)>,
    /// Whether the file system takes names for the same that are not.
    folds: bool,
}

impl Tree {
    pub(super) fn new(root: Dir, folds: bool) -> Self {
        Self {
            root,
            open: Vec::new(),
            folds,
        }
    }

    /// Makes a folder, and those above it, unless they are there. Of two entries of one name the last
    /// one counts.
    pub(super) fn make_folder(&mut self, parts: &[&[u8]]) -> Result<(), Trouble> {
        let in_the_way = match (self.enter(parts, true), parts.split_last()) {
            (Err(Trouble::Unsafe(reason)), Some((name, folders))) => (reason, *name, folders),
            (outcome, _) => return outcome.map(drop),
        };
        let (reason, name, folders) = in_the_way;
        let folds = self.folds;
        let folder = self.enter(folders, true)?;
        check_same(folder, name, folds)?;
        let path = native(name)?;
        if folder.symlink_metadata(path)?.is_dir() {
            return Err(Trouble::Unsafe(reason));
        }
        folder.remove_file_or_symlink(path)?;
        self.enter(parts, true).map(drop)
    }

    /// Whether a path leads to a folder, and through no link.
    pub(super) fn is_folder(&mut self, parts: &[&[u8]]) -> bool {
        self.enter(parts, false).is_ok()
    }

    /// Removes a link.
    pub(super) fn remove_link(&mut self, parts: &[&[u8]]) -> Result<(), Trouble> {
        self.look(parts, |folder, name| folder.remove_file_or_symlink(name))
    }

    /// Makes a file that only we have open.
    pub(super) fn make_file(&mut self, parts: &[&[u8]], mode: u32) -> Result<File, Trouble> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        cap_std::fs::OpenOptionsExt::mode(&mut options, mode);
        #[cfg(not(unix))]
        let _ = mode;
        self.make(parts, |folder, name| folder.open_with(name, &options))
            .map(cap_std::fs::File::into_std)
    }

    pub(super) fn make_symlink(
        &mut self,
        parts: &[&[u8]],
        target: &[u8],
        mtime: Option<SystemTime>,
    ) -> Result<(), Trouble> {
        let target = native(target)?;
        self.make(parts, |folder, name| {
            DirExt::symlink(folder, target, name)?;
            set_time(folder, name, mtime)
        })
    }

    /// Gives a file that was extracted before another name.
    pub(super) fn make_hard_link(
        &mut self,
        parts: &[&[u8]],
        target: &[&[u8]],
    ) -> Result<(), Trouble> {
        let missing =
            Trouble::Unsafe("is a hard link to something that is not a file of this archive");
        let Some((file, folders)) = target.split_last() else {
            return Err(missing);
        };
        if parts == target {
            return Ok(());
        }
        let folder = match self.enter(folders, false) {
            Err(Trouble::Io(error)) if error.kind() != io::ErrorKind::NotFound => {
                return Err(error.into());
            }
            Err(_) => return Err(missing),
            Ok(folder) => folder,
        };
        let file = native(file)?;
        if !folder
            .symlink_metadata(file)
            .is_ok_and(|metadata| metadata.is_file())
        {
            return Err(missing);
        }
        let source = folder.try_clone()?;
        self.make(parts, |folder, name| source.hard_link(file, folder, name))
    }

    /// Makes something that is not a folder. Of two entries of one name the last one counts, but a
    /// folder with something in it stays.
    fn make<T>(
        &mut self,
        parts: &[&[u8]],
        make: impl Fn(&Dir, &Path) -> io::Result<T>,
    ) -> Result<T, Trouble> {
        let Some((name, folders)) = parts.split_last() else {
            return Err(Trouble::Unsafe("has the name of the destination itself"));
        };
        let folds = self.folds;
        let folder = self.enter(folders, true)?;
        let path = native(name)?;
        match make(folder, path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            outcome => return Ok(outcome?),
        }
        check_same(folder, name, folds)?;
        if !folder.symlink_metadata(path)?.is_dir() {
            folder.remove_file_or_symlink(path)?;
        } else if let Err(error) = folder.remove_dir(path) {
            return Err(match error.kind() {
                io::ErrorKind::DirectoryNotEmpty => {
                    Trouble::Unsafe("has the name of a folder in the archive")
                }
                _ => Trouble::Io(error),
            });
        }
        Ok(make(folder, path)?)
    }

    /// The handle of a folder.
    fn enter(&mut self, parts: &[&[u8]], create: bool) -> Result<&Dir, Trouble> {
        let known = self
            .open
            .iter()
            .zip(parts)
            .take_while(|((name, _), part)| name == *part);
        self.open.truncate(known.count());
        for part in &parts[self.open.len()..] {
            let above = self.open.last().map_or(&self.root, |(_, folder)| folder);
            let name = native(part)?;
            if create {
                match above.create_dir(name) {
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                        check_same(above, part, self.folds)?;
                    }
                    outcome => outcome?,
                }
            }
            let folder = above.open_dir_nofollow(name).map_err(|error| {
                match above.symlink_metadata(name) {
                    Ok(metadata) if !metadata.is_dir() => {
                        Trouble::Unsafe("goes through a link or a file in the archive")
                    }
                    _ => Trouble::Io(error),
                }
            })?;
            self.open.push((part.to_vec(), folder));
        }
        Ok(self.open.last().map_or(&self.root, |(_, folder)| folder))
    }

    /// What stands at a path, if it is no link what it leads to.
    pub(super) fn metadata(&mut self, parts: &[&[u8]]) -> Result<Metadata, Trouble> {
        self.look(parts, |folder, name| folder.symlink_metadata(name))
    }

    /// Where a symbolic link leads, as it is written in the link.
    pub(super) fn read_link(&mut self, parts: &[&[u8]]) -> Result<PathBuf, Trouble> {
        self.look(parts, |folder, name| folder.read_link_contents(name))
    }

    /// Opens a file for reading.
    pub(super) fn open_file(&mut self, parts: &[&[u8]]) -> Result<File, Trouble> {
        let mut options = OpenOptions::new();
        options.read(true).follow(FollowSymlinks::No);
        // A pipe that has come into the file's place must not hold us until somebody writes.
        #[cfg(unix)]
        cap_std::fs::OpenOptionsExt::custom_flags(
            &mut options,
            rustix::fs::OFlags::NONBLOCK.bits().cast_signed(),
        );
        self.look(parts, |folder, name| folder.open_with(name, &options))
            .map(cap_std::fs::File::into_std)
    }

    /// The names in a folder, sorted by their bytes.
    pub(super) fn names(&mut self, folder: &[&[u8]]) -> Result<Vec<OsString>, Trouble> {
        let folder = self.enter(folder, false)?;
        let names = folder
            .entries()?
            .map(|entry| entry.map(|entry| entry.file_name()));
        let mut names = names.collect::<io::Result<Vec<_>>>()?;
        names.sort_unstable_by(|a, b| a.as_encoded_bytes().cmp(b.as_encoded_bytes()));
        Ok(names)
    }

    fn look<T>(
        &mut self,
        parts: &[&[u8]],
        look: impl FnOnce(&Dir, &Path) -> io::Result<T>,
    ) -> Result<T, Trouble> {
        let Some((name, folders)) = parts.split_last() else {
            return Err(Trouble::Io(io::ErrorKind::IsADirectory.into()));
        };
        Ok(look(self.enter(folders, false)?, native(name)?)?)
    }

    /// Gives a folder its permissions and its time, if it is one and still there.
    pub(super) fn finish_folder(
        &mut self,
        parts: &[&[u8]],
        mode: Option<u32>,
        mtime: Option<SystemTime>,
    ) -> io::Result<()> {
        let Some((name, folders)) = parts.split_last() else {
            return Ok(());
        };
        let Ok(folder) = self.enter(folders, false) else {
            return Ok(());
        };
        let name = native(name)?;
        if !folder
            .symlink_metadata(name)
            .is_ok_and(|metadata| metadata.is_dir())
        {
            return Ok(());
        }
        if let Some(mode) = mode {
            set_folder_mode(folder, name, mode)?;
        }
        set_time(folder, name, mtime)
    }
}

/// Refuses to take one name for another where the file system does.
fn check_same(folder: &Dir, name: &[u8], folds: bool) -> Result<(), Trouble> {
    if !folds {
        return Ok(());
    }
    for entry in folder.entries()? {
        if entry?.file_name().as_encoded_bytes() == name {
            return Ok(());
        }
    }
    Err(Trouble::Unsafe(
        "has a name that the file system considers equal to another entry's",
    ))
}

/// Sets the time of a file, a folder or a link itself. `cap-std` panics for times before 1970.
#[cfg(unix)]
fn set_time(folder: &Dir, name: &Path, mtime: Option<SystemTime>) -> io::Result<()> {
    use rustix::fs::{AtFlags, Timespec, Timestamps, UTIME_OMIT, utimensat};
    let Some(mtime) = mtime.map(Time::from) else {
        return Ok(());
    };
    let times = Timestamps {
        last_access: Timespec {
            tv_sec: 0,
            tv_nsec: UTIME_OMIT,
        },
        last_modification: Timespec {
            tv_sec: mtime.seconds,
            tv_nsec: mtime.nanoseconds.into(),
        },
    };
    Ok(utimensat(folder, name, &times, AtFlags::SYMLINK_NOFOLLOW)?)
}

/// Sets the time of a file, a folder or a link itself.
#[cfg(not(unix))]
fn set_time(folder: &Dir, name: &Path, mtime: Option<SystemTime>) -> io::Result<()> {
    let Some(mtime) = mtime else { return Ok(()) };
    let mtime = cap_fs_ext::SystemTimeSpec::Absolute(cap_std::time::SystemTime::from_std(mtime));
    folder.set_symlink_times(name, None, Some(mtime))
}

#[cfg(unix)]
fn set_folder_mode(folder: &Dir, name: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mut options = OpenOptions::new();
    options.read(true).follow(FollowSymlinks::No);
    let opened = folder.open_with(name, &options)?.into_std();
    opened.set_permissions(std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn set_folder_mode(_: &Dir, _: &Path, _: u32) -> io::Result<()> {
    Ok(())
}

/// A name as the platform writes it.
#[cfg(unix)]
#[expect(
    clippy::unnecessary_wraps,
    reason = "elsewhere not every name can be written"
)]
fn native(name: &[u8]) -> io::Result<&Path> {
    use std::os::unix::ffi::OsStrExt;
    Ok(Path::new(std::ffi::OsStr::from_bytes(name)))
}

#[cfg(not(unix))]
fn native(name: &[u8]) -> io::Result<&Path> {
    let text = str::from_utf8(name).map_err(|_| io::ErrorKind::InvalidFilename)?;
    Ok(Path::new(text))
}
