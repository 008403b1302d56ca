//! Folders that nobody removes on purpose.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::folder::{Stat, path_stat};

/// Whether a folder is the home folder or the working folder, or one that these are in. It is told
/// by what it is, not by how its path is written.
pub(super) fn is_protected(folder: &Stat) -> bool {
    let places = [env::home_dir(), env::current_dir().ok()];
    let places = places.into_iter().flatten();
    let real = places.map(|place| fs::canonicalize(&place).unwrap_or(place));
    let is_above = |place: PathBuf| {
        let mut above = place.ancestors();
        above.any(|path: &Path| path_stat(path).is_ok_and(|stat| stat.id() == folder.id()))
    };
    real.into_iter().any(is_above)
}
