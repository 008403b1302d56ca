//! Archives that are damaged, contradict themselves, or hold more than they may.

use std::{fs, io::Write};

use flate2::{Compression, write::GzEncoder};

use super::{
    bytes::{Header, Tar, Zip},
    extract_into, snapshot,
};
use crate::{
    archive::{ExtractOptions, Format},
    testing::TempDir,
};

fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

fn zstd(data: &[u8]) -> Vec<u8> {
    zstd::encode_all(data, 1).unwrap()
}

fn changed(mut data: Vec<u8>, at: usize) -> Vec<u8> {
    data[at] ^= 0xff;
    data
}

fn cut(mut data: Vec<u8>, from_end: usize) -> Vec<u8> {
    data.truncate(data.len() - from_end);
    data
}

#[expect(clippy::too_many_lines, reason = "a table")]
/// What is wrong, the archive, the code without its beginning, part of the message.
fn faults() -> Vec<(&'static str, Vec<u8>, &'static str, &'static str)> {
    let text = "content ".repeat(200);
    let good = || Tar::default().file("good", &text);
    let tar = || good().end();
    let zip = || Zip::default().file("good", &text);
    let change = |change: fn(&mut Header, &mut Header)| {
        Zip::default()
            .add_with("a", 0o100_644, b"content", change)
            .end()
    };
    let mut shared = Zip::default().file("a", "content");
    let mut crc = flate2::Crc::new();
    crc.update(b"content");
    let twice = Header {
        name: b"a".into(),
        flags: 1 << 11,
        method: 0,
        crc: crc.sum(),
        packed: 7,
        size: 7,
    };
    shared.directory_entry(&twice, 0o100_644, 0);
    vec![
        ("empty", vec![], "UNSUPPORTED", "empty"),
        ("text", b"hello".to_vec(), "UNSUPPORTED", "first bytes"),
        ("bzip2", b"BZh91AY&SY".to_vec(), "UNSUPPORTED", "bzip2"),
        ("xz", b"\xfd7zXZ\0\0".to_vec(), "UNSUPPORTED", "xz"),
        (
            "header with a wrong checksum",
            changed(good().file("b", "").end(), 512 * 5 + 3),
            "CORRUPT",
            "checksum",
        ),
        (
            "cut in a content",
            cut(tar(), 1024 + 512),
            "CORRUPT",
            "ends too early",
        ),
        (
            "cut in a header",
            good().raw(&[b'x'; 100]).end()[..512 * 5 + 100].to_vec(),
            "CORRUPT",
            "ends too early",
        ),
        (
            "single block of zeros",
            good().raw(&[0; 512]).file("b", "").end(),
            "CORRUPT",
            "single block",
        ),
        (
            "number that is none",
            good()
                .entry(b'0', b"b", b"", b"")
                .with(124, b"99999999999\0")
                .end(),
            "CORRUPT",
            "broken number",
        ),
        (
            "pax size that is none",
            good().pax("size", "-1").file("b", "").end(),
            "CORRUPT",
            "broken number",
        ),
        (
            "pax size that is too large",
            good()
                .pax("size", "18446744073709551615")
                .file("b", "")
                .end(),
            "CORRUPT",
            "impossible size",
        ),
        (
            "pax record that is none",
            good().entry(b'x', b"pax", b"", b"12 path").end(),
            "CORRUPT",
            "broken record",
        ),
        (
            "long name without an entry",
            good().entry(b'L', b"l", b"", b"name\0").end(),
            "CORRUPT",
            "long name",
        ),
        (
            "huge pax header",
            Tar::default()
                .entry(b'x', b"pax", b"", &vec![b'x'; 1_100_000])
                .end(),
            "LIMIT",
            "1 MiB",
        ),
        (
            "part of a volume",
            good().entry(b'M', b"b", b"", b"").end(),
            "UNSUPPORTED",
            "multi-volume",
        ),
        (
            "one name for all",
            Tar::default()
                .entry(b'g', b"g", b"", b"9 path=x\n")
                .file("b", "")
                .end(),
            "UNSUPPORTED",
            "one name",
        ),
        (
            "gzip that is cut",
            cut(gzip(&tar()), 9),
            "CORRUPT",
            "ends too early",
        ),
        (
            "gzip with a wrong checksum",
            {
                let data = gzip(&tar());
                let at = data.len() - 8;
                changed(data, at)
            },
            "CORRUPT",
            "damaged",
        ),
        (
            "gzip of an archive without an end, with something after it",
            [gzip(&tar()[..512 * 5]), b"hidden".to_vec()].concat(),
            "CORRUPT",
            "damaged",
        ),
        (
            "sparse file without a size",
            good().pax("GNU.sparse.major", "1").file("b", "").end(),
            "UNSUPPORTED",
            "its size",
        ),
        (
            "sparse file with pieces beyond its end",
            good()
                .pax("GNU.sparse.size", "10")
                .pax("GNU.sparse.map", "8,4")
                .file("b", "xxxx")
                .end(),
            "CORRUPT",
            "pieces",
        ),
        (
            "sparse file with pieces that overlap",
            good()
                .pax("GNU.sparse.size", "10")
                .pax("GNU.sparse.map", "0,4,3,2")
                .file("b", "xxxxxx")
                .end(),
            "CORRUPT",
            "pieces",
        ),
        (
            "sparse file with less than its pieces",
            good()
                .pax("GNU.sparse.size", "10")
                .pax("GNU.sparse.map", "0,4")
                .file("b", "xx")
                .end(),
            "CORRUPT",
            "pieces",
        ),
        (
            "sparse file that is mostly a hole",
            good()
                .pax("GNU.sparse.size", "9000000000000")
                .pax("GNU.sparse.map", "0,2")
                .file("b", "xx")
                .end(),
            "LIMIT",
            "maxBytes",
        ),
        ("gzip of no tar", gzip(&[b'x'; 2000]), "CORRUPT", "checksum"),
        (
            "zstd that is cut",
            cut(zstd(&tar()), 5),
            "CORRUPT",
            "ends too early",
        ),
        (
            "zstd with a fault",
            {
                let data = zstd(&tar());
                let at = data.len() / 2;
                cut(changed(data, at), 20)
            },
            "CORRUPT",
            "archive",
        ),
        (
            "zip that is cut",
            cut(zip().end(), 30),
            "CORRUPT",
            "ends too early",
        ),
        (
            "zip with a fault in a content",
            changed(zip().end(), 60),
            "CORRUPT",
            "damaged",
        ),
        (
            "zip with a fault in the directory",
            {
                let data = zip().end();
                let at = data.len() - 22 - 50;
                changed(data, at)
            },
            "CORRUPT",
            "archive",
        ),
        (
            "zip with another name at the place",
            change(|local, _| local.name = b"b".into()),
            "CORRUPT",
            "differs between",
        ),
        (
            "zip with another size at the place",
            change(|local, _| local.size = 6),
            "CORRUPT",
            "differs between",
        ),
        (
            "zip with another checksum at the place",
            change(|local, _| local.crc = 6),
            "CORRUPT",
            "differs between",
        ),
        (
            "zip with another method at the place",
            change(|local, _| local.method = 8),
            "CORRUPT",
            "differs between",
        ),
        (
            "zip with a wrong size",
            change(|local, central| {
                local.size = 6;
                central.size = 6;
            }),
            "CORRUPT",
            "damaged",
        ),
        (
            "zip with a wrong checksum",
            change(|local, central| {
                local.crc = 6;
                central.crc = 6;
            }),
            "CORRUPT",
            "damaged",
        ),
        (
            "zip with a content beyond its end",
            change(|local, central| {
                local.packed = 9000;
                central.packed = 9000;
            }),
            "CORRUPT",
            "cut off",
        ),
        (
            "zip with encryption",
            change(|local, central| {
                local.flags |= 1;
                central.flags |= 1;
            }),
            "UNSUPPORTED",
            "encrypted",
        ),
        (
            "zip with LZMA",
            change(|local, central| {
                local.method = 14;
                central.method = 14;
            }),
            "UNSUPPORTED",
            "compressed with",
        ),
        (
            "zip with two entries at one place",
            shared.end(),
            "CORRUPT",
            "share",
        ),
        (
            "zip with fewer entries than it says",
            {
                let mut data = zip().end();
                let at = data.len() - 12;
                data[at] = 2;
                data[at - 2] = 2;
                data
            },
            "CORRUPT",
            "archive",
        ),
    ]
}

