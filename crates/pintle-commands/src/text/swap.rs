//! Replacing the content of a file atomically.

use std::{
    ffi::OsStr,
    fs::{File, Metadata},
    io::{self, Write},
};

use crate::fs::{Draft, Folder, PRIVATE_FILE, Taken};

/// The outcome for a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Swapped {
    Done,
    /// Another process changed it, so it was left alone.
    Changed,
}

/// Gives a file new content. Readers see the old content or the new; owner and mode are kept.
/// `before` is the file as it was read.
pub(super) fn swap(
    folder: &Folder,
    name: &OsStr,
    before: &Metadata,
    content: &[u8],
) -> io::Result<Swapped> {
    // A file that nobody may write is left alone, although its folder would allow replacing it.
    if before.permissions().readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let draft = Draft::new(folder, PRIVATE_FILE)?;
    let mut file = draft.file();
    file.write_all(content)?;
    keep_owner(file, before)?;
    // After the owner: changing it clears bits.
    file.set_permissions(before.permissions())?;
    let now = folder.open_file(name).and_then(|(file, _)| file.metadata());
    if !now.is_ok_and(|now| is_same(before, &now)) {
        return Ok(Swapped::Changed);
    }
    draft.publish(name, Taken::Replace)?;
    Ok(Swapped::Done)
}

#[cfg(unix)]
fn keep_owner(file: &File, before: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let now = file.metadata()?;
    if (now.uid(), now.gid()) == (before.uid(), before.gid()) {
        return Ok(());
    }
    fchown(file, Some(before.uid()), Some(before.gid()))
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Whether it is the same file, and nobody wrote to it.
fn is_same(before: &Metadata, now: &Metadata) -> bool {
    #[cfg(unix)]
    let identity = |of: &Metadata| {
        use std::os::unix::fs::MetadataExt;
        (of.dev(), of.ino(), of.ctime(), of.ctime_nsec())
    };
    #[cfg(not(unix))]
    let identity = Metadata::is_file;
    let modified = (before.modified().ok(), now.modified().ok());
    before.len() == now.len() && modified.0 == modified.1 && identity(before) == identity(now)
}

#[cfg(all(test, unix))]
mod tests {
    use std::{fs, os::unix::fs::PermissionsExt};

    use super::*;
    use crate::testing::TempDir;

    /// Swaps the content of a file named `a`, after something else has happened to it.
    fn swap_after(folder: &TempDir, meanwhile: impl FnOnce()) -> io::Result<Swapped> {
        let before = fs::metadata(folder.path().join("a")).unwrap();
        meanwhile();
        let handle = File::open(folder.path()).unwrap().into();
        swap(&handle, OsStr::new("a"), &before, b"new")
    }

    fn names(folder: &TempDir) -> Vec<String> {
        let entries = fs::read_dir(folder.path()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.collect()
    }

    #[test]
    fn the_mode_stays_and_nothing_is_left_behind() {
        let folder = TempDir::new();
        let path = folder.path().join("a");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o6751)).unwrap();
        assert_eq!(swap_after(&folder, || {}).unwrap(), Swapped::Done);
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o7777, 0o6751);
        assert_eq!(names(&folder), ["a"]);
    }

    #[test]
    fn a_file_that_was_changed_meanwhile_is_left_alone() {
        let folder = TempDir::new();
        let path = folder.path().join("a");
        let changes: [&dyn Fn(); 3] = [
            &|| fs::write(&path, "theirs").unwrap(),
            &|| fs::remove_file(&path).unwrap(),
            &|| {
                fs::remove_file(&path).unwrap();
                std::os::unix::fs::symlink("elsewhere", &path).unwrap();
            },
        ];
        for change in changes {
            let _ = fs::remove_file(&path);
            fs::write(&path, "old").unwrap();
            assert_eq!(swap_after(&folder, change).unwrap(), Swapped::Changed);
            assert_ne!(fs::read_to_string(&path).ok().as_deref(), Some("new"));
            assert!(names(&folder).iter().all(|name| name == "a"));
        }
    }

    #[test]
    fn a_file_that_nobody_may_write_is_left_alone() {
        let folder = TempDir::new();
        let path = folder.path().join("a");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        let error = swap_after(&folder, || {}).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::PermissionDenied);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    }
}
