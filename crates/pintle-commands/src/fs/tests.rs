//! The behaviour of folders with either implementation: `openat`, or `cap-std` with `--cfg
//! pintle_portable`.

#![cfg(target_os = "linux")]

use std::{
    ffi::OsStr,
    fs::{self, File},
    io::Read,
    os::unix::fs::symlink,
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use rustix::fs::{CWD, RenameFlags, renameat_with};

use super::{Folder, USUAL_FOLDER};
use crate::testing::TempDir;

fn open(place: &Path) -> Folder {
    File::open(place).unwrap().into()
}

/// Calls `look` many times while another thread exchanges two entries, and returns how often it
/// succeeded.
fn while_exchanging(place: &Path, look: impl Fn(&Folder) -> bool) -> usize {
    let ended = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            let (one, other) = (place.join("entry"), place.join("link"));
            for _ in 0..20_000 {
                renameat_with(CWD, &one, CWD, &other, RenameFlags::EXCHANGE).unwrap();
            }
            ended.store(true, Ordering::Relaxed);
        });
        let folder = open(place);
        let mut found = 0;
        while !ended.load(Ordering::Relaxed) {
            found += usize::from(look(&folder));
        }
        found
    })
}

#[test]
fn a_link_that_comes_into_the_place_of_a_file_is_not_followed() {
    let place = TempDir::new();
    fs::write(place.path().join("entry"), "good").unwrap();
    fs::write(place.path().join("other"), "elsewhere").unwrap();
    symlink("other", place.path().join("link")).unwrap();
    let found = while_exchanging(place.path(), |folder| {
        let Ok((mut file, stat)) = folder.open_file(OsStr::new("entry")) else {
            return false;
        };
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        assert_eq!((&*text, stat.size()), ("good", 4));
        true
    });
    assert!(found > 0);
}

#[test]
fn a_link_that_comes_into_the_place_of_a_folder_is_not_followed() {
    let place = TempDir::new();
    fs::create_dir(place.path().join("entry")).unwrap();
    fs::create_dir(place.path().join("other")).unwrap();
    fs::write(place.path().join("other/file"), "elsewhere").unwrap();
    symlink("other", place.path().join("link")).unwrap();
    let found = while_exchanging(place.path(), |folder| {
        let Ok(inside) = folder.open_folder(OsStr::new("entry")) else {
            return false;
        };
        assert!(inside.stat(OsStr::new("file")).is_err());
        true
    });
    assert!(found > 0);
}

#[test]
fn what_is_not_a_regular_file_is_not_opened_as_one() {
    let place = TempDir::new();
    let path = |name: &str| place.path().join(name);
    fs::create_dir(path("folder")).unwrap();
    fs::write(path("file"), "").unwrap();
    symlink("file", path("link")).unwrap();
    symlink("folder", path("link-to-folder")).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(path("pipe"))
        .status();
    assert!(made.unwrap().success());
    let folder = open(place.path());
    for name in ["folder", "link", "link-to-folder", "pipe", "missing"] {
        assert!(folder.open_file(OsStr::new(name)).is_err(), "{name}");
    }
    for name in ["file", "link", "link-to-folder", "pipe", "missing"] {
        assert!(folder.open_folder(OsStr::new(name)).is_err(), "{name}");
    }
}

#[test]
fn names_can_be_asked_for_again() {
    let place = TempDir::new();
    let folder = open(place.path());
    assert!(folder.names().unwrap().is_empty());
    folder.create_folder(OsStr::new("a"), USUAL_FOLDER).unwrap();
    assert_eq!(folder.names().unwrap(), ["a"]);
    assert_eq!(folder.names().unwrap(), ["a"]);
}

#[test]
fn things_move_from_folder_to_folder() {
    let place = TempDir::new();
    fs::create_dir_all(place.path().join("from/inner")).unwrap();
    fs::create_dir_all(place.path().join("to/taken")).unwrap();
    let (from, to) = (
        open(&place.path().join("from")),
        open(&place.path().join("to")),
    );
    let inner = OsStr::new("inner");
    let taken = from
        .rename_new(inner, &to, OsStr::new("taken"))
        .unwrap_err();
    assert_eq!(taken.kind(), std::io::ErrorKind::AlreadyExists);
    from.rename_new(inner, &to, OsStr::new("free")).unwrap();
    to.rename(OsStr::new("free"), &from, inner).unwrap();
    assert!(place.path().join("from/inner").is_dir());
    assert!(!place.path().join("to/free").exists());
}