#[test]
fn every_fault_is_told_and_leaves_nothing() {
    let ground = TempDir::new();
    let before = snapshot(ground.path());
    for (fault, archive, code, message) in faults() {
        let into = ground.path().join("into");
        let outcome = extract_into(&archive, &into, ExtractOptions::default());
        let error = outcome.map(|_| fault).unwrap_err();
        assert_eq!(
            error.code(),
            format!("ERR_PINTLE_ARCHIVE_{code}"),
            "{fault}: {error}"
        );
        assert!(error.message().contains(message), "{fault}: {error}");
        assert_eq!(snapshot(ground.path()), before, "{fault}");
    }
}

#[test]
fn any_byte_may_be_wrong() {
    let ground = TempDir::new();
    let into = ground.path().join("into");
    let tar = Tar::default()
        .folder("d")
        .file("d/a", "content")
        .symlink("l", "d")
        .end();
    let zip = Zip::default()
        .file("a", "content")
        .add("l", 0o120_777, b"a")
        .end();
    for archive in [gzip(&tar), tar, zip] {
        // A tar archive is zeros for the most part.
        let telling = (0..archive.len()).filter(|at| archive[*at] != 0);
        for at in telling {
            // Whatever comes of it, it comes to an end, and stays in the destination.
            let _ = extract_into(
                &changed(archive.clone(), at),
                &into,
                ExtractOptions::default(),
            );
            let _ = fs::remove_dir_all(&into);
            assert_eq!(fs::read_dir(ground.path()).unwrap().count(), 0, "byte {at}");
        }
    }
}

