//! What is ignored in a whole repository.

use std::{
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use pintle::Context;

use super::{global::excludes_file, rules::Rules};
use crate::fs::{Folder, path_of};

/// Rules that yield to those of every `.gitignore`.
pub(super) struct Repository {
    /// The length of the repository's path in absolute paths.
    start: usize,
    /// `.git/info/exclude`.
    exclude: Rules,
    /// `core.excludesFile`, which applies in every repository.
    global: Arc<Rules>,
}

impl Repository {
    /// Whether the folder is a repository's root.
    pub(super) fn begins_in(folder: &Folder) -> bool {
        folder.stat(OsStr::new(".git")).is_ok()
    }

    /// What is ignored outside a repository. The settings of this process's user do not apply to
    /// confined callers.
    pub(super) fn none(start: usize, cx: &Context) -> Self {
        let global = if cx.confinement().is_some() {
            None
        } else {
            excludes_file(cx)
        };
        Self {
            start,
            exclude: Rules::default(),
            global: Arc::new(global.map(|path| follow(&path)).unwrap_or_default()),
        }
    }

    /// The repository of a folder.
    pub(super) fn nested(&self, folder: &Folder, prefix: &[u8], confined: bool) -> Self {
        let exclude = if confined {
            exclude_inside(folder).unwrap_or_default()
        } else {
            let git = path_of(prefix).join(".git");
            follow(&common_folder(&git).join("info/exclude"))
        };
        Self {
            start: prefix.len(),
            exclude,
            global: self.global.clone(),
        }
    }

    pub(super) fn ignores(&self, absolute: &[u8], is_folder: bool) -> bool {
        let path = &absolute[self.start..];
        let judged = self.exclude.judge(path, is_folder);
        judged
            .or_else(|| self.global.judge(path, is_folder))
            .unwrap_or(false)
    }
}

/// Reads a file that may be a link.
fn follow(path: &Path) -> Rules {
    Rules::new(&fs::read(path).unwrap_or_default())
}

/// `.git/info/exclude` without leaving the tree: that of a worktree, which is elsewhere, does not
/// count.
fn exclude_inside(folder: &Folder) -> io::Result<Rules> {
    let git = folder.open_folder(OsStr::new(".git"))?;
    let info = git.open_folder(OsStr::new("info"))?;
    Ok(Rules::read(&info, "exclude"))
}

/// The folder with `info`. In a worktree or a submodule `.git` is a file with its location.
fn common_folder(git: &Path) -> PathBuf {
    let line = |path: &Path| {
        fs::read_to_string(path)
            .ok()
            .map(|text| text.trim_end().to_owned())
    };
    let Some(text) = git.is_file().then(|| line(git)).flatten() else {
        return git.to_path_buf();
    };
    let place = text
        .strip_prefix("gitdir:")
        .unwrap_or_default()
        .trim_start();
    let own = git.with_file_name(place);
    let common = line(&own.join("commondir"));
    common.map_or(own.clone(), |common| own.join(common))
}
