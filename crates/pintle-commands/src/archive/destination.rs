//! Where an archive is extracted to: first into a folder of its own beside what is there, and at its
//! true place only when all of it is good.

use std::{
    ffi::OsString,
    io,
    path::{Path, PathBuf},
    process,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use cap_fs_ext::DirExt;
use cap_std::fs::Dir;
use pintle::{Access, Confinement, Context, Error, Value};

use super::merge::Merge;
use crate::{open::open_folder, overwrite::Overwrite};

/// The destination, as far as it exists.
pub(super) struct Destination {
    /// The destination, or the nearest folder above it.
    base: Dir,
    /// What is missing between the two.
    missing: Vec<OsString>,
    pub(super) path: PathBuf,
    /// Who knows of folders below that may not be written to.
    keeper: Option<Arc<dyn Confinement>>,
}

impl Destination {
    pub(super) fn open(into: &Path, cx: &Context) -> Result<Self, Error> {
        let mut missing = Vec::new();
        let mut nearest = into;
        let base = loop {
            let error = match open_folder(nearest, Access::Write, cx) {
                Ok(folder) => break Dir::from_std_file(folder),
                Err(error) if is_missing(&error) => error,
                Err(error) => return Err(error),
            };
            // A path that ends with ".." has no name; it cannot be made.
            let (Some(name), Some(above)) = (nearest.file_name(), nearest.parent()) else {
                return Err(error);
            };
            missing.push(name.to_owned());
            nearest = if above.as_os_str().is_empty() {
                Path::new(".")
            } else {
                above
            };
        };
        missing.reverse();
        Ok(Self {
            base,
            missing,
            path: into.to_owned(),
            keeper: cx.confinement().cloned(),
        })
    }

    /// A new folder to extract into.
    pub(super) fn stage(&self) -> Result<Staging<'_>, Error> {
        self.try_stage().map_err(|error| self.failed(&error))
    }

    fn try_stage(&self) -> io::Result<Staging<'_>> {
        loop {
            let name = unused_name();
            match self.base.create_dir(&name) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
                Ok(()) => {
                    return Ok(Staging {
                        base: &self.base,
                        name,
                    });
                }
            }
        }
    }

    /// Moves what was extracted to its place, and gives the handle of the destination.
    pub(super) fn settle(&self, staging: Staging<'_>, overwrite: Overwrite) -> Result<Dir, Error> {
        let merge = |into: &Dir| {
            let from = staging.open().map_err(|error| self.failed(&error))?;
            Merge::new(overwrite, &self.path, self.keeper.as_deref()).run(&from, into)
        };
        let Some((name, above)) = self.missing.split_last() else {
            merge(&self.base)?;
            return self.base.try_clone().map_err(|error| self.failed(&error));
        };
        let mut made = Vec::new();
        let moved = self.make_folders(above, &mut made).and_then(|above| {
            let place = above.join(name);
            let moved = self.base.rename(&staging.name, &self.base, &place);
            let is_taken = moved.as_ref().is_err_and(is_taken);
            if !is_taken {
                moved?;
            }
            Ok((self.base.open_dir_nofollow(&place)?, is_taken))
        });
        let (place, is_taken) = moved.map_err(|error| {
            for folder in made.iter().rev() {
                let _ = self.base.remove_dir(folder);
            }
            self.failed(&error)
        })?;
        if is_taken {
            merge(&place)?;
        }
        Ok(place)
    }

    /// Makes what is missing above the destination, unless somebody has made it meanwhile.
    fn make_folders(&self, names: &[OsString], made: &mut Vec<PathBuf>) -> io::Result<PathBuf> {
        let mut path = PathBuf::new();
        for name in names {
            path.push(name);
            match self.base.create_dir(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
                Ok(()) => made.push(path.clone()),
            }
        }
        Ok(path)
    }

    pub(super) fn failed(&self, error: &io::Error) -> Error {
        Error::io(error, &self.path).at("/into")
    }
}

/// A name that nothing in a folder is likely to have.
pub(super) fn unused_name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.map_or(0, |now| now.subsec_nanos());
    format!(".pintle-{}-{number}-{now:x}", process::id())
}

/// Whether a folder was not moved because there is one with something in it.
fn is_taken(error: &io::Error) -> bool {
    use io::ErrorKind::{AlreadyExists, DirectoryNotEmpty, PermissionDenied};
    match error.kind() {
        AlreadyExists | DirectoryNotEmpty => true,
        PermissionDenied => cfg!(windows), // What Windows says for any folder there.
        _ => false,
    }
}

fn is_missing(error: &Error) -> bool {
    error.details().and_then(|details| details.get("errno")) == Some(&Value::from("ENOENT"))
}

/// A folder that vanishes with all that is in it, unless it is moved before.
pub(super) struct Staging<'a> {
    base: &'a Dir,
    name: String,
}

impl Staging<'_> {
    pub(super) fn open(&self) -> io::Result<Dir> {
        self.base.open_dir_nofollow(&self.name)
    }

    /// Whether the file system takes upper case for lower case, or one spelling of an accent for
    /// another.
    pub(super) fn folds(&self) -> bool {
        cfg!(any(windows, target_vendor = "apple"))
            || self.base.symlink_metadata(self.name.to_uppercase()).is_ok()
    }

    /// The permission bits that a new file keeps: those that the umask lets through.
    #[cfg(unix)]
    pub(super) fn kept_mode(&self) -> io::Result<u32> {
        use cap_std::fs::MetadataExt;
        Ok(self.base.symlink_metadata(&self.name)?.mode() & 0o777)
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        let _ = remove_all(self.base, &self.name);
    }
}

/// Removes a folder with few open handles, since running out of them may be why: what is deeper is
/// moved up first.
fn remove_all(base: &Dir, name: &str) -> io::Result<()> {
    let root = base.open_dir_nofollow(name)?;
    let mut folders = Vec::new();
    clear(&root, &root, &mut folders)?;
    while let Some(name) = folders.pop() {
        clear(&root.open_dir_nofollow(&name)?, &root, &mut folders)?;
        root.remove_dir(&name)?;
    }
    drop(root); // Windows removes no folder that is open.
    base.remove_dir(name)
}

/// Removes the files of a folder, and moves its folders to `root`.
fn clear(folder: &Dir, root: &Dir, folders: &mut Vec<String>) -> io::Result<()> {
    let entries = folder.entries()?.collect::<io::Result<Vec<_>>>()?;
    for entry in entries {
        let name = entry.file_name();
        if entry.file_type()?.is_dir() {
            let above = unused_name();
            folder.rename(&name, root, &above)?;
            folders.push(above);
        } else {
            folder.remove_file_or_symlink(&name)?;
        }
    }
    Ok(())
}