#[test]
fn limits_are_kept() {
    let ground = TempDir::new();
    let many: Tar = (0..50).fold(Tar::default(), |tar, index| {
        tar.file(&format!("{index}"), "")
    });
    let many = many.end();
    let entries = ExtractOptions {
        max_entries: 49.0,
        ..ExtractOptions::default()
    };
    let bytes = ExtractOptions {
        max_bytes: 20_000.0,
        ..ExtractOptions::default()
    };
    for (options, message) in [(entries, "maxEntries"), (bytes, "maxBytes")] {
        let outcome = extract_into(&many, &ground.path().join("into"), options);
        let error = outcome.map(|_| message).unwrap_err();
        assert_eq!(error.code(), "ERR_PINTLE_ARCHIVE_LIMIT", "{error}");
        assert!(error.message().contains(message), "{error}");
        assert_eq!(fs::read_dir(ground.path()).unwrap().count(), 0, "{message}");
    }
}

#[test]
fn what_is_odd_but_good_is_read() {
    let ground = TempDir::new();
    let into = ground.path().join("into");
    let (first, second) = (
        Tar::default().file("a", "1"),
        Tar::default().file("b", "2").end(),
    );
    let first = first.raw(&[]).end();
    let first = first[..first.len() - 1024].to_vec();
    for (what, archive) in [
        (
            "gzip of several members",
            [gzip(&first), gzip(&second)].concat(),
        ),
        (
            "gzip with trailing zeros",
            [gzip(&first), gzip(&second), vec![0; 700]].concat(),
        ),
        (
            "zstd of several frames",
            [zstd(&first), zstd(&second)].concat(),
        ),
        (
            "more blocks of zeros",
            [&first[..], &second, &[0; 4096]].concat(),
        ),
        ("no blocks of zeros", [&first[..], &second[..1024]].concat()),
        (
            "zeros that are not a whole block",
            [&first[..], &second[..1024], &[0; 100]].concat(),
        ),
        (
            "one block of zeros and a half",
            [&first[..], &second[..1024], &[0; 700]].concat(),
        ),
        (
            "gzip with a trailing newline",
            [gzip(&first), gzip(&second), b"\n".to_vec()].concat(),
        ),
        (
            "gzip with trailing text",
            [gzip(&[&first[..], &second].concat()), b"hidden".to_vec()].concat(),
        ),
        (
            "another archive after it",
            [
                &first[..],
                &second,
                &Tar::default().file("hidden", "").end(),
            ]
            .concat(),
        ),
    ] {
        extract_into(&archive, &into, ExtractOptions::default()).unwrap();
        let found: Vec<_> = snapshot(&into).into_keys().collect();
        assert_eq!(found, ["", "a", "b"], "{what}");
        fs::remove_dir_all(&into).unwrap();
    }
}

