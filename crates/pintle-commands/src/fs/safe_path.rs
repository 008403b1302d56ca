//! Which names may be written: the ways in which a name leads somewhere other than it seems to.

use pintle::Data;

/// Which names of entries are safe.
#[derive(Clone, Copy, Debug, Data, Default, PartialEq, Eq)]
pub enum Names {
    /// Those that mean the same on every platform. Names with a backslash, a colon or a control
    /// character, names that end with a dot or a space, and Windows device names such as
    /// `aux.c` are unsafe.
    SafeEverywhere,
    /// Those that are safe on the current platform: on Windows as `safeEverywhere`, on others all.
    #[default]
    Native,
}

/// Deeper folders would need more open handles than a process may have.
const MAX_DEPTH: usize = 128;

/// The longest path that Linux accepts; no program can open a longer one by its path.
const MAX_PATH: usize = 4096;

/// The parts of an entry's path below the destination; none for the destination itself. Otherwise
/// why the path is unsafe. An absolute path is taken relative to the destination, as in other
/// programs.
pub(crate) fn safe_entry_parts(path: &[u8], names: Names) -> Result<Vec<&[u8]>, &'static str> {
    let start = path.iter().position(|byte| *byte != b'/');
    safe_parts(&path[start.unwrap_or(path.len())..], names)
}

/// The parts of a path below a folder; none for the folder itself. Otherwise why it is unsafe.
pub(crate) fn safe_parts(path: &[u8], names: Names) -> Result<Vec<&[u8]>, &'static str> {
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
        "has a name that ends with a dot or a space"
    } else if is_device(part) {
        "has the name of a Windows device"
    } else {
        return Ok(());
    };
    Err(message)
}

/// On Windows these are devices, in every folder, with any extension:
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

/// How a symbolic link reaches its target.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum LinkWay {
    /// It first climbs and then descends, if at all. A chain of such links never leaves the
    /// destination.
    Straight,
    /// It climbs again after a name. That is safe if the name is a folder in the archive itself; if
    /// it is a link, `..` does not lead where it seems to.
    Winding,
}

/// Why a symbolic link that is `depth` folders below the destination is unsafe, if it is. Only
/// straight ones are safe.
pub(crate) fn check_link_target(
    target: &[u8],
    depth: usize,
    names: Names,
) -> Result<(), &'static str> {
    match link_way(target, depth, names)? {
        LinkWay::Straight => Ok(()),
        LinkWay::Winding => Err(WINDING_LINK),
    }
}

pub(crate) const WINDING_LINK: &str = "is a symbolic link with \"..\" after a name";

/// How a symbolic link that is `depth` folders below the destination reaches its target, or why it
/// is unsafe. Judging by its text, it does not leave the destination.
pub(crate) fn link_way(target: &[u8], depth: usize, names: Names) -> Result<LinkWay, &'static str> {
    if target.is_empty() || target.contains(&0) {
        return Err("is a symbolic link without a target");
    }
    if target.first() == Some(&b'/') {
        return Err("is a symbolic link to an absolute path");
    }
    if target.len() > MAX_PATH {
        return Err("is a symbolic link to a path of more than 4096 bytes");
    }
    let (mut depth, mut way, mut descends) = (depth, LinkWay::Straight, false);
    for part in split_target(target) {
        if part != b".." {
            check(part, names)?;
            descends = true;
            depth += 1;
            continue;
        }
        if descends {
            way = LinkWay::Winding;
        }
        let Some(above) = depth.checked_sub(1) else {
            return Err("is a symbolic link that leads out of the destination");
        };
        depth = above;
    }
    Ok(way)
}

fn split_target(target: &[u8]) -> impl Iterator<Item = &[u8]> {
    target
        .split(|byte| *byte == b'/')
        .filter(|part| !is_here(part))
}

/// Which names must be folders so that a winding link in `folder` leads where its text says.
pub(crate) fn link_turns<'a>(folder: &[&'a [u8]], target: &'a [u8]) -> Vec<Vec<&'a [u8]>> {
    let mut turns = Vec::new();
    let mut place = folder.to_vec();
    for part in split_target(target) {
        if part == b".." {
            turns.push(place.clone());
            place.pop();
        } else {
            place.push(part);
        }
    }
    turns
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
            let found = safe_parts(path.as_bytes(), Names::SafeEverywhere);
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
            assert!(
                safe_parts(path.as_bytes(), Names::SafeEverywhere).is_err(),
                "{path}"
            );
        }
        let deep = "a/".repeat(MAX_DEPTH + 1);
        assert!(safe_parts(deep.as_bytes(), Names::Native).is_err());
        assert!(safe_parts("a".repeat(MAX_PATH + 1).as_bytes(), Names::Native).is_err());
    }

    #[cfg(not(windows))]
    #[test]
    fn native_names_may_be_what_unix_holds() {
        for path in ["aux.c", "a\\b", "Foo::Bar.3pm", "a.", "tab\there"] {
            assert!(safe_parts(path.as_bytes(), Names::Native).is_ok(), "{path}");
        }
        assert!(safe_parts(b"a/../b", Names::Native).is_err());
    }

    #[test]
    fn targets_stay_inside() {
        let check = |target: &str, depth| {
            check_link_target(target.as_bytes(), depth, Names::SafeEverywhere)
        };
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
            ("a/../../b", 0),
            ("", 0),
            ("C:\\x", 0),
            ("..\\x", 0),
        ] {
            assert!(check(target, depth).is_err(), "{target}");
        }
    }

    #[test]
    fn winding_targets_name_what_they_rely_on() {
        let way = |target: &str, depth| link_way(target.as_bytes(), depth, Names::Native);
        assert_eq!(way("../a/../b", 1), Ok(LinkWay::Winding));
        assert_eq!(way("a/..", 0), Ok(LinkWay::Winding));
        assert_eq!(way("../a/b", 1), Ok(LinkWay::Straight));
        assert!(way("a/../../b", 0).is_err());
        assert!(way("../../a", 1).is_err());
        let expected: [Vec<&[u8]>; 2] = [vec![b"d"], vec![b"a", b"b"]];
        assert_eq!(link_turns(&[b"d"], b"../a/b/../c"), expected);
    }

    #[test]
    fn absolute_paths_begin_at_the_destination() {
        let parts = |path: &'static str| safe_entry_parts(path.as_bytes(), Names::Native);
        assert_eq!(parts("//etc/x"), Ok(vec![&b"etc"[..], b"x"]));
        assert_eq!(parts("/"), Ok(vec![]));
        assert!(parts("/../x").is_err());
    }
}
