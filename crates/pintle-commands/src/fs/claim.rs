//! The names of what is not whole yet, and whose they are.
//!
//! All that a command writes beside its goal has a name of one kind: `.pintle-`, three hexadecimal
//! numbers that no other process has, and `.tmp`. A file of that name has a lock for as long as
//! somebody works on it. What cannot have one, a link or a folder, has a name that ends with
//! `.part.tmp`, and such a file beside it.
//!
//! The system takes the lock from a process that is killed. So a file of such a name without a lock is
//! a leftover, with its part, and whoever comes next may remove it. Nothing else is touched: not what
//! belongs to another user, has a second name, or is a link, a folder or a pipe.

use std::{
    collections::HashMap,
    ffi::{OsStr, OsString},
    fs::File,
    io, process,
    sync::{
        LazyLock, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

use super::{Folder, Listing, Lock, Stat, lock};

const START: &str = ".pintle-";
const END: &str = ".tmp";
const PART: &str = ".part";

/// The names of all this, for walks that pass over it.
pub(crate) const DRAFTS: &str = "**/.pintle-[0-9a-f]*-[0-9a-f]*-[0-9a-f]*.tmp";

/// The most entries of a folder that are read each time that a single file is written to it.
const MANY: usize = 1024;

/// A file with such a name and a lock.
#[derive(Debug)]
pub(crate) struct Claim {
    stem: String,
    /// Locked until it is closed.
    pub(crate) file: File,
}

/// Who may use a new file before it has its own mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Its owner alone.
    Private,
    /// Whoever may use new files.
    Usual,
}

impl Claim {
    pub(crate) fn new(folder: &Folder, mode: Mode) -> io::Result<Self> {
        loop {
            let stem = new_stem();
            let name = format!("{stem}{END}");
            let file = match folder.create_file(OsStr::new(&name), mode) {
                // Somebody has planted it.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                outcome => outcome?,
            };
            // Until it has its lock somebody may take it for a leftover, and remove it.
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
        format!("{}{PART}{END}", self.stem).into()
    }
}

/// Removes what nobody works on any more, of what has these names. `remove_part` removes what a
/// leftover was to become, unless that is the file itself.
pub(crate) fn remove_leftovers<'a>(
    folder: &Folder,
    names: impl Iterator<Item = &'a OsStr>,
    remove_part: impl Fn(&OsStr) -> io::Result<()>,
) {
    for name in names {
        let Some(stem) = stem_of(name) else { continue };
        let Ok((file, stat)) = folder.open_file(name) else {
            continue; // A link, a folder, a pipe, or gone.
        };
        if !stat.is_own() || stat.names() != 1 || lock(&file) != Lock::Ours {
            continue;
        }
        // The file goes last: as long as it is there, its part can be found.
        match remove_part(OsStr::new(&format!("{stem}{PART}{END}"))) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {}
            _ => drop(folder.remove(name)),
        }
    }
}

/// Removes the leftovers in a folder that nobody has listed by this handle.
pub(crate) fn tidy(folder: &Folder) -> io::Result<()> {
    let mut listing = Listing::default();
    folder.list(&mut listing)?;
    tidy_listed(folder, &listing);
    Ok(())
}

/// The same when the names are known already.
pub(crate) fn tidy_listed(folder: &Folder, listing: &Listing) {
    let names = listing.entries().map(|(name, _)| name);
    remove_leftovers(folder, names, |part| folder.remove(part));
}

/// The same before a single file is written. A folder with very many entries is not read each time:
/// who writes them one by one would read more the more there are.
pub(crate) fn tidy_for_one(folder: &Folder) {
    /// How many more calls pass over a large folder.
    static LARGE: LazyLock<Mutex<HashMap<(u64, u64), usize>>> = LazyLock::new(Mutex::default);
    let large = || LARGE.lock().unwrap_or_else(PoisonError::into_inner);
    let Ok(id) = folder.own_stat().map(|stat| stat.id()) else {
        return;
    };
    if let Some(left) = large().get_mut(&id).filter(|left| **left > 0) {
        *left -= 1;
        return;
    }
    let mut listing = Listing::default();
    if folder.list(&mut listing).is_err() {
        return;
    }
    tidy_listed(folder, &listing);
    let count = listing.entries().count();
    let mut large = large();
    if count < MANY {
        large.remove(&id);
    } else {
        if large.len() >= MANY {
            large.clear(); // Reading one too often does no harm.
        }
        large.insert(id, count / MANY);
    }
}

