//! The folder into which an archive is extracted before it is known to be good: a draft, in the
//! destination or next to it.

use std::{ffi::OsStr, io};

use crate::fs::{Draft, Folder, Taken, USUAL_FOLDER, tidy_for_one};

/// A folder that is removed with all its contents, unless it is moved first.
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

    /// Moves it to a name that is still free.
    pub(super) fn move_into(&self, folder: &Folder, name: &OsStr) -> io::Result<()> {
        self.draft.move_into(folder, name, Taken::Fail)
    }

    /// Whether the file system ignores case, or the normalisation of accents.
    pub(super) fn folds(&self) -> bool {
        let name = self.draft.name().to_string_lossy().to_uppercase();
        cfg!(any(windows, target_vendor = "apple")) || self.base.stat(OsStr::new(&name)).is_ok()
    }

    /// The permission bits that a new file keeps: those that the umask allows.
    #[cfg(unix)]
    pub(super) fn kept_mode(&self) -> io::Result<u32> {
        Ok(self.base.stat(&self.draft.name())?.mode() & 0o777)
    }
}
