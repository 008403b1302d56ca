//! Which entries of an archive are wanted, by globs. A tree is walked with `walk::Selection` instead.

use std::path::PathBuf;

use pintle::Error;

use crate::walk::{Globs, globs};

/// The globs of the options `glob` and `exclude`.
pub(super) struct EntryGlobs {
    glob: Option<Globs>,
    exclude: Option<Globs>,
}

impl EntryGlobs {
    pub(super) fn new(glob: Option<&[String]>, exclude: Option<&[String]>) -> Result<Self, Error> {
        Ok(Self {
            glob: globs(glob, "/glob")?,
            exclude: globs(exclude, "/exclude")?,
        })
    }

    /// Whether an entry is wanted.
    pub(super) fn wants(&self, parts: &[&[u8]]) -> bool {
        let path = |parts: &[&[u8]]| -> PathBuf {
            let parts = parts
                .iter()
                .map(|part| String::from_utf8_lossy(part).into_owned());
            parts.collect()
        };
        if self
            .glob
            .as_ref()
            .is_some_and(|globs| !globs.is_match(&path(parts)))
        {
            return false;
        }
        let excluded =
            |globs: &Globs| (1..=parts.len()).any(|end| globs.is_match(&path(&parts[..end])));
        !self.exclude.as_ref().is_some_and(excluded)
    }
}
