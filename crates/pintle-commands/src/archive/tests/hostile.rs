//! Archives that want out. Each is refused as a whole, and with `unsafe: "skip"` its harmless
//! entries are extracted; either way nothing outside of the destination changes.

use std::{fs, path::Path};

use super::{
    bytes::{Tar, Zip},
    extract_into, snapshot,
};
use crate::{
    archive::{ExtractOptions, Names, Unsafe},
    fs::Overwrite,
    testing::TempDir,
};

#[expect(clippy::too_many_lines, reason = "a table")]
/// Every trick: what it is, the archive, part of the message.
fn tricks(outside: &Path) -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let absolute = outside.join("canary");
    let absolute = absolute.to_str().unwrap();
    let tar = Tar::default;
    let zip = Zip::default;
    let link = 0o120_777;
    let deep = format!("{}x", "d/".repeat(200));
    vec![
        (
            "climbs",
            tar().file("../outside/canary", "x").end(),
            "\"..\"",
        ),
        (
            "climbs in the middle",
            tar().file("a/../../outside/canary", "x").end(),
            "\"..\"",
        ),
        ("climbs at the end", tar().folder("a/..").end(), "\"..\""),
        (
            "climbs with pax",
            tar()
                .pax("path", "../outside/canary")
                .file("good", "x")
                .end(),
            "\"..\"",
        ),
        (
            "climbs with GNU's long name",
            tar()
                .entry(b'L', b"././@LongLink", b"", b"../outside/canary\0")
                .file("good", "x")
                .end(),
            "\"..\"",
        ),
        (
            "climbs with the ustar prefix",
            tar().file("canary", "").with(345, b"../outside").end(),
            "\"..\"",
        ),
        (
            "NUL in a pax name",
            tar().pax("path", "good\0bad").file("x", "x").end(),
            "NUL",
        ),
        (
            "deep",
            tar().pax("path", &deep).file("x", "x").end(),
            "folders deep",
        ),
        (
            "long",
            tar().pax("path", &"x".repeat(5000)).file("x", "x").end(),
            "4096",
        ),
        (
            "link out",
            tar().symlink("a", "../outside").end(),
            "leads out",
        ),
        (
            "link to an absolute path",
            tar().symlink("a", absolute).end(),
            "absolute",
        ),
        (
            "link out, then through it",
            tar().symlink("a", "../outside").file("a/canary", "x").end(),
            "leads out",
        ),
        (
            "link inside, then through it",
            tar()
                .folder("d")
                .symlink("a", "d")
                .file("a/canary", "x")
                .end(),
            "through a link",
        ),
        (
            "folder through a link",
            tar().folder("d").symlink("a", "d").folder("a/e").end(),
            "through a link",
        ),
        (
            "file, then through it",
            tar().file("a", "x").file("a/b", "x").end(),
            "through a link",
        ),
        (
            "file over a folder",
            tar().file("a/b", "x").file("a", "x").end(),
            "name of a folder",
        ),
        (
            "link over a folder",
            tar().file("a/b", "x").symlink("a", "b").end(),
            "name of a folder",
        ),
        (
            "chain of links",
            tar()
                .folder("d/e")
                .symlink("d/e/up", "../..")
                .symlink("out", "d/e/up/..")
                .end(),
            "\"..\" after a name",
        ),
        (
            "link without a target",
            tar().symlink("a", "").end(),
            "without a target",
        ),
        (
            "winding link past what is not there",
            tar().symlink("a", "gone/../../outside").end(),
            "leads out",
        ),
        (
            "winding link past what is missing",
            tar()
                .file("d/e/f", "x")
                .symlink("d/e/a", "gone/../../../x")
                .end(),
            "\"..\" after a name",
        ),
        (
            "winding link past a link that comes later",
            tar()
                .file("d/e/f", "x")
                .symlink("out", "s/../../x/../outside")
                .symlink("s", "d/e")
                .end(),
            "leads out",
        ),
        (
            "winding link past a link in the place of a folder",
            tar()
                .folder("s")
                .symlink("a", "s/../x")
                .symlink("s", "d")
                .folder("d")
                .end(),
            "\"..\" after a name",
        ),
        (
            "winding link past a file",
            tar().file("f", "x").symlink("a", "f/../f").end(),
            "\"..\" after a name",
        ),
        (
            "hard link to a link that leads out from there",
            tar().symlink("d/l", "../x").hard_link("l", "d/l").end(),
            "leads out",
        ),
        ("no name", tar().file("", "x").end(), "has no name"),
        (
            "a dot for a name",
            tar().symlink(".", "x").end(),
            "has no name",
        ),
        (
            "hard link out",
            tar().hard_link("a", "../outside/canary").end(),
            "\"..\"",
        ),
        (
            "hard link to an absolute path",
            tar().hard_link("a", absolute).end(),
            "hard link",
        ),
        (
            "hard link to nothing",
            tar().hard_link("a", "b").end(),
            "hard link",
        ),
        (
            "hard link to what comes later",
            tar().hard_link("a", "b").file("b", "x").end(),
            "hard link",
        ),
        (
            "hard link through a link",
            tar()
                .file("d/f", "x")
                .symlink("l", "d")
                .hard_link("a", "l/f")
                .end(),
            "hard link",
        ),
        (
            "hard link to a folder",
            tar().folder("d").hard_link("a", "d").end(),
            "hard link",
        ),
        ("pipe", tar().entry(b'6', b"p", b"", b"").end(), "device"),
        (
            "character device",
            tar().entry(b'3', b"p", b"", b"").end(),
            "device",
        ),
        (
            "block device",
            tar().entry(b'4', b"p", b"", b"").end(),
            "device",
        ),
        (
            "zip climbs",
            zip().file("../outside/canary", "x").end(),
            "\"..\"",
        ),
        (
            "zip link out",
            zip()
                .add("a", link, b"../outside")
                .file("a/canary", "x")
                .end(),
            "leads out",
        ),
        (
            "zip link inside, then through it",
            zip().add("a", link, b"d").file("a/canary", "x").end(),
            "through a link",
        ),
        (
            "zip link to an absolute path",
            zip().add("a", link, absolute.as_bytes()).end(),
            "absolute",
        ),
        (
            "zip backslashes for slashes",
            zip().made_by(0).file("..\\outside\\canary", "x").end(),
            "\"..\"",
        ),
        ("zip pipe", zip().add("a", 0o010_644, b"").end(), "device"),
        ("zip device", zip().add("a", 0o020_644, b"").end(), "device"),
    ]
}

