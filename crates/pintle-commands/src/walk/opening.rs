//! Opening what is in a folder of a walk.
//!
//! Anything that is not a link is opened by its name in its parent, without following links. A link
//! to be followed may lead anywhere: it is opened by its full path, through the confinement, if
//! there is one, so that it cannot lead out.

use std::{fs::File, io, path::PathBuf};

use pintle::{Access, Error};

use super::walker::Walk;
use crate::fs::{Folder, Stat, name_of, open_file, open_folder, path_of, path_stat};

impl Walk<'_> {
    /// Opens the folder at a path; `above` is its parent.
    pub(super) fn open_folder(
        &self,
        above: &Folder,
        path: &[u8],
        by_link: bool,
    ) -> Result<Folder, Error> {
        if by_link {
            return open_folder(&self.full(path), Access::Read, self.cx).map(Folder::from);
        }
        let opened = above.open_folder(&name_of(path));
        opened.map_err(|error| self.failed(path, &error))
    }

    /// Opens the file at a path.
    pub(super) fn open_file(
        &self,
        above: &Folder,
        path: &[u8],
        by_link: bool,
    ) -> Result<(File, Stat), Error> {
        let failed = |error: io::Error| self.failed(path, &error);
        if by_link {
            let file = open_file(&self.full(path), self.cx)?;
            let stat = Stat::of(&file).map_err(failed)?;
            return Ok((file, stat));
        }
        above.open_file(&name_of(path)).map_err(failed)
    }

    /// The metadata of the entry at a path, or of its target.
    pub(super) fn stat(&self, above: &Folder, path: &[u8], by_link: bool) -> Result<Stat, Error> {
        let failed = |error: io::Error| self.failed(path, &error);
        if !by_link {
            return above.stat(&name_of(path)).map_err(failed);
        }
        if self.cx.confinement().is_none() {
            return path_stat(&self.cx.resolve(&self.full(path))?).map_err(failed);
        }
        match self.open_folder(above, path, by_link) {
            Ok(folder) => folder.own_stat().map_err(failed),
            Err(_) => self.open_file(above, path, by_link).map(|(_, stat)| stat),
        }
    }

    pub(super) fn failed(&self, path: &[u8], error: &io::Error) -> Error {
        Error::io(error, &self.full(path))
    }

    pub(super) fn full(&self, path: &[u8]) -> PathBuf {
        self.root.join(path_of(path))
    }
}
