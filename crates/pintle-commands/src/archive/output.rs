//! A file that appears under its name only when all of it is written.

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};

use cap_std::fs::{Dir, Metadata, OpenOptions};
use pintle::{Access, Context, Error, errors::INVALID_VALUE};

use super::staging::unused_name;
use crate::open::open_folder;

/// Where the file is to be.
pub(super) struct Place {
    folder: Dir,
    name: PathBuf,
    path: PathBuf,
}

impl Place {
    pub(super) fn open(path: &Path, cx: &Context) -> Result<Self, Error> {
        let Some(name) = path.file_name() else {
            let message = format!("expected the path of a file, got {}", path.display());
            return Err(Error::new(&INVALID_VALUE, message));
        };
        let above = path.parent().filter(|above| !above.as_os_str().is_empty());
        let folder = open_folder(above.unwrap_or(Path::new(".")), Access::Write, cx)?;
        Ok(Self {
            folder: Dir::from_std_file(folder),
            name: name.into(),
            path: path.to_owned(),
        })
    }

    /// What has the name now.
    pub(super) fn taken(&self) -> Option<Metadata> {
        self.folder.symlink_metadata(&self.name).ok()
    }

    /// A new file beside.
    pub(super) fn draft(&self) -> Result<(Draft<'_>, File), Error> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        loop {
            let name = unused_name();
            match self.folder.open_with(&name, &options) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(self.failed(&error)),
                Ok(file) => return Ok((Draft { place: self, name }, file.into_std())),
            }
        }
    }

    pub(super) fn failed(&self, error: &io::Error) -> Error {
        Error::io(error, &self.path)
    }
}

/// A file that vanishes unless it is kept.
pub(super) struct Draft<'a> {
    place: &'a Place,
    name: String,
}

impl Draft<'_> {
    /// Gives the file its name, in place of what had it before.
    pub(super) fn keep(self) -> Result<(), Error> {
        let folder = &self.place.folder;
        let renamed = folder.rename(&self.name, folder, &self.place.name);
        renamed.map_err(|error| self.place.failed(&error))
    }
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        let _ = self.place.folder.remove_file(&self.name);
    }
}