#[test]
fn a_format_that_is_given_is_not_guessed() {
    let ground = TempDir::new();
    let archive = Tar::default().file("a", "1").end();
    let into = ground.path().join("into");
    for format in [Format::TarGz, Format::TarZst, Format::Zip] {
        let options = ExtractOptions {
            format: Some(format),
            ..ExtractOptions::default()
        };
        let error = extract_into(&archive, &into, options).unwrap_err();
        assert_eq!(error.code(), "ERR_PINTLE_ARCHIVE_CORRUPT", "{format:?}");
    }
}

/// What each entry holds, and how much there is of it.
fn contents(archive: &[u8]) -> Vec<(String, String)> {
    let ground = TempDir::new();
    let into = ground.path().join("into");
    extract_into(archive, &into, ExtractOptions::default()).unwrap();
    snapshot(&into).into_iter().skip(1).collect()
}

#[test]
fn a_size_without_a_content_hides_no_entry() {
    for (kind, name, link) in [
        (b'5', "d", ""),
        (b'2', "d", "a"),
        (b'1', "d", "a"),
        (b'0', "d/", ""),
        (0, "d/", ""),
    ] {
        let first = Tar::default().file("a", "1");
        let sized = |tar: Tar| tar.entry(kind, name.as_bytes(), link.as_bytes(), b"");
        let size = b"00000000700\0"; // Of two blocks, if it were there.
        let without = sized(first.clone()).with(124, size).file("b", "2").end();
        let with = sized(first)
            .with(124, size)
            .raw(&[b'x'; 512])
            .raw(&[0; 0])
            .file("b", "2")
            .end();
        let size = b"00000000005\0"; // Of one.
        let mut short = with.clone();
        short[512 * 2 + 124..512 * 2 + 136].copy_from_slice(size);
        let sum: u32 = (0..512)
            .map(|at| match at {
                148..156 => u32::from(b' '),
                at => u32::from(short[1024 + at]),
            })
            .sum();
        short[1024 + 148..1024 + 156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        let names: Vec<_> = contents(&without)
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        assert_eq!(names, ["a", "b", "d"], "{}", char::from(kind));
        // What nobody could read must not vanish.
        let into = TempDir::new();
        let error = extract_into(&short, into.path(), ExtractOptions::default()).unwrap_err();
        assert_eq!(error.code(), "ERR_PINTLE_ARCHIVE_CORRUPT");
        assert!(error.message().contains("content follows it"));
    }
}

#[test]
fn sparse_files_have_zeros_in_their_holes() {
    let expected = [b"xxxx".to_vec(), vec![0; 3], b"yy".to_vec(), vec![0; 3]].concat();
    let expected = ("s".to_owned(), format!("file of {expected:?}"));
    let pieces = |tar: Tar| {
        tar.pax("GNU.sparse.size", "12")
            .pax("GNU.sparse.map", "0,4,7,2")
    };
    let map = "3\n0\n4\n7\n2\n12\n0\n";
    let before_content = format!("{map}{}xxxxyy", "\0".repeat(512 - map.len()));
    let mut header = Tar::default().entry(b'S', b"s", b"", b"");
    for (at, number) in [0, 4, 7, 2, 12, 0].iter().enumerate() {
        header = header.with(386 + 12 * at, format!("{number:011o}\0").as_bytes());
    }
    let header = header
        .with(483, b"00000000014\0")
        .with(124, b"00000000006\0")
        .raw(b"xxxxyy")
        .raw(&[0; 506]);
    let archives = [
        header.end(),
        pieces(Tar::default()).file("s", "xxxxyy").end(),
        pieces(Tar::default())
            .pax("GNU.sparse.name", "s")
            .file("GNUSparseFile.0/s", "xxxxyy")
            .end(),
        Tar::default()
            .pax("GNU.sparse.major", "1")
            .pax("GNU.sparse.minor", "0")
            .pax("GNU.sparse.name", "s")
            .pax("GNU.sparse.realsize", "12")
            .file("GNUSparseFile.0/s", &before_content)
            .end(),
    ];
    for archive in archives {
        assert_eq!(contents(&archive), std::slice::from_ref(&expected));
    }
}
