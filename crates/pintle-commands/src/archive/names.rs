//! Which names may be written: the ways in which a name leads elsewhere than it seems to.

use super::options::Names;

/// Deeper folders would need more open handles than a process may have.
const MAX_DEPTH: usize = 128;

/// The longest path that Linux takes at once; no program can open a longer one by its path.
const MAX_PATH: usize = 4096;

/// The parts of an entry's path below the destination; none for the destination itself. Otherwise
/// why the path is unsafe.
pub(crate) fn parts(path: &[u8], names: Names) -> Result<Vec<&[u8]>, &'static str> {
    if path.len() > MAX_PATH {
        return Err("has a path of more than 4096 bytes");
    }
    if path.first() == Some(&b'/') {
        return Err("has an absolute path");
    }
    let parts: Vec<_> = path
        .split(|byte| *byte == b'/')
        .filter(|part| !is_here(part))
        .collect();
    if parts.len() > MAX_DEPTH {
        return Err("is more than 128 folders deep");
    }
    for part in &parts {
        check(part, names)?;
    }
    Ok(parts)
}

fn is_here(part: &[u8]) -> bool {
    part.is_empty() || part == b"."
}

fn check(part: &[u8], names: Names) -> Result<(), &'static str> {
    if part == b".." {
        return Err("leads out of the destination with \"..\"");
    }
    if part.contains(&0) {
        return Err("has a NUL character in its name");
    }
    if names == Names::Native && !cfg!(windows) {
        return Ok(());
    }
    let message = if part
        .iter()
        .any(|byte| matches!(byte, b'\\' | b':' | 0..=31))
    {
        "has a backslash, a colon or a control character in its name"
    } else if matches!(part.last(), Some(b'.' | b' ')) {
        "has a name that ends with a dot or a blank"
    } else if is_device(part) {
        "has the name of a device of Windows"
    } else {
        return Ok(());
    };
    Err(message)
}

/// Windows takes these for devices, in every folder, with any ending:
/// <https://learn.microsoft.com/windows/win32/fileio/naming-a-file>
fn is_device(part: &[u8]) -> bool {
    let stem = part.split(|byte| *byte == b'.').next().unwrap_or(part);
    let stem = stem.trim_ascii_end().to_ascii_uppercase();
    let numbered = |rest: &[u8]| {
        matches!(rest, [b'0'..=b'9'])
            || ["¹", "²", "³"].iter().any(|digit| digit.as_bytes() == rest)
    };
    match &stem[..] {
        b"CON" | b"PRN" | b"AUX" | b"NUL" | b"CONIN$" | b"CONOUT$" | b"CLOCK$" => true,
        [b'C', b'O', b'M', rest @ ..] | [b'L', b'P', b'T', rest @ ..] => numbered(rest),
        _ => false,
    }
}

/// Why a symbolic link that stands `depth` folders below the destination is unsafe, if it is.
///
/// Its target may climb first and descend then, but never climb again: after a name that is a link
/// itself, `..` is not where it seems to be. So a chain of links, each of which is good by this
/// rule, never leaves the destination.
pub(crate) fn check_target(target: &[u8], depth: usize, names: Names) -> Result<(), &'static str> {
    if target.is_empty() || target.contains(&0) {
        return Err("is a symbolic link without a target");
    }
    if target.first() == Some(&b'/') {
        return Err("is a symbolic link to an absolute path");
    }
    let parts = target
        .split(|byte| *byte == b'/')
        .filter(|part| !is_here(part));
    let mut climbed = 0;
    let mut descends = false;
    for part in parts {
        if part != b".." {
            descends = true;
            check(part, names)?;
        } else if descends {
            return Err("is a symbolic link with \"..\" after a name");
        } else {
            climbed += 1;
        }
    }
    if climbed > depth {
        return Err("is a symbolic link that leads out of the destination");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_paths_are_split() {
        for (path, expected) in [
            ("a/b/c", &["a", "b", "c"][..]),
            ("./a//b/.", &["a", "b"]),
            ("./", &[]),
            ("...", &[]),
            ("..a/b..c", &["..a", "b..c"]),
            (
                "console/com/com10/nullable",
                &["console", "com", "com10", "nullable"],
            ),
        ] {
            let found = parts(path.as_bytes(), Names::Portable);
            let expected: Vec<_> = expected.iter().map(|part| part.as_bytes()).collect();
            if path == "..." {
                assert!(found.unwrap_err().contains("dot"));
            } else {
                assert_eq!(found.unwrap(), expected, "{path}");
            }
        }
    }

    #[test]
    fn unsafe_paths_are_refused() {
        for path in [
            "/etc/passwd",
            "..",
            "a/../b",
            "a/..",
            "../a",
            "a\0b",
            "C:x",
            "C:/x",
            "a\\b",
            "file:stream",
            "a.",
            "a ",
            "aux",
            "AUX.c",
            "d/nul .txt",
            "com1",
            "LPT³.x",
            "conin$",
            "tab\there",
        ] {
            assert!(parts(path.as_bytes(), Names::Portable).is_err(), "{path}");
        }
        let deep = "a/".repeat(MAX_DEPTH + 1);
        assert!(parts(deep.as_bytes(), Names::Native).is_err());
        assert!(parts("a".repeat(MAX_PATH + 1).as_bytes(), Names::Native).is_err());
    }

    #[cfg(not(windows))]
    #[test]
    fn native_names_may_be_what_unix_holds() {
        for path in ["aux.c", "a\\b", "Foo::Bar.3pm", "a.", "tab\there"] {
            assert!(parts(path.as_bytes(), Names::Native).is_ok(), "{path}");
        }
        assert!(parts(b"a/../b", Names::Native).is_err());
    }

    #[test]
    fn targets_stay_inside() {
        let check = |target: &str, depth| check_target(target.as_bytes(), depth, Names::Portable);
        for (target, depth) in [
            ("a", 0),
            ("./a/b", 0),
            ("../a", 1),
            ("../../a/b", 2),
            ("..", 1),
            (".", 0),
        ] {
            assert_eq!(check(target, depth), Ok(()), "{target}");
        }
        for (target, depth) in [
            ("/a", 9),
            ("..", 0),
            ("../../a", 1),
            ("a/..", 3),
            ("a/../b", 3),
            ("", 0),
            ("C:\\x", 0),
            ("..\\x", 0),
        ] {
            assert!(check(target, depth).is_err(), "{target}");
        }
    }
}
