//! The names of incomplete files, and their owners.
//!
//! Everything that a command writes next to its destination has a name of one form: `.pintle-`,
//! three hexadecimal numbers that no other process has, and `.tmp`. A file with such a name is
//! locked while a process works on it. What cannot be locked, a link or a folder, has a name that
//! ends with `.part.tmp`, and such a file next to it.
//!
//! The system releases the lock of a killed process. So an unlocked file with such a name is a
//! leftover, together with its part, and the next command may remove it. Nothing else is touched:
//! not what belongs to another user, has several names, or is a link, a folder or a pipe. A part
//! that is a folder is emptied only if the file identifies this folder: otherwise anyone who may
//! rename things here could make us empty any other.

use std::{
    ffi::{OsStr, OsString},
    fs::File,
    io::{self, Read, Write},
    process,
    sync::{
        LazyLock,
        atomic::{AtomicU64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use super::{Folder, Lock, Stat, lock};

const START: &str = ".pintle-";
const END: &str = ".tmp";
const PART: &str = ".part";

/// The names of all these, for walks that skip them.
pub(crate) const DRAFTS: &str = "**/.pintle-[0-9a-f]*-[0-9a-f]*-[0-9a-f]*.tmp";

/// A file with such a name and a lock.
#[derive(Debug)]
pub(crate) struct Claim {
    stem: String,
    /// Locked until it is closed.
    pub(crate) file: File,
}

impl Claim {
    pub(crate) fn new(folder: &Folder, mode: u32) -> io::Result<Self> {
        loop {
            let stem = new_stem();
            let name = format!("{stem}{END}");
            let file = match folder.create_file(OsStr::new(&name), mode) {
                // It was planted.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                outcome => outcome?,
            };
            // Until it is locked, another process may mistake it for a leftover, and remove it.
            match lock(&file) {
                Lock::Others => {}
                Lock::Ours if Stat::of(&file)?.names() == 0 => {}
                Lock::Ours | Lock::Unknown => return Ok(Self { stem, file }),
            }
        }
    }

    /// The file's own name.
    pub(crate) fn name(&self) -> OsString {
        format!("{}{END}", self.stem).into()
    }

    /// The name for what cannot be locked itself.
    pub(crate) fn part(&self) -> OsString {
        part_of(&self.stem)
    }

    /// Records in the file which folder the part is.
    pub(crate) fn describe(&self, part: &Folder) -> io::Result<()> {
        (&self.file).write_all(description(part)?.as_bytes())
    }
}

/// The content of a claim's file, which identifies the folder that is its part.
fn description(part: &Folder) -> io::Result<String> {
    let (device, number) = part.own_stat()?.id();
    Ok(format!("folder {device:x} {number:x}\n"))
}

/// Whether a claim's file identifies this folder as its part.
pub(super) fn describes(file: &File, part: &Folder) -> bool {
    let Ok(expected) = description(part) else {
        return false;
    };
    let mut found = Vec::new();
    let read = file.take(expected.len() as u64 + 1).read_to_end(&mut found);
    read.is_ok() && found == expected.as_bytes()
}

/// The name of the part of a claim.
pub(super) fn part_of(stem: &str) -> OsString {
    format!("{stem}{PART}{END}").into()
}

/// What precedes `.tmp` in the name of a claim.
pub(super) fn stem_of(name: &OsStr) -> Option<&str> {
    let stem = name.to_str()?.strip_suffix(END)?;
    let is_number = |text: &str| {
        let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        !text.is_empty() && text.len() <= 16 && text.bytes().all(is_digit)
    };
    let mut numbers = stem.strip_prefix(START)?.split('-');
    let are_numbers = numbers
        .by_ref()
        .take(3)
        .filter(|one| is_number(one))
        .count()
        == 3;
    (are_numbers && numbers.next().is_none()).then_some(stem)
}

/// A name that is unlikely to exist in a folder.
pub(crate) fn new_stem() -> String {
    /// Differs from that of any other process, even of one with the same ID on another machine.
    static OURS: LazyLock<String> = LazyLock::new(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.map_or(0, |time| time.as_nanos() as u64);
        format!("{START}{:x}-{now:x}", process::id())
    });
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("{}-{next:x}", *OURS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_ours_are_known() {
        let own = new_stem();
        assert_eq!(stem_of(OsStr::new(&format!("{own}.tmp"))), Some(&*own));
        for strange in [
            ".pintle-notes.tmp",
            ".pintle-1-2.tmp",
            ".pintle-1-2-3-4.tmp",
            ".pintle-1-2-.tmp",
            ".pintle-1-2-X.tmp",
            ".pintle-1-2-3",
            ".pintle-1-2-3.part.tmp",
            ".pintle-1-2-3.tmp.tmp",
            ".pintle-1-2-11111111111111111.tmp",
            "pintle-1-2-3.tmp",
        ] {
            assert_eq!(stem_of(OsStr::new(strange)), None, "{strange}");
        }
    }
}
