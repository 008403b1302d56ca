//! The folder that an archive is extracted into before it is known to be good: a draft, in the
//! destination or beside it.

use std::{ffi::OsStr, io};

use crate::fs::{Draft, Folder, Taken, USUAL_FOLDER, tidy_for_one};

/// A folder that vanishes with all that is in it, unless it is moved before.
pub(super) struct Staging<'a> {
    base: &'a Folder,
    draft: Draft<'a>,
}

impl<'a> Staging<'a> {
    pub(super) fn new(base: &'a Folder) -> io::Result<Self> {
        tidy_for_one(base);
        let draft = Draft::of_folder(base, USUAL_FOLDER)?;
        Ok(Self { base, draft })
    }

    pub(super) fn open(&self) -> io::Result<Folder> {
        self.base.open_folder(&self.draft.name())
    }

    /// Moves it to where nothing has the name yet.
    pub(super) fn move_into(&self, folder: &Folder, name: &OsStr) -> io::Result<()> {
        self.draft.move_into(folder, name, Taken::Fail)
    }

    /// Whether the file system takes upper case for lower case, or one spelling of an accent for
    /// another.
    pub(super) fn folds(&self) -> bool {
        let name = self.draft.name().to_string_lossy().to_uppercase();
        cfg!(any(windows, target_vendor = "apple")) || self.base.stat(OsStr::new(&name)).is_ok()
    }

    /// The permission bits that a new file keeps: those that the umask lets through.
    #[cfg(unix)]
    pub(super) fn kept_mode(&self) -> io::Result<u32> {
        Ok(self.base.stat(&self.draft.name())?.mode() & 0o777)
    }
}
