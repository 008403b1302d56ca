//! A repository's index: which paths git inspects below the working folder.
//!
//! Git does not check the paths that it reads from there. A path such as `../a` or `/a` makes `git
//! status` inspect a file outside, and reveal whether its content has a certain hash.

/// The start of each entry, before the name of its object: times, numbers, mode, size.
const BEFORE_OBJECT: usize = 40;

/// Of an entry's flags: further ones follow.
const EXTENDED: u16 = 0x4000;
/// Of an entry's flags: the length of its path, or this if it is longer.
const LENGTH: u16 = 0x0fff;

/// What may follow the entries. A part of the index in another file (`link`) and folders in place
/// of files (`sdir`) are not allowed. The presets make git ignore `UNTR`, `FSMN`, `EOIE` and
/// `IEOT`, which refer to folders and positions in the file.
const EXTENSIONS: [&[u8; 4]; 6] = [b"TREE", b"REUC", b"EOIE", b"IEOT", b"UNTR", b"FSMN"];

/// Whether all paths of an index are below the working folder. `hash` is the length of a hash.
pub(super) fn check(index: &[u8], hash: usize) -> Result<(), String> {
    let strange = || "the repository's index cannot be read".to_owned();
    let mut reader = Reader(
        index
            .get(..index.len().saturating_sub(hash))
            .ok_or_else(strange)?,
    );
    let (Some(b"DIRC"), Some(version @ 2..=4), Some(count)) =
        (reader.take(4), reader.number(), reader.number())
    else {
        return Err(strange());
    };
    let mut path: Vec<u8> = Vec::new();
    for _ in 0..count {
        let length = reader.entry(version, hash, &mut path).ok_or_else(strange)?;
        if usize::from(length) != path.len().min(LENGTH.into()) {
            return Err(strange());
        }
        check_path(&path)?;
    }
    while !reader.0.is_empty() {
        let (Some(name), Some(size)) = (reader.take(4), reader.number()) else {
            return Err(strange());
        };
        if !EXTENSIONS.iter().any(|known| known[..] == *name) {
            let name = String::from_utf8_lossy(name);
            return Err(format!("the repository's index has a part {name:?}"));
        }
        reader.take(size as usize).ok_or_else(strange)?;
    }
    Ok(())
}

fn check_path(path: &[u8]) -> Result<(), String> {
    let is_good = |part: &[u8]| {
        !part.is_empty() && part != b"." && part != b".." && !part.eq_ignore_ascii_case(b".git")
    };
    if path.split(|byte| *byte == b'/').all(is_good) {
        return Ok(());
    }
    let path = String::from_utf8_lossy(path);
    Err(format!("the repository's index has the path {path:?}"))
}

/// The rest of an index.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        Some(u32::from_be_bytes(self.take(4)?.try_into().ok()?))
    }

    fn flags(&mut self) -> Option<u16> {
        Some(u16::from_be_bytes(self.take(2)?.try_into().ok()?))
    }

    /// Reads an entry: its path, which may share a prefix with the previous one, and its declared
    /// length.
    fn entry(&mut self, version: u32, hash: usize, path: &mut Vec<u8>) -> Option<u16> {
        let start = self.0.len();
        self.take(BEFORE_OBJECT + hash)?;
        let flags = self.flags()?;
        if flags & EXTENDED != 0 {
            if version == 2 {
                return None;
            }
            self.flags()?;
        }
        if version == 4 {
            let dropped = self.varint()?;
            path.truncate(path.len().checked_sub(dropped)?);
        } else {
            path.clear();
        }
        let end = self.0.iter().position(|byte| *byte == 0)?;
        path.extend_from_slice(self.take(end)?);
        self.take(1)?;
        if version != 4 {
            // Up to seven more zeros, so that the next one begins at a multiple of eight.
            let length = start - self.0.len();
            self.take(length.next_multiple_of(8) - length)?;
        }
        Some(flags & LENGTH)
    }

    /// A number as encoded in git packs.
    fn varint(&mut self) -> Option<usize> {
        let mut byte = self.take(1)?[0];
        let mut value = usize::from(byte & 127);
        while byte & 128 != 0 {
            byte = self.take(1)?[0];
            value = (value + 1).checked_mul(128)? + usize::from(byte & 127);
        }
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An index of these paths, as git writes it.
    fn index(version: u32, paths: &[&str]) -> Vec<u8> {
        let mut index = b"DIRC".to_vec();
        index.extend(version.to_be_bytes());
        index.extend((paths.len() as u32).to_be_bytes());
        let mut before = "";
        for path in paths {
            let start = index.len();
            index.extend([0; 60]);
            index.extend((path.len().min(0xfff) as u16).to_be_bytes());
            if version == 4 {
                // All but the first common letter.
                let same = usize::from(before.as_bytes().first() == path.as_bytes().first());
                let same = same.min(before.len());
                index.push((before.len() - same) as u8);
                index.extend(&path.as_bytes()[same..]);
                index.push(0);
                before = path;
            } else {
                index.extend(path.as_bytes());
                index.push(0);
                let length = index.len() - start;
                index.resize(start + length.next_multiple_of(8), 0);
            }
        }
        index.extend(b"TREE\0\0\0\x02xx");
        index.extend([0; 20]);
        index
    }

    #[test]
    fn paths_below_the_working_folder_are_good() {
        let long = "a".repeat(5000);
        let paths = [
            "a",
            "a/b",
            "a/..b",
            "b/.gitignore",
            "c..",
            "\u{e9}/x",
            &long,
        ];
        for version in [2, 3] {
            assert_eq!(check(&index(version, &paths), 20), Ok(()));
        }
        assert_eq!(check(&index(4, &paths[..6]), 20), Ok(()));
        assert_eq!(check(&index(2, &[]), 20), Ok(()));
    }

    #[test]
    fn paths_that_lead_elsewhere_are_not() {
        for path in [
            "../a",
            "a/../../b",
            "/etc/passwd",
            "a//b",
            "a/",
            "",
            ".",
            "./a",
            "a/..",
            ".git/config",
            "a/.GIT/x",
        ] {
            for version in 2..=4 {
                let message = check(&index(version, &["a", path]), 20).unwrap_err();
                assert!(message.contains("has the path"), "{path}: {message}");
            }
        }
    }

    #[test]
    fn what_is_not_known_and_what_is_cut_off_is_refused() {
        let good = index(2, &["a", "b/c"]);
        for end in 0..good.len() - 1 {
            // The end may look like the hash at the start of extensions.
            let cut = check(&good[..end], 20);
            assert!(cut.is_err() || end == good.len() - 10, "{end}");
        }
        for (from, to) in [
            ("TREE", "link"),
            ("TREE", "sdir"),
            ("TREE", "what"),
            ("DIRC", "DIRX"),
        ] {
            let at = good.windows(4).position(|four| four == from.as_bytes());
            let mut bad = good.clone();
            bad[at.unwrap()..][..4].copy_from_slice(to.as_bytes());
            check(&bad, 20).unwrap_err();
        }
        let mut long = index(2, &["abc"]);
        long[12 + 61] = 2; // The entry says that its path is shorter.
        check(&long, 20).unwrap_err();
    }
}
