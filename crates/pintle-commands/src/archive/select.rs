//! Which entries are wanted, by globs.

use std::path::PathBuf;

use pintle::Error;

use crate::walk::{Globs, globs};

/// The globs of the options `glob` and `exclude`.
pub(super) struct Selection {
    glob: Option<Globs>,
    exclude: Option<Globs>,
}

impl Selection {
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

    /// Whether something below a folder may be wanted.
    pub(super) fn enters(&self, folder: &[&[u8]]) -> bool {
        let path: PathBuf = folder
            .iter()
            .map(|part| String::from_utf8_lossy(part).into_owned())
            .collect();
        !self
            .exclude
            .as_ref()
            .is_some_and(|globs| globs.is_match(&path))
    }
}
