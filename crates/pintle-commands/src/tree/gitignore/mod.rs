//! What git ignores, for the entries of a walk. The crate `ignore` reads many rules otherwise than
//! git, so a walk has its own reading; a test holds it against git itself.

mod class;
mod glob;
mod repository;
mod rules;

use std::{
    borrow::Cow,
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use repository::Repository;
use rules::Rules;

/// What git ignores below the root of a walk.
pub(super) struct Gitignore {
    root: PathBuf,
    /// The root's absolute path with `/` at the end.
    prefix: Vec<u8>,
    /// The folders that were judged so far, by their paths in the walk.
    folders: RwLock<HashMap<PathBuf, Arc<Folder>>>,
}

/// Rules that hold in a folder.
struct Folder {
    rules: Rules,
    /// Where paths relative to the rules begin in absolute ones.
    start: usize,
    /// What holds as well, but yields to these. Nothing above a repository's root does.
    above: Option<Arc<Folder>>,
    repository: Arc<Repository>,
}

impl Gitignore {
    pub(super) fn new(root: &Path) -> Self {
        let absolute = root.canonicalize();
        let absolute = absolute.as_deref().unwrap_or(root);
        let mut chain: Vec<&Path> = absolute.ancestors().collect();
        let begin = chain.iter().position(|path| Repository::begins_at(path));
        if let Some(begin) = begin {
            chain.truncate(begin + 1);
        }
        // Without a repository, what is said of all of them is relative to the root.
        let mut folder = Arc::new(Folder {
            rules: Rules::default(),
            start: 0,
            above: None,
            repository: Arc::new(Repository::none(prefix(absolute).len())),
        });
        for path in chain.into_iter().rev() {
            folder = folder.inside(path, prefix(path).len());
        }
        Self {
            root: root.to_path_buf(),
            prefix: prefix(absolute),
            folders: RwLock::new(HashMap::from([(root.to_path_buf(), folder)])),
        }
    }

    /// Whether git ignores what the walk found at that path, provided that it does not ignore the
    /// folder around it.
    pub(super) fn ignores(&self, path: &Path, is_folder: bool) -> bool {
        let Some(folder) = path.parent().and_then(|folder| self.folder(folder)) else {
            return false;
        };
        let absolute = self.absolute(path);
        let mut next = Some(&folder);
        while let Some(here) = next {
            if let Some(ignored) = here.rules.judge(&absolute[here.start..], is_folder) {
                return ignored;
            }
            next = here.above.as_ref();
        }
        folder.repository.ignores(&absolute, is_folder)
    }

    /// The folder at a path of the walk.
    fn folder(&self, path: &Path) -> Option<Arc<Folder>> {
        let known = self.folders.read().unwrap_or_else(PoisonError::into_inner);
        let found = known.get(path).cloned();
        drop(known);
        if found.is_some() || path == self.root {
            return found;
        }
        let above = self.folder(path.parent()?)?;
        let folder = above.inside(path, self.absolute(path).len() + 1);
        let mut known = self.folders.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(path.to_path_buf(), folder.clone());
        Some(folder)
    }

    /// The absolute path of a path in the walk, with `/` on every platform.
    fn absolute(&self, path: &Path) -> Vec<u8> {
        let relative = path.strip_prefix(&self.root).unwrap_or(path);
        [&self.prefix, &*with_slashes(relative)].concat()
    }
}

impl Folder {
    /// The folder at a path inside this one.
    fn inside(self: Arc<Self>, path: &Path, start: usize) -> Arc<Self> {
        let rules = Rules::read(&path.join(".gitignore"));
        let begins = Repository::begins_at(path);
        if rules.is_empty() && !begins {
            return self;
        }
        let repository = if begins {
            Arc::new(self.repository.nested(path, start))
        } else {
            self.repository.clone()
        };
        Arc::new(Self {
            rules,
            start,
            above: (!begins).then_some(self),
            repository,
        })
    }
}

/// A folder's path as what the paths of its entries begin with.
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