/// Names that are other files, or more than files, on Windows.
fn foreign() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let tar = Tar::default;
    let zip = Zip::default;
    vec![
        ("drive letter", tar().file("C:/canary", "x").end(), "colon"),
        (
            "drive letter alone",
            tar().file("c:canary", "x").end(),
            "colon",
        ),
        (
            "stream of NTFS",
            tar().file("file.txt:hidden", "x").end(),
            "colon",
        ),
        (
            "backslashes",
            tar().file("..\\outside\\canary", "x").end(),
            "backslash",
        ),
        (
            "share",
            tar().file("\\\\host\\share\\x", "x").end(),
            "backslash",
        ),
        (
            "Windows device",
            tar().file("a/NUL", "x").end(),
            "Windows device",
        ),
        (
            "device with an ending",
            tar().file("aux.c", "x").end(),
            "Windows device",
        ),
        (
            "folder like a device",
            tar().file("com1/x", "x").end(),
            "Windows device",
        ),
        (
            "trailing dot",
            tar().file("canary.", "x").end(),
            "dot or a space",
        ),
        (
            "trailing blank",
            tar().file("canary ", "x").end(),
            "dot or a space",
        ),
        (
            "control character",
            tar().file("a\x1bb", "x").end(),
            "control character",
        ),
        (
            "link with backslashes",
            tar().symlink("a", "..\\outside").end(),
            "backslash",
        ),
        ("link to a drive", tar().symlink("a", "C:x").end(), "colon"),
        (
            "zip backslashes",
            zip().file("..\\outside\\canary", "x").end(),
            "backslash",
        ),
        ("zip drive letter", zip().file("C:/x", "x").end(), "colon"),
    ]
}

/// Everything that is refused, with the names that are good.
fn all(outside: &Path) -> Vec<(Names, &'static str, Vec<u8>, &'static str)> {
    let mut all = Vec::new();
    for names in [Names::Native, Names::SafeEverywhere] {
        for (trick, archive, message) in tricks(outside) {
            all.push((names, trick, archive, message));
        }
    }
    for (trick, archive, message) in foreign() {
        all.push((Names::SafeEverywhere, trick, archive, message));
    }
    all
}

/// A destination beside what must not change.
fn ground() -> (TempDir, std::path::PathBuf) {
    let ground = TempDir::new();
    let outside = ground.path().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("canary"), "alive").unwrap();
    (ground, outside)
}

