//! Where an archive is extracted to: first into a folder of its own beside what is there, and at its
//! true place only when all of it is good.

use std::{
    ffi::OsString,
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use cap_fs_ext::DirExt;
use cap_std::fs::Dir;
use pintle::{Access, Confinement, Context, Error, Value};

use super::{merge::Merge, staging::Staging};
use crate::fs::{Overwrite, open_folder};

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
        Staging::new(&self.base, self.keeper.clone()).map_err(|error| self.failed(&error))
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
            let moved = staging.move_to(&self.base, &place);
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
