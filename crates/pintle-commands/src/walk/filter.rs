//! Which entries a walk returns, and which folders it enters.

use pintle::Error;

use super::{
    WalkOptions,
    globs::{GlobScope, Globs, globs},
};
use crate::fs::{EntryKind, Stat, path_of};

/// The options of a walk that apply to single entries, prepared.
pub(crate) struct Filter<'a> {
    options: &'a WalkOptions,
    glob: Option<Globs>,
    exclude: Option<Globs>,
    /// Where entries that `glob` matches may be.
    scope: Option<Vec<GlobScope>>,
}

impl<'a> Filter<'a> {
    pub(crate) fn new(options: &'a WalkOptions) -> Result<Self, Error> {
        let patterns = options.glob.as_deref();
        Ok(Self {
            options,
            glob: globs(patterns, "/glob")?,
            exclude: globs(options.exclude.as_deref(), "/exclude")?,
            scope: patterns
                .map(|patterns| patterns.iter().map(|glob| GlobScope::of(glob)).collect()),
        })
    }

    /// Whether neither the entry nor anything in it is wanted, judging by its name and path.
    pub(crate) fn leaves_out(&self, name: &[u8], path: &[u8]) -> bool {
        (self.options.skip_hidden && name.starts_with(b"."))
            || matches(self.exclude.as_ref(), path) == Some(true)
    }

    /// Whether to enter a folder at that path, whose entries are at `depth`.
    pub(crate) fn enters(&self, path: &[u8], depth: u32) -> bool {
        self.options.max_depth.is_none_or(|most| depth <= most)
            && self.scope.as_ref().is_none_or(|globs| {
                let mut globs = globs.iter();
                globs.any(|scope| scope.reaches_below(path))
            })
    }

    /// Whether to return an entry, judging by its kind and path.
    pub(crate) fn wants(&self, kind: EntryKind, path: &[u8]) -> bool {
        let sized = self.options.min_size.is_some() || self.options.max_size.is_some();
        let asked = match &self.options.kinds {
            Some(kinds) => kinds.contains(&kind),
            None => kind != EntryKind::Directory,
        };
        asked
            && (kind == EntryKind::File || !sized)
            && matches(self.glob.as_ref(), path) != Some(false)
    }

    /// Whether the options need more than a folder's list of names contains.
    pub(crate) fn needs_stat(&self) -> bool {
        self.options.stat || self.options.min_size.is_some() || self.options.max_size.is_some()
    }

    pub(crate) fn wants_size(&self, stat: &Stat) -> bool {
        let size = stat.size() as f64;
        self.options.min_size.is_none_or(|least| size >= least)
            && self.options.max_size.is_none_or(|most| size <= most)
    }
}

fn matches(globs: Option<&Globs>, path: &[u8]) -> Option<bool> {
    globs.map(|globs| globs.is_match(&path_of(path)))
}