/// What is before `.tmp` in the name of a claim.
fn stem_of(name: &OsStr) -> Option<&str> {
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

/// A name that nothing in a folder is likely to have.
pub(crate) fn new_stem() -> String {
    /// Differs from that of any other process, also of one with the same number elsewhere.
    static OURS: LazyLock<String> = LazyLock::new(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.map_or(0, |time| time.as_nanos() as u64);
        format!("{START}{:x}-{now:x}", process::id())
    });
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("{}-{next:x}", *OURS)
}

#[cfg(all(test, unix, not(pintle_portable)))]
mod tests {
    use std::{fs, os::unix::fs::symlink};

    use super::*;
    use crate::testing::TempDir;

    fn open(place: &TempDir) -> Folder {
        File::open(place.path()).unwrap().into()
    }

    fn names(place: &TempDir) -> Vec<String> {
        let entries = fs::read_dir(place.path()).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    }

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

    #[test]
    fn leftovers_go_with_their_parts() {
        let place = TempDir::new();
        let folder = open(&place);
        fs::write(place.path().join(".pintle-1-2-3.tmp"), "left").unwrap();
        fs::write(place.path().join(".pintle-1-2-4.tmp"), "").unwrap();
        symlink("x", place.path().join(".pintle-1-2-4.part.tmp")).unwrap();
        tidy(&folder).unwrap();
        assert_eq!(names(&place), [""; 0]);
    }

    #[test]
    fn what_is_worked_on_stays_and_so_does_its_part() {
        let place = TempDir::new();
        let folder = open(&place);
        let claim = Claim::new(&folder, Mode::Private).unwrap();
        folder.create_link(&claim.part(), OsStr::new("x")).unwrap();
        tidy(&open(&place)).unwrap();
        tidy_for_one(&open(&place));
        assert_eq!(names(&place).len(), 2);
        drop(claim);
        tidy(&open(&place)).unwrap();
        assert_eq!(names(&place), [""; 0]);
    }

    #[test]
    fn what_somebody_has_planted_stays() {
        let place = TempDir::new();
        let path = |name: &str| place.path().join(name);
        fs::write(path("mine"), "kept").unwrap();
        fs::hard_link(path("mine"), path(".pintle-1-1-1.tmp")).unwrap();
        symlink("mine", path(".pintle-1-1-2.tmp")).unwrap();
        symlink("nowhere", path(".pintle-1-1-3.tmp")).unwrap();
        fs::create_dir(path(".pintle-1-1-4.tmp")).unwrap();
        fs::write(path(".pintle-1-1-5.tmp"), "").unwrap();
        fs::create_dir(path(".pintle-1-1-5.part.tmp")).unwrap();
        fs::write(path(".pintle-1-1-6.part.tmp"), "no claim beside it").unwrap();
        fs::write(path(".pintle-notes.tmp"), "kept").unwrap();
        let pipe = path(".pintle-1-1-7.tmp");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status();
        assert!(made.unwrap().success());
        let before = names(&place);
        tidy(&open(&place)).unwrap();
        assert_eq!(names(&place), before);
    }

    #[test]
    fn a_large_folder_is_not_read_each_time() {
        let place = TempDir::new();
        for number in 0..2 * MANY {
            fs::write(place.path().join(number.to_string()), "").unwrap();
        }
        let left = place.path().join(".pintle-1-1-1.tmp");
        let mut times = 0;
        for _ in 0..9 {
            fs::write(&left, "").unwrap();
            tidy_for_one(&open(&place));
            times += usize::from(!left.exists());
        }
        assert_eq!(times, 3);
    }

    #[test]
    fn many_who_claim_and_tidy_do_not_hinder_each_other() {
        let place = TempDir::new();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let folder = open(&place);
                    for _ in 0..300 {
                        let claim = Claim::new(&folder, Mode::Private).unwrap();
                        folder.create_link(&claim.part(), OsStr::new("x")).unwrap();
                        tidy(&folder).unwrap();
                        folder.remove(&claim.part()).unwrap();
                        folder.remove(&claim.name()).unwrap();
                    }
                });
            }
        });
        assert_eq!(names(&place), [""; 0]);
    }
}
