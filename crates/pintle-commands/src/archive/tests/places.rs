//! Where things go, and what is there before.

use std::fs;

use pintle::Context;

use super::{bytes::Tar, extract_into, snapshot};
use crate::{
    archive::{ExtractOptions, destination::Destination},
    fs::Overwrite,
    testing::TempDir,
};

#[test]
fn missing_folders_are_made_only_when_all_is_good() {
    let ground = TempDir::new();
    let into = ground.path().join("x/y/z");
    let bad = Tar::default().file("a", "1").file("../b", "2").end();
    extract_into(&bad, &into, ExtractOptions::default()).unwrap_err();
    assert_eq!(snapshot(ground.path()).len(), 1);
    let good = Tar::default().file("a", "1").end();
    extract_into(&good, &into, ExtractOptions::default()).unwrap();
    assert_eq!(
        snapshot(ground.path()).into_keys().collect::<Vec<_>>(),
        ["", "x", "x/y", "x/y/z", "x/y/z/a"]
    );
}

#[test]
fn a_folder_that_somebody_makes_meanwhile_is_filled() {
    let ground = TempDir::new();
    let into = ground.path().join("x/y");
    let destination = Destination::open(&into, &Context::DETACHED).unwrap();
    let staging = destination.stage().unwrap();
    let staged = fs::read_dir(ground.path())
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let staged = staged.filter(|path| path.is_dir()).collect::<Vec<_>>();
    let [staged] = &staged[..] else {
        panic!("one folder, and the file beside it: {staged:?}");
    };
    fs::write(staged.join("a"), "1").unwrap();
    fs::create_dir(staged.join("both")).unwrap();
    fs::write(staged.join("both/b"), "2").unwrap();
    fs::create_dir_all(into.join("both/theirs")).unwrap();
    destination.settle(staging, Overwrite::Error).unwrap();
    assert_eq!(
        snapshot(&into).into_keys().collect::<Vec<_>>(),
        ["", "a", "both", "both/b", "both/theirs"]
    );
    assert_eq!(fs::read_dir(ground.path()).unwrap().count(), 1);
}

#[test]
fn what_is_there_is_kept_replaced_or_in_the_way() {
    let archive = Tar::default()
        .file("d/new", "new")
        .file("d/old", "new")
        .file("top", "new")
        .end();
    let new = "file of [110, 101, 119]";
    let old = "file of [111, 108, 100]";
    for (overwrite, expected) in [
        (Overwrite::Error, None),
        (Overwrite::Never, Some([Some(new), Some(old), Some(new)])),
        (Overwrite::Always, Some([Some(new), Some(new), Some(new)])),
    ] {
        let ground = TempDir::new();
        let into = ground.path().join("into");
        fs::create_dir_all(into.join("d")).unwrap();
        fs::write(into.join("d/old"), "old").unwrap();
        let before = snapshot(ground.path());
        let options = ExtractOptions {
            overwrite,
            ..ExtractOptions::default()
        };
        let outcome = extract_into(&archive, &into, options);
        let after = snapshot(ground.path());
        let Some(expected) = expected else {
            let error = outcome.unwrap_err();
            assert_eq!(
                (error.code(), error.pointer()),
                ("ERR_PINTLE_ARCHIVE_EXISTS", "/into")
            );
            assert!(error.message().contains("d/old"), "{error}");
            assert_eq!(after, before);
            continue;
        };
        outcome.unwrap();
        let found = ["into/d/new", "into/d/old", "into/top"]
            .map(|path| after.get(path).map(String::as_str));
        assert_eq!(found, expected, "{overwrite:?}");
        assert_eq!(after.len(), 6, "{after:?}");
    }
}

#[test]
fn only_what_is_older_is_replaced() {
    let archive = Tar::default().file("old", "new").file("young", "new").end();
    let ground = TempDir::new();
    let minute = std::time::Duration::from_secs(60);
    let then = std::time::UNIX_EPOCH + std::time::Duration::from_secs(0o1750); // as `Tar` writes it
    for (name, time) in [("old", then - minute), ("young", then + minute)] {
        fs::write(ground.path().join(name), name).unwrap();
        let file = fs::File::options()
            .write(true)
            .open(ground.path().join(name));
        file.unwrap().set_modified(time).unwrap();
    }
    let options = ExtractOptions {
        overwrite: Overwrite::IfNewer,
        ..ExtractOptions::default()
    };
    extract_into(&archive, ground.path(), options).unwrap();
    let read = |name| fs::read_to_string(ground.path().join(name)).unwrap();
    assert_eq!((read("old"), read("young")), ("new".into(), "young".into()));
}

