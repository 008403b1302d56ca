//! A file that appears under its name only when it is completely written.

use std::{
    ffi::OsString,
    io,
    path::{Path, PathBuf},
};

use pintle::{Context, Error, errors::INVALID_VALUE};

use crate::fs::{Draft, Folder, Stat, Taken, USUAL_FILE, open_for_writing, tidy_for_one};

/// Where the file will be.
pub(super) struct Place {
    folder: Folder,
    name: OsString,
    path: PathBuf,
}

impl Place {
    pub(super) fn open(path: &Path, cx: &Context) -> Result<Self, Error> {
        let Some(name) = path.file_name() else {
            let message = format!("expected the path of a file, got {}", path.display());
            return Err(Error::new(&INVALID_VALUE, message));
        };
        let above = path.parent().filter(|above| !above.as_os_str().is_empty());
        let folder = open_for_writing(above.unwrap_or(Path::new(".")), cx)?;
        // Now, since the leftovers of a killed process may be below the folder that is packed.
        tidy_for_one(&folder);
        Ok(Self {
            folder,
            name: name.into(),
            path: path.to_owned(),
        })
    }

    /// What has the name now.
    pub(super) fn taken(&self) -> Option<Stat> {
        self.folder.stat(&self.name).ok()
    }

    /// A new file next to it.
    pub(super) fn draft(&self) -> Result<Draft<'_>, Error> {
        let draft = Draft::new(&self.folder, USUAL_FILE);
        draft.map_err(|error| self.failed(&error))
    }

    /// Gives a draft its name, replacing what had it before.
    pub(super) fn publish(&self, draft: Draft<'_>) -> Result<(), Error> {
        let published = draft.publish(&self.name, Taken::Replace);
        published.map_err(|error| self.failed(&error))
    }

    pub(super) fn failed(&self, error: &io::Error) -> Error {
        Error::io(error, &self.path)
    }
}
