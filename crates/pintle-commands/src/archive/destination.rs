//! Where an archive is extracted to: first into a separate folder next to what exists, and into
//! place only when all of it is good.

use std::{
    ffi::OsString,
    io,
    path::{Path, PathBuf},
};

use pintle::{Context, Error};

use super::{merge::Merge, staging::Staging};
use crate::fs::{Folder, Overwrite, USUAL_FOLDER, is_missing, open_for_writing};

/// The destination, as far as it exists.
pub(super) struct Destination {
    /// The destination, or the nearest folder above it.
    base: Folder,
    /// What is missing between the two.
    missing: Vec<OsString>,
    pub(super) path: PathBuf,
}

impl Destination {
    pub(super) fn open(into: &Path, cx: &Context) -> Result<Self, Error> {
        let mut missing = Vec::new();
        let mut nearest = into;
        let base = loop {
            let error = match open_for_writing(nearest, cx) {
                Ok(folder) => break folder,
                Err(error) if is_missing(&error) => error,
                Err(error) => return Err(error),
            };
            // A path that ends with ".." has no name; it cannot be created.
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
        })
    }

    /// A new folder to extract into.
    pub(super) fn stage(&self) -> Result<Staging<'_>, Error> {
        Staging::new(&self.base).map_err(|error| self.failed(&error))
    }

    /// Moves what was extracted into place, and returns the handle of the destination.
    pub(super) fn settle(
        &self,
        staging: Staging<'_>,
        overwrite: Overwrite,
    ) -> Result<Folder, Error> {
        let merge = |into: &Folder| {
            let from = staging.open().map_err(|error| self.failed(&error))?;
            Merge::new(overwrite, &self.path).run(&from, into)
        };
        let Some((name, above)) = self.missing.split_last() else {
            merge(&self.base)?;
            return self.base.try_clone().map_err(|error| self.failed(&error));
        };
        let mut made = Made::default();
        let moved = self.make_folders(above, &mut made).and_then(|()| {
            let above = made.folders.last().unwrap_or(&self.base);
            let moved = staging.move_into(above, name);
            let is_taken = moved.as_ref().is_err_and(is_taken);
            if !is_taken {
                moved?;
            }
            Ok((above.open_folder(name)?, is_taken))
        });
        let (place, is_taken) = moved.map_err(|error| {
            self.remove(made);
            self.failed(&error)
        })?;
        if is_taken {
            merge(&place)?;
        }
        Ok(place)
    }

    /// Creates what is missing above the destination, unless it has been created in the meantime.
    fn make_folders(&self, names: &[OsString], made: &mut Made) -> io::Result<()> {
        for name in names {
            let above = made.folders.last().unwrap_or(&self.base);
            let is_new = match above.create_folder(name, USUAL_FOLDER) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => false,
                outcome => outcome.map(|()| true)?,
            };
            let opened = above.open_folder(name);
            made.are_new.push(is_new);
            made.folders.push(opened?);
        }
        Ok(())
    }

    /// Removes the folders that were created in vain.
    fn remove(&self, mut made: Made) {
        for (depth, is_new) in made.are_new.into_iter().enumerate().rev() {
            made.folders.truncate(depth); // Windows does not remove an open folder.
            if is_new {
                let above = made.folders.last().unwrap_or(&self.base);
                let _ = above.remove_folder(&self.missing[depth]);
            }
        }
    }

    pub(super) fn failed(&self, error: &io::Error) -> Error {
        Error::io(error, &self.path).at("/into")
    }
}

/// The folders above the destination that were missing, from the outermost in.
#[derive(Default)]
struct Made {
    folders: Vec<Folder>,
    /// Whether each is new, and not created by another process.
    are_new: Vec<bool>,
}

/// Whether a folder was not moved because one exists already.
fn is_taken(error: &io::Error) -> bool {
    use io::ErrorKind::{AlreadyExists, DirectoryNotEmpty, PermissionDenied};
    match error.kind() {
        AlreadyExists | DirectoryNotEmpty => true,
        PermissionDenied => cfg!(windows), // What Windows reports for any folder there.
        _ => false,
    }
}
