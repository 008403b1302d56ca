//! What a git repository may contain: no more than `git clone` and daily work put there.
//!
//! Git runs programs named in a repository's configuration (`core.fsmonitor`, `filter.*.clean`,
//! `core.sshCommand` and more in every release), reads from where its files lead
//! (`objects/info/alternates`, `commondir`, `remotes/origin`), and writes through links. So every
//! entry below `.git` is checked, and the call is refused if one is not known to be harmless.
//!
//! - `config`: its configuration
//! - `index`: the paths that git inspects
//! - `names`: which names are allowed

mod config;
mod index;
mod names;

use std::{
    io::{self, Read},
    path::{Path, PathBuf},
};

use cap_std::fs::{Dir, Metadata};

use crate::{
    nesting::id_of,
    roots::{Root, has_more_names},
};

/// No configuration that `git clone` writes is nearly this large.
const MOST_BYTES: u64 = 1 << 20;

/// A million files.
const MOST_INDEX: u64 = 256 << 20;

/// Git itself packs a repository long before it has this many files.
const MOST_ENTRIES: usize = 1 << 18;

/// The number of handles that are open simultaneously.
const MOST_DEPTH: usize = 64;

/// What a rule requires of a repository.
pub(crate) struct Wanted<'a> {
    /// A remote that its configuration must define.
    pub(crate) remote: Option<&'a str>,
    /// Whether a remote may have an address.
    pub(crate) address: &'a dyn Fn(&str) -> Result<(), String>,
}

/// Whether the repository in the folder `below` a root is plain; if not, why.
pub(crate) fn check(root: &Root, below: &Path, wanted: &Wanted<'_>) -> Result<(), String> {
    let unreadable = |error: io::Error| format!("the repository cannot be read: {error}");
    let folder = root.folder(below).map_err(unreadable)?;
    match folder.symlink_metadata(".git") {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => return Err("the repository's .git is not a folder".into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err("the folder is not a repository".into());
        }
        Err(error) => return Err(unreadable(error)),
    }
    let top = folder.open_dir(".git").map_err(unreadable)?;
    Walk { root, entries: 0 }.folder(&top, Path::new(""), 0)?;
    let head = read(&top, "HEAD").map_err(unreadable)?;
    if !names::is_head(&head) {
        return Err("the repository's HEAD is neither a branch nor a commit".into());
    }
    let config = read(&top, "config").map_err(unreadable)?;
    let hash = config::check(&config, wanted.remote, wanted.address)?;
    match read_bytes(&top, "index", MOST_INDEX) {
        Ok(index) => index::check(&index, hash),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(unreadable(error)),
    }
}

/// Reads a small file of the repository, which is not a link, as the walk has checked.
fn read(top: &Dir, name: &str) -> io::Result<String> {
    let bytes = read_bytes(top, name, MOST_BYTES)?;
    String::from_utf8(bytes).map_err(|_| io::Error::other(format!("its {name} is not UTF-8")))
}

fn read_bytes(top: &Dir, name: &str, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    top.open(name)?.take(most).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == most {
        return Err(io::Error::other(format!("its {name} is too large")));
    }
    Ok(bytes)
}

/// A check of every entry.
struct Walk<'a> {
    root: &'a Root,
    entries: usize,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Dir, path: &Path, depth: usize) -> Result<(), String> {
        let unreadable = |error: io::Error| format!("{} cannot be read: {error}", shown(path));
        if depth > MOST_DEPTH {
            return Err(format!(
                "the repository's folders are too deep at {}",
                shown(path)
            ));
        }
        for entry in folder.read_dir(".").map_err(unreadable)? {
            let name = entry.map_err(unreadable)?.file_name();
            self.entries += 1;
            if self.entries > MOST_ENTRIES {
                return Err(format!("the repository has more than {MOST_ENTRIES} files"));
            }
            let path = path.join(&name);
            let metadata = folder.symlink_metadata(&name).map_err(unreadable)?;
            names::check(&path, metadata.is_dir())
                .map_err(|reason| format!("the repository has {}, {reason}", shown(&path)))?;
            self.check(&path, &metadata)?;
            if metadata.is_dir() {
                let inner = folder.open_dir(&name).map_err(unreadable)?;
                self.folder(&inner, &path, depth + 1)?;
            }
        }
        Ok(())
    }

    fn check(&self, path: &Path, metadata: &Metadata) -> Result<(), String> {
        let reason = if metadata.is_dir() {
            if !self.root.kept.contains(id_of(metadata)) {
                return Ok(());
            }
            "a read-only root of the policy"
        } else if !metadata.is_file() {
            "which is a link, a pipe, a socket or a device"
        } else if has_more_names(metadata) && !is_object(path) {
            "which has several names (hard links)"
        } else {
            return Ok(());
        };
        Err(format!("the repository has {}, {reason}", shown(path)))
    }
}

/// Git never writes to an existing object, and does not trust one whose content does not match its
/// name; so these may be hard links to another repository's objects, as created by `git clone`.
fn is_object(path: &Path) -> bool {
    path.starts_with("objects") && !path.starts_with("objects/info")
}

fn shown(path: &Path) -> String {
    PathBuf::from(".git").join(path).display().to_string()
}
