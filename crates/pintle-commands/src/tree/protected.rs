//! Folders that nobody removes on purpose.

use std::{
    fs,
    path::{Path, PathBuf},
};

use pintle::Context;

use crate::{
    fs::{Stat, path_stat},
    walk::home,
};

/// Whether a folder is the caller's home folder or working folder, or contains one of them. It is
/// determined by identity, not by its path.
pub(super) fn is_protected(folder: &Stat, cx: &Context) -> bool {
    let here = cx.resolve(Path::new("."));
    let places = [home(cx).or_else(home_of_user), here.ok().map(Into::into)];
    let places = places.into_iter().flatten();
    let real = places.map(|place| fs::canonicalize(&place).unwrap_or(place));
    let is_above = |place: PathBuf| {
        let mut above = place.ancestors();
        above.any(|path: &Path| path_stat(path).is_ok_and(|stat| stat.id() == folder.id()))
    };
    real.into_iter().any(is_above)
}

/// The home folder that the system has for the user of this process.
#[cfg(unix)]
fn home_of_user() -> Option<PathBuf> {
    use nix::unistd::{Uid, User};
    Some(User::from_uid(Uid::current()).ok()??.dir)
}

#[cfg(not(unix))]
fn home_of_user() -> Option<PathBuf> {
    std::env::home_dir()
}
