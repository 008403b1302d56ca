//! Which entries a walk returns, and which folders it enters.

use pintle::{Error, errors::INVALID_VALUE};

use super::{
    WalkOptions,
    globs::{GlobScope, Globs, globs},
};
use crate::fs::{EntryKind, Stat, path_of};

/// The options of a walk, with what they say about single entries prepared.
pub(crate) struct Filter<'a> {
    pub(super) options: &'a WalkOptions,
    glob: Option<Globs>,
    exclude: Option<Globs>,
    /// Where entries that `glob` matches may be.
    scope: Option<Vec<GlobScope>>,
}

impl<'a> Filter<'a> {
    pub(crate) fn new(options: &'a WalkOptions) -> Result<Self, Error> {
        let selection = &options.selection;
        check_names(selection.ignore_files.as_deref().unwrap_or_default())?;
        let patterns = selection.glob.as_deref();
        Ok(Self {
            options,
            glob: globs(patterns, "/glob")?,
            exclude: globs(selection.exclude.as_deref(), "/exclude")?,
            scope: patterns
                .map(|patterns| patterns.iter().map(|glob| GlobScope::of(glob)).collect()),
        })
    }

    /// Whether neither the entry nor anything in it is wanted, judging by its name and path.
    pub(crate) fn leaves_out(&self, name: &[u8], path: &[u8]) -> bool {
        (self.options.selection.skip_hidden && name.starts_with(b"."))
            || matches(self.exclude.as_ref(), path) == Some(true)
    }

    /// Whether a walk would reach what has that path, and the path is wanted. Rule files are not
    /// considered.
    pub(crate) fn leads_to(&self, path: &[u8]) -> bool {
        let slashes = path.iter().enumerate().filter(|(_, byte)| **byte == b'/');
        let ends = slashes.map(|(at, _)| at).chain([path.len()]);
        let (mut start, mut depth) = (0, 0);
        for end in ends {
            if self.leaves_out(&path[start..end], &path[..end]) {
                return false;
            }
            start = end + 1;
            depth += 1;
        }
        let most = self.options.selection.max_depth;
        most.is_none_or(|most| depth <= most) && matches(self.glob.as_ref(), path) != Some(false)
    }

    /// Whether to enter a folder at that path, whose entries are at `depth`.
    pub(crate) fn enters(&self, path: &[u8], depth: u32) -> bool {
        self.options
            .selection
            .max_depth
            .is_none_or(|most| depth <= most)
            && self.scope.as_ref().is_none_or(|globs| {
                let mut globs = globs.iter();
                globs.any(|scope| scope.reaches_below(path))
            })
    }

    /// Whether to return an entry, judging by its kind and path.
    pub(crate) fn wants(&self, kind: EntryKind, path: &[u8]) -> bool {
        let asked = match &self.options.kinds {
            Some(kinds) => kinds.contains(&kind),
            None => kind != EntryKind::Directory,
        };
        asked
            && (kind == EntryKind::File || !self.options.selection.needs_stat())
            && matches(self.glob.as_ref(), path) != Some(false)
    }

    /// Whether the options need more than a folder's list of names contains.
    pub(crate) fn needs_stat(&self) -> bool {
        self.options.stat || self.options.selection.needs_stat()
    }

    /// Whether to return an entry, judging by its stat.
    pub(crate) fn wants_stat(&self, stat: &Stat) -> bool {
        self.options.selection.takes_stat(stat)
    }
}

fn matches(globs: Option<&Globs>, path: &[u8]) -> Option<bool> {
    globs.map(|globs| globs.is_match(&path_of(path)))
}

fn check_names(names: &[String]) -> Result<(), Error> {
    let is_name = |name: &str| !name.is_empty() && !name.contains(['/', '\\', '\0']);
    match names.iter().position(|name| !is_name(name)) {
        None => Ok(()),
        Some(index) => {
            let message = format!("expected the name of a file, got {:?}", names[index]);
            Err(Error::new(&INVALID_VALUE, message).at(&format!("/ignoreFiles/{index}")))
        }
    }
}
