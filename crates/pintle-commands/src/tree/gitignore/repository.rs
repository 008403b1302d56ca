//! What is ignored in a repository as a whole.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use ignore::gitignore::gitconfig_excludes_path;

use super::rules::Rules;

/// Rules that yield to those of every `.gitignore`.
pub(super) struct Repository {
    /// Where paths relative to the repository begin in absolute ones.
    start: usize,
    /// `.git/info/exclude`.
    exclude: Rules,
    /// `core.excludesFile`, which holds in every repository.
    global: Arc<Rules>,
}

impl Repository {
    /// Whether the folder is a repository's root.
    pub(super) fn begins_at(folder: &Path) -> bool {
        folder.join(".git").symlink_metadata().is_ok()
    }

    /// What is ignored outside of a repository.
    pub(super) fn none(start: usize) -> Self {
        let global = gitconfig_excludes_path().map(|path| Rules::follow(&path));
        Self {
            start,
            exclude: Rules::default(),
            global: Arc::new(global.unwrap_or_default()),
        }
    }

    /// The repository of a folder.
    pub(super) fn nested(&self, folder: &Path, start: usize) -> Self {
        Self {
            start,
            exclude: Rules::follow(&common_folder(&folder.join(".git")).join("info/exclude")),
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

/// The folder that has `info`. In a worktree or a submodule `.git` is a file that says where it is.
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
