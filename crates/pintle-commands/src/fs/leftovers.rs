//! The leftovers of killed processes, and their removal: every command that writes to a folder
//! first removes the leftovers there. `claim.rs` defines what a leftover is.

use std::{
    collections::HashMap,
    io,
    sync::{LazyLock, Mutex, PoisonError},
};

use super::{
    Folder, Listing, Lock,
    claim::{describes, part_of, stem_of},
    clearing::remove_whole,
    lock,
};

/// The maximum number of entries of a folder that are read each time a single file is written to
/// it.
const MANY: usize = 1024;

/// Removes the leftovers in a folder that has not been listed with this handle.
pub(crate) fn tidy(folder: &Folder) -> io::Result<()> {
    let mut listing = Listing::default();
    folder.list(&mut listing)?;
    tidy_listed(folder, &listing);
    Ok(())
}

/// The same if the names are already known.
pub(crate) fn tidy_listed(folder: &Folder, listing: &Listing) {
    for (name, _) in listing.entries() {
        let Some(stem) = stem_of(name) else { continue };
        let Ok((file, stat)) = folder.open_file(name) else {
            continue; // A link, a folder, a pipe, or gone.
        };
        if !stat.is_own() || stat.names() != 1 || lock(&file) != Lock::Ours {
            continue;
        }
        // The file goes last: as long as it is there, its part can be found.
        match remove_whole(folder, &part_of(stem), |part| describes(&file, part)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {}
            _ => drop(folder.remove(name)),
        }
    }
}

/// The same before a single file is written. A folder with very many entries is not read each time:
/// writing them one by one would take quadratic time.
pub(crate) fn tidy_for_one(folder: &Folder) {
    /// How many more calls skip a large folder.
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

#[cfg(all(test, unix, not(pintle_portable)))]
mod tests {
    use std::{
        ffi::OsStr,
        fs::{self, File},
        os::unix::fs::symlink,
        path::PathBuf,
    };

    use super::{
        super::{Draft, PRIVATE_FILE, USUAL_FOLDER, claim::Claim},
        *,
    };
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
    fn leftovers_go_with_their_parts() {
        let place = TempDir::new();
        let folder = open(&place);
        fs::write(place.path().join(".pintle-1-2-3.tmp"), "left").unwrap();
        fs::write(place.path().join(".pintle-1-2-4.tmp"), "").unwrap();
        symlink("x", place.path().join(".pintle-1-2-4.part.tmp")).unwrap();
        tidy(&folder).unwrap();
        assert_eq!(names(&place), [""; 0]);
    }

    /// Leaves a partly filled folder, as a killed process does. Returns its path.
    fn leave_folder(place: &TempDir) -> PathBuf {
        let folder = open(place);
        let draft = Draft::of_folder(&folder, USUAL_FOLDER).unwrap();
        let part = place.path().join(draft.name());
        let claim = PathBuf::from(part.to_str().unwrap().replace(".part", ""));
        fs::create_dir_all(part.join("a/b/c")).unwrap();
        fs::write(part.join("a/b/c/file"), "half").unwrap();
        symlink("..", part.join("a/b/link")).unwrap();
        tidy(&open(place)).unwrap();
        assert!(part.join("a/b/c/file").exists());
        let said = fs::read(&claim).unwrap();
        fs::rename(&part, place.path().join("kept")).unwrap();
        drop(draft);
        fs::rename(place.path().join("kept"), &part).unwrap();
        fs::write(claim, said).unwrap();
        part
    }

    #[test]
    fn a_folder_that_was_half_filled_goes() {
        let place = TempDir::new();
        leave_folder(&place);
        assert_eq!(names(&place).len(), 2);
        tidy(&open(&place)).unwrap();
        assert_eq!(names(&place), [""; 0]);
    }

    #[test]
    fn another_folder_in_the_place_of_a_part_stays() {
        let place = TempDir::new();
        let part = leave_folder(&place);
        fs::rename(&part, place.path().join("half")).unwrap();
        fs::create_dir(&part).unwrap();
        fs::write(part.join("theirs"), "kept").unwrap();
        tidy(&open(&place)).unwrap();
        assert_eq!(names(&place).len(), 3);
        assert!(part.join("theirs").exists());
    }

    #[test]
    fn what_is_worked_on_stays_and_so_does_its_part() {
        let place = TempDir::new();
        let folder = open(&place);
        let claim = Claim::new(&folder, PRIVATE_FILE).unwrap();
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
        fs::create_dir_all(path(".pintle-1-1-5.part.tmp/theirs")).unwrap();
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
                        let claim = Claim::new(&folder, PRIVATE_FILE).unwrap();
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