#[cfg(unix)]
#[test]
fn a_link_that_is_there_is_replaced_and_not_followed() {
    let ground = TempDir::new();
    let (into, outside) = (ground.path().join("into"), ground.path().join("outside"));
    fs::create_dir_all(&outside).unwrap();
    fs::create_dir_all(&into).unwrap();
    fs::write(outside.join("canary"), "alive").unwrap();
    std::os::unix::fs::symlink(&outside, into.join("d")).unwrap();
    std::os::unix::fs::symlink(outside.join("canary"), into.join("f")).unwrap();
    let before = snapshot(&outside);
    let archive = Tar::default()
        .folder("d")
        .file("d/canary", "dead")
        .file("f", "dead")
        .end();
    let error = extract_into(&archive, &into, ExtractOptions::default()).unwrap_err();
    assert_eq!(error.code(), "ERR_PINTLE_ARCHIVE_EXISTS");
    let options = ExtractOptions {
        overwrite: Overwrite::Always,
        ..ExtractOptions::default()
    };
    extract_into(&archive, &into, options).unwrap();
    assert_eq!(snapshot(&outside), before);
    assert!(into.join("d").symlink_metadata().unwrap().is_dir());
    assert!(into.join("f").symlink_metadata().unwrap().is_file());
}

#[test]
fn a_folder_is_never_replaced_by_a_file() {
    let ground = TempDir::new();
    fs::create_dir_all(ground.path().join("a/b")).unwrap();
    let archive = Tar::default().file("a", "x").end();
    let options = ExtractOptions {
        overwrite: Overwrite::Always,
        ..ExtractOptions::default()
    };
    let error = extract_into(&archive, ground.path(), options).unwrap_err();
    assert_eq!(error.code(), "ERR_PINTLE_ARCHIVE_EXISTS");
    assert!(ground.path().join("a/b").is_dir());
}

#[test]
fn of_two_entries_with_one_name_the_last_one_counts() {
    let ground = TempDir::new();
    let into = ground.path().join("into");
    let archive = Tar::default()
        .file("a", "first")
        .hard_link("b", "a")
        .symlink("c", "a")
        .file("a", "last")
        .file("c", "last")
        .end();
    extract_into(&archive, &into, ExtractOptions::default()).unwrap();
    assert_eq!(fs::read(into.join("a")).unwrap(), b"last");
    assert_eq!(fs::read(into.join("b")).unwrap(), b"first");
    assert_eq!(fs::read(into.join("c")).unwrap(), b"last");
}

#[test]
fn parts_are_stripped_before_links_and_globs_are_looked_at() {
    let ground = TempDir::new();
    let into = ground.path().join("into");
    let archive = Tar::default()
        .file("package/src/a.ts", "a")
        .file("package/src/a.js", "a")
        .file("package/test/a.ts", "a")
        .hard_link("package/b.ts", "package/src/a.ts")
        .symlink("package/src/up.ts", "../b.ts")
        .file("top.ts", "x")
        .end();
    let options = ExtractOptions {
        strip_components: 1,
        glob: Some(vec!["**/*.ts".into()]),
        exclude: Some(vec!["test".into()]),
        ..ExtractOptions::default()
    };
    extract_into(&archive, &into, options).unwrap();
    let found: Vec<_> = snapshot(&into).into_keys().collect();
    assert_eq!(found, ["", "b.ts", "src", "src/a.ts", "src/up.ts"]);
    // What led to the archive's own top leads out of the destination now.
    let archive = Tar::default().symlink("package/up", "../x").end();
    let options = ExtractOptions {
        strip_components: 1,
        ..ExtractOptions::default()
    };
    let error = extract_into(&archive, &ground.path().join("two"), options).unwrap_err();
    assert_eq!(error.code(), "ERR_PINTLE_ARCHIVE_UNSAFE");
}
