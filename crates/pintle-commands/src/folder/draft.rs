//! Files that get their names when they are whole.
//!
//! Until then a draft has a name of its own beside it, `.pintle-….tmp`, and a lock. What a killed
//! process leaves behind has such a name and no lock, so that others can remove it.

use std::{
    ffi::{OsStr, OsString},
    fs::File,
    io, process,
    sync::{
        LazyLock,
        atomic::{AtomicU64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use super::{Folder, lock};
use crate::tree::EntryKind;

const START: &str = ".pintle-";
const END: &str = ".tmp";

/// What to do when something has the name already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It is replaced at once: the name always leads to the one or the other.
    Replace,
    /// It stays.
    Fail,
}

/// A file that is being written.
pub(crate) struct Draft<'a> {
    folder: &'a Folder,
    name: OsString,
    file: Option<File>,
    /// Whether its own name may still be there.
    is_left: bool,
}

impl<'a> Draft<'a> {
    /// A new empty file that only its owner may read.
    pub(crate) fn new(folder: &'a Folder) -> io::Result<Self> {
        let name = new_name();
        let file = folder.create_file(&name)?;
        // Without a lock, where the file system has none, it is only not protected from a clean-up.
        lock(&file);
        Ok(Self {
            folder,
            name,
            file: Some(file),
            is_left: true,
        })
    }

    /// Something other than a file that `create` creates, such as a link.
    pub(crate) fn of(
        folder: &'a Folder,
        create: impl FnOnce(&OsStr) -> io::Result<()>,
    ) -> io::Result<Self> {
        let name = new_name();
        create(&name)?;
        Ok(Self {
            folder,
            name,
            file: None,
            is_left: true,
        })
    }

    pub(crate) fn file(&self) -> io::Result<&File> {
        self.file
            .as_ref()
            .ok_or_else(|| io::ErrorKind::Unsupported.into())
    }

    /// Gives it its name.
    pub(crate) fn publish(mut self, name: &OsStr, taken: Taken) -> io::Result<()> {
        match taken {
            Taken::Replace => self.folder.rename(&self.name, name)?,
            Taken::Fail => self.folder.rename_new(&self.name, name)?,
        }
        // A rename to another name of the same file does nothing, which a file of ours cannot be.
        self.is_left = self.file.is_none();
        Ok(())
    }
}

impl Drop for Draft<'_> {
    fn drop(&mut self) {
        if self.is_left {
            let _ = self.folder.remove(&self.name);
        }
    }
}

/// Removes drafts that nobody works on any more.
pub(crate) fn remove_leftovers(folder: &Folder, names: impl Iterator<Item = OsString>) {
    for name in names.filter(|name| is_draft(name)) {
        let is_left = match folder.open_file(&name) {
            Ok((file, _)) => lock(&file),
            Err(_) => folder
                .stat(&name)
                .is_ok_and(|stat| stat.kind() == EntryKind::Symlink),
        };
        if is_left {
            let _ = folder.remove(&name);
        }
    }
}

fn is_draft(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(START.as_bytes()) && name.ends_with(END.as_bytes())
}

fn new_name() -> OsString {
    /// Differs from that of any other process, also of one with the same number elsewhere.
    static OURS: LazyLock<String> = LazyLock::new(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.map_or(0, |time| time.as_nanos() as u64);
        format!("{START}{:x}-{now:x}", process::id())
    });
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("{}-{next:x}{END}", *OURS).into()
}

#[cfg(test)]
mod tests {
    use std::{fs, io::Write};

    use super::*;
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
        let draft = Draft::new(&folder).unwrap();
        draft.file().unwrap().write_all(b"new").unwrap();
        assert_eq!(fs::read_to_string(place.path().join("a")).unwrap(), "old");
        draft.publish(OsStr::new("a"), Taken::Replace).unwrap();
        assert_eq!(fs::read_to_string(place.path().join("a")).unwrap(), "new");
        let error = Draft::new(&folder)
            .unwrap()
            .publish(OsStr::new("a"), Taken::Fail);
        assert_eq!(error.unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        drop(Draft::new(&folder).unwrap());
        assert_eq!(names(&place), ["a"]);
    }

    #[cfg(all(unix, not(pintle_portable)))]
    #[test]
    fn leftovers_go_and_what_is_worked_on_stays() {
        let place = TempDir::new();
        let folder = open(&place);
        fs::write(place.path().join(".pintle-1-2-3.tmp"), "left").unwrap();
        fs::write(place.path().join(".pintle-mine"), "kept").unwrap();
        let draft = Draft::new(&folder).unwrap();
        let others = open(&place);
        remove_leftovers(&others, names(&place).into_iter());
        assert_eq!(names(&place).len(), 2);
        draft.publish(OsStr::new("a"), Taken::Fail).unwrap();
        assert_eq!(names(&place), [".pintle-mine", "a"]);
    }
}
