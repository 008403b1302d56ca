//! Getting from a folder of a walk to what is in it, with or without following links.
//!
//! Who is confined gets behind a link only by the way that the confinement takes, which leads out
//! of nowhere. All else is opened by its name in the folder around it, where no link is followed.

use std::{fs::File, io, path::PathBuf};

use pintle::{Access, Error};

use super::walker::Walk;
use crate::folder::{Folder, Links, Stat, name_of, path_of};

impl Walk<'_> {
    /// Opens the folder at a path; `above` is the one around it.
    pub(super) fn open_folder(
        &self,
        above: &Folder,
        path: &[u8],
        by_link: bool,
    ) -> Result<Folder, Error> {
        if let (true, Some(confinement)) = (by_link, self.cx.confinement()) {
            let opened = confinement.open_folder(&self.full(path), Access::Read);
            return opened.map(Folder::from);
        }
        let opened = above.open_folder(&name_of(path), links(by_link));
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
        if let (true, Some(confinement)) = (by_link, self.cx.confinement()) {
            let file = confinement.open_file(&self.full(path))?;
            let stat = Stat::of(&file).map_err(failed)?;
            return Ok((file, stat));
        }
        above
            .open_file(&name_of(path), links(by_link))
            .map_err(failed)
    }

    /// What is known of the entry at a path, or of what it leads to.
    pub(super) fn stat(&self, above: &Folder, path: &[u8], by_link: bool) -> Result<Stat, Error> {
        if by_link && self.cx.confinement().is_some() {
            return match self.open_folder(above, path, by_link) {
                Ok(folder) => folder.own_stat().map_err(|error| self.failed(path, &error)),
                Err(_) => self.open_file(above, path, by_link).map(|(_, stat)| stat),
            };
        }
        let stat = above.stat(&name_of(path), links(by_link));
        stat.map_err(|error| self.failed(path, &error))
    }

    pub(super) fn failed(&self, path: &[u8], error: &io::Error) -> Error {
        Error::io(error, &self.full(path))
    }

    fn full(&self, path: &[u8]) -> PathBuf {
        self.root.join(path_of(path))
    }
}

fn links(follow: bool) -> Links {
    if follow { Links::Follow } else { Links::Keep }
}
