//! Files that get their names once they are complete. Until then they are drafts with other names
//! in the same folder (`claim.rs`).

use std::{
    ffi::{OsStr, OsString},
    fs::File,
    io,
};

use super::{Folder, PRIVATE_FILE, claim::Claim, clearing::remove_whole};

/// What to do if the name is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It is replaced atomically: the name always refers to the one or the other.
    Replace,
    /// It is kept.
    Fail,
}

/// A file or a folder being written, or a link that does not have its name yet.
pub(crate) struct Draft<'a> {
    folder: &'a Folder,
    claim: Claim,
    /// What will get the name, if that is not the file.
    part: Option<OsString>,
    /// Which folder that is, if it is one.
    id: Option<(u64, u64)>,
    /// Whether the file's own name may still exist.
    is_left: bool,
}

impl<'a> Draft<'a> {
    /// A new empty file.
    pub(crate) fn new(folder: &'a Folder, mode: u32) -> io::Result<Self> {
        Ok(Self {
            folder,
            claim: Claim::new(folder, mode)?,
            part: None,
            id: None,
            is_left: true,
        })
    }

    /// Something other than a file, created by `create`, such as a link.
    pub(crate) fn of(
        folder: &'a Folder,
        create: impl FnOnce(&OsStr) -> io::Result<()>,
    ) -> io::Result<Self> {
        let mut draft = Self::new(folder, PRIVATE_FILE)?;
        let part = draft.claim.part();
        create(&part)?;
        draft.part = Some(part);
        Ok(draft)
    }

    /// A new empty folder.
    pub(crate) fn of_folder(folder: &'a Folder, mode: u32) -> io::Result<Self> {
        let mut draft = Self::of(folder, |name| folder.create_folder(name, mode))?;
        let part = folder.open_folder(&draft.name())?;
        draft.claim.describe(&part)?;
        draft.id = Some(part.own_stat()?.id());
        Ok(draft)
    }

    /// Its current name.
    pub(crate) fn name(&self) -> OsString {
        self.part.clone().unwrap_or_else(|| self.claim.name())
    }

    pub(crate) fn file(&self) -> &File {
        &self.claim.file
    }

    /// Gives it its name.
    pub(crate) fn publish(mut self, name: &OsStr, taken: Taken) -> io::Result<()> {
        self.move_into(self.folder, name, taken)?;
        // A rename to another name of the same file would do nothing, but our file has no other
        // name.
        self.is_left = self.part.is_some();
        Ok(())
    }

    /// Gives it a name in any folder. It is unchanged if that fails.
    pub(crate) fn move_into(&self, into: &Folder, name: &OsStr, taken: Taken) -> io::Result<()> {
        match taken {
            Taken::Replace => self.folder.rename(&self.name(), into, name),
            Taken::Fail => self.folder.rename_new(&self.name(), into, name),
        }
    }
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        let mut is_others = false;
        let removed = self.part.as_ref().map_or(Ok(()), |part| {
            // The draft may have its final name already, and this may be another folder.
            let is_ours = |found: &Folder| {
                let id = found.own_stat().ok().map(|stat| stat.id());
                is_others = id.is_some() && id != self.id;
                id.is_some() && id == self.id
            };
            remove_whole(self.folder, part, is_ours)
        });
        // As long as the file is there, its part can be found and removed later.
        let is_gone = is_others
            || removed.map_or_else(|error| error.kind() == io::ErrorKind::NotFound, |()| true);
        if self.is_left && is_gone {
            let _ = self.folder.remove(&self.claim.name());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, io::Write};

    use super::{
        super::{USUAL_FILE, USUAL_FOLDER},
        *,
    };
    use crate::testing::TempDir;

    fn open(folder: &TempDir) -> Folder {
        File::open(folder.path()).unwrap().into()
    }

    fn names(folder: &TempDir) -> Vec<OsString> {
        let entries = fs::read_dir(folder.path()).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_draft_has_its_name_only_when_it_is_published() {
        let place = TempDir::new();
        let folder = open(&place);
        fs::write(place.path().join("a"), "old").unwrap();
        let draft = Draft::new(&folder, PRIVATE_FILE).unwrap();
        draft.file().write_all(b"new").unwrap();
        assert_eq!(fs::read_to_string(place.path().join("a")).unwrap(), "old");
        draft.publish(OsStr::new("a"), Taken::Replace).unwrap();
        assert_eq!(fs::read_to_string(place.path().join("a")).unwrap(), "new");
        let error = Draft::new(&folder, USUAL_FILE)
            .unwrap()
            .publish(OsStr::new("a"), Taken::Fail);
        assert_eq!(error.unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        drop(Draft::new(&folder, PRIVATE_FILE).unwrap());
        assert_eq!(names(&place), ["a"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_leaves_nothing_beside_it() {
        let place = TempDir::new();
        let folder = open(&place);
        fs::write(place.path().join("a"), "old").unwrap();
        let create = |name: &OsStr| folder.create_link(name, OsStr::new("x"));
        let draft = Draft::of(&folder, create).unwrap();
        assert_eq!(names(&place).len(), 3);
        draft.publish(OsStr::new("a"), Taken::Replace).unwrap();
        assert_eq!(
            fs::read_link(place.path().join("a")).unwrap().as_os_str(),
            "x"
        );
        drop(Draft::of(&folder, create).unwrap());
        Draft::of(&folder, |_| Err(io::ErrorKind::Other.into()))
            .err()
            .unwrap();
        assert_eq!(names(&place), ["a"]);
    }

    #[test]
    fn a_folder_goes_with_all_that_is_in_it_unless_it_has_its_name() {
        let place = TempDir::new();
        let folder = open(&place);
        let fill = |draft: &Draft<'_>| {
            let inside = place.path().join(draft.name());
            fs::create_dir_all(inside.join("a/b/c")).unwrap();
            fs::write(inside.join("a/b/file"), "new").unwrap();
        };
        let draft = Draft::of_folder(&folder, USUAL_FOLDER).unwrap();
        fill(&draft);
        drop(draft);
        assert_eq!(names(&place), [""; 0]);
        let draft = Draft::of_folder(&folder, USUAL_FOLDER).unwrap();
        fill(&draft);
        let name = draft.name();
        let into = OsStr::new("into");
        draft.move_into(&folder, into, Taken::Fail).unwrap();
        // Somebody takes the name that it had.
        fs::create_dir(place.path().join(&name)).unwrap();
        fs::write(place.path().join(&name).join("theirs"), "").unwrap();
        drop(draft);
        assert!(place.path().join(&name).join("theirs").exists());
        assert!(place.path().join("into/a/b/file").exists());
        assert_eq!(names(&place).len(), 2);
    }
}