#[test]
fn every_trick_is_refused_and_leaves_nothing() {
    let (ground, outside) = ground();
    for there in [false, true] {
        let into = ground.path().join("into");
        if there {
            fs::create_dir(&into).unwrap();
            fs::write(into.join("mine"), "mine").unwrap();
        }
        let before = snapshot(ground.path());
        for (names, trick, archive, message) in all(&outside) {
            let options = ExtractOptions {
                names,
                ..ExtractOptions::default()
            };
            let outcome = extract_into(&archive, &into, options);
            let error = outcome.map(|_| trick).unwrap_err();
            assert_eq!(
                error.code(),
                "ERR_PINTLE_ARCHIVE_UNSAFE",
                "{trick}: {error}"
            );
            assert_eq!(error.pointer(), "/data", "{trick}");
            assert!(error.message().contains(message), "{trick}: {error}");
            assert!(error.details().unwrap().get("entry").is_some(), "{trick}");
            assert_eq!(snapshot(ground.path()), before, "{trick}");
        }
    }
}

#[test]
fn every_trick_can_be_skipped() {
    let (ground, outside) = ground();
    let before = snapshot(&outside);
    for (names, trick, archive, message) in all(&outside) {
        let into = ground.path().join("into");
        let options = ExtractOptions {
            names,
            r#unsafe: Unsafe::Skip,
            ..ExtractOptions::default()
        };
        let found = extract_into(&archive, &into, options).unwrap();
        assert!(
            found
                .skipped
                .iter()
                .any(|skipped| skipped.reason.contains(message)),
            "{trick}: {found:?}"
        );
        assert_eq!(snapshot(&outside), before, "{trick}");
        for (path, what) in snapshot(&into) {
            assert!(!what.contains("outside"), "{trick}: {path} is a {what}");
        }
        assert_eq!(fs::read_dir(ground.path()).unwrap().count(), 2, "{trick}");
        fs::remove_dir_all(&into).unwrap();
    }
}

#[test]
fn special_bits_and_world_are_not_trusted() {
    let ground = TempDir::new();
    let archive = Tar::default().file("a", "").with(100, b"0007755\0").end();
    extract_into(
        &archive,
        &ground.path().join("into"),
        ExtractOptions::default(),
    )
    .unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(ground.path().join("into/a"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o7777, 0o755);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn native_names_are_written_as_they_are() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let ground = TempDir::new();
    let into = ground.path().join("into");
    let names: [&[u8]; 4] = [b"aux.c", b"a\\b", b"latin-\xe9", b"end."];
    let mut archive = Tar::default();
    for name in names {
        archive = archive.entry(b'0', name, b"", b"x");
    }
    let options = ExtractOptions {
        names: Names::Native,
        ..ExtractOptions::default()
    };
    extract_into(&archive.end(), &into, options).unwrap();
    for name in names {
        assert!(into.join(OsStr::from_bytes(name)).is_file());
    }
}

#[test]
fn absolute_names_begin_at_the_destination() {
    let (ground, outside) = ground();
    let before = snapshot(&outside);
    let absolute = outside.join("canary");
    let absolute = absolute.to_str().unwrap();
    let (tar, zip) = (Tar::default, Zip::default);
    for archive in [
        tar().file(absolute, "x").end(),
        tar().file(&format!("//{absolute}"), "x").end(),
        tar().file(absolute, "x").hard_link("/l", absolute).end(),
        zip().file(absolute, "x").end(),
    ] {
        let into = ground.path().join("into");
        extract_into(&archive, &into, ExtractOptions::default()).unwrap();
        assert_eq!(fs::read(into.join(&absolute[1..])).unwrap(), b"x");
        assert_eq!(snapshot(&outside), before);
        fs::remove_dir_all(&into).unwrap();
    }
}

#[test]
fn winding_links_are_good_past_folders_of_the_archive() {
    let ground = TempDir::new();
    let into = ground.path().join("into");
    let archive = Tar::default()
        .symlink("a/l", "../a/../b/y")
        .file("a/x", "x")
        .file("b/y", "y")
        .end();
    extract_into(&archive, &into, ExtractOptions::default()).unwrap();
    assert_eq!(fs::read(into.join("a/l")).unwrap(), b"y");
    // What is kept in their place may be links.
    for overwrite in [Overwrite::Never, Overwrite::IfNewer] {
        let options = ExtractOptions {
            overwrite,
            ..ExtractOptions::default()
        };
        let error = extract_into(&archive, &into, options).unwrap_err();
        assert_eq!(error.code(), "ERR_PINTLE_ARCHIVE_UNSAFE");
    }
}
