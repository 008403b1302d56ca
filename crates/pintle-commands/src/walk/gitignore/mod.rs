//! What git and files such as `.ignore` exclude from a walk. The crate `ignore` interprets many
//! rules differently from git, so a walk has its own implementation; a test compares it with git
//! itself.

mod class;
mod glob;
mod global;
mod repository;
mod rules;

use std::{
    borrow::Cow,
    path::{Path, absolute},
    sync::Arc,
};

use pintle::{Access, Context};
use repository::Repository;
use rules::Rules;

use crate::fs::{Folder, open_folder};

pub(crate) use global::{VARIABLES, home};

/// What is ignored below the root of a walk.
pub(super) struct Ignore {
    /// The root's absolute path with `/` at the end.
    prefix: Vec<u8>,
    /// Whether git's rules apply.
    git: bool,
    /// Other files with rules.
    names: Vec<String>,
    /// Whether only files in the tree may be read.
    confined: bool,
}

/// Rules that apply in a folder.
pub(super) struct Level {
    /// Those of files other than git's, which take precedence over git's.
    own: Rules,
    git: Rules,
    /// The length of the prefix that makes a path absolute for these rules.
    start: usize,
    /// Rules that also apply, but yield to these.
    above: Option<Arc<Level>>,
    /// Whether a repository begins here: git's rules above do not apply.
    begins: bool,
    repository: Arc<Repository>,
}

impl Ignore {
    /// The rules that apply above a root.
    pub(super) fn above(
        root: &Path,
        folder: &Folder,
        git: bool,
        names: &[String],
        cx: &Context,
    ) -> (Self, Arc<Level>) {
        let confined = cx.confinement().is_some();
        // It is open, so its caller's folder is known.
        let root = cx.resolve(root).unwrap_or(Cow::Borrowed(root));
        let place = if confined {
            absolute(&root)
        } else {
            root.canonicalize()
        };
        let place = place.as_deref().unwrap_or(&root);
        let this = Self {
            prefix: prefix(place),
            git,
            names: names.to_vec(),
            confined,
        };
        let mut chain = Vec::new();
        if !Repository::begins_in(folder) {
            for path in place.ancestors().skip(1) {
                let Ok(folder) = open_folder(path, Access::Read, cx).map(Folder::from) else {
                    break;
                };
                let begins = Repository::begins_in(&folder);
                chain.push((path, folder));
                if begins {
                    break;
                }
            }
        }
        // Without a repository, global rules are relative to the root.
        let mut level = Arc::new(Level {
            own: Rules::default(),
            git: Rules::default(),
            start: 0,
            above: None,
            begins: true,
            repository: Arc::new(Repository::none(this.prefix.len(), cx)),
        });
        for (path, folder) in chain.iter().rev() {
            level = this.enter(&level, folder, &prefix(path), |_| true);
        }
        (this, level)
    }

    /// The rules that apply in a folder of the tree. `is_there` reports what is in it.
    pub(super) fn inside(
        &self,
        level: &Arc<Level>,
        folder: &Folder,
        path: &[u8],
        is_there: impl Fn(&str) -> bool,
    ) -> Arc<Level> {
        self.enter(level, folder, &self.absolute(path), is_there)
    }

    /// The absolute path of a path in the walk, with `/` on every platform.
    pub(super) fn absolute(&self, path: &[u8]) -> Vec<u8> {
        [&self.prefix, path].concat()
    }

    /// Whether git always ignores such a name.
    pub(super) fn is_private(&self, name: &[u8]) -> bool {
        self.git && name == b".git"
    }

    fn enter(
        &self,
        level: &Arc<Level>,
        folder: &Folder,
        prefix: &[u8],
        is_there: impl Fn(&str) -> bool,
    ) -> Arc<Level> {
        let read = |name: &str| is_there(name).then(|| Rules::read(folder, name));
        let mut own = Rules::default();
        for name in &self.names {
            own.append(read(name).unwrap_or_default());
        }
        let git = self.git.then(|| read(".gitignore")).flatten();
        let git = git.unwrap_or_default();
        let begins = is_there(".git") && Repository::begins_in(folder);
        if own.is_empty() && git.is_empty() && !begins {
            return level.clone();
        }
        let repository = if begins && self.git {
            let nested = level.repository.nested(folder, prefix, self.confined);
            Arc::new(nested)
        } else {
            level.repository.clone()
        };
        Arc::new(Level {
            own,
            git,
            start: prefix.len(),
            above: Some(level.clone()),
            begins,
            repository,
        })
    }
}

impl Level {
    /// Whether to skip what is at that path, provided that its parent is not skipped.
    pub(super) fn ignores(&self, absolute: &[u8], is_folder: bool) -> bool {
        let levels = || std::iter::successors(Some(self), |level| level.above.as_deref());
        let own = levels().find_map(|level| level.own.judge(&absolute[level.start..], is_folder));
        if let Some(ignored) = own {
            return ignored;
        }
        for level in levels() {
            if let Some(ignored) = level.git.judge(&absolute[level.start..], is_folder) {
                return ignored;
            }
            if level.begins {
                break;
            }
        }
        self.repository.ignores(absolute, is_folder)
    }
}

/// A folder's path as the prefix of its entries' paths.
fn prefix(folder: &Path) -> Vec<u8> {
    let mut path = with_slashes(folder).into_owned();
    if !path.ends_with(b"/") {
        path.push(b'/');
    }
    path
}

fn with_slashes(path: &Path) -> Cow<'_, [u8]> {
    let bytes = path.as_os_str().as_encoded_bytes();
    if cfg!(windows) {
        let slash = |byte: &u8| if *byte == b'\\' { b'/' } else { *byte };
        bytes.iter().map(slash).collect::<Vec<_>>().into()
    } else {
        bytes.into()
    }
}
