//! One file or one link.

use std::{ffi::OsStr, fs::File, io, path::PathBuf};

use pintle::{Context, Error, errors::DENIED};

use super::{
    contents::{Contents, How},
    tally::Tally,
};
use crate::fs::{
    self, Draft, EntryKind, Folder, Names, Overwrite, PRIVATE_FILE, Stat, Taken, admit,
};

/// An entry to copy, and where to.
pub(super) struct Single<'a> {
    pub(super) from: &'a Folder,
    pub(super) from_name: &'a OsStr,
    pub(super) to: &'a Folder,
    pub(super) to_name: &'a OsStr,
    pub(super) overwrite: Overwrite,
    pub(super) hard_link: bool,
    /// How many folders below the top of the copy it is: 0 for a single entry.
    pub(super) depth: usize,
    /// The original's full path, for a confinement to judge.
    pub(super) from_path: &'a dyn Fn() -> PathBuf,
    pub(super) cx: &'a Context,
}

/// Why an entry was not copied.
pub(super) enum Trouble {
    /// The original caused it.
    From(io::Error),
    /// The copy caused it.
    To(io::Error),
    /// Neither: the call was cancelled.
    Call(Error),
}

impl Single<'_> {
    pub(super) fn copy(
        &self,
        kind: EntryKind,
        contents: &mut Contents<'_>,
        tally: &mut Tally,
    ) -> Result<(), Trouble> {
        let copied = match kind {
            EntryKind::File => {
                (self.may_share() && self.link_file(tally)?) || self.file(contents, tally)?
            }
            EntryKind::Symlink => self.link(tally)?,
            EntryKind::Directory | EntryKind::Other => {
                let message = "is a pipe, a socket or a device, which cannot be copied";
                return Err(Trouble::From(io::Error::other(message)));
            }
        };
        if !copied {
            tally.skipped += 1;
        }
        Ok(())
    }

    /// Opens the original, if it may be read.
    fn open(&self) -> Result<(File, Stat), Trouble> {
        let opened = self.from.open_file(self.from_name).map_err(Trouble::From)?;
        if self.cx.confinement().is_some() {
            admit(&opened.0, &(self.from_path)(), self.cx)?;
        }
        Ok(opened)
    }

    /// Whether the copy may be a hard link to the original. Not under a confinement: writing here
    /// would change it there, and a file with several names is refused to everyone.
    fn may_share(&self) -> bool {
        self.hard_link && self.cx.confinement().is_none()
    }

    /// Creates a hard link. `false` if it needs a copy, or is to be skipped.
    fn link_file(&self, tally: &mut Tally) -> Result<bool, Trouble> {
        let link = |name: &OsStr| self.to.add_name(name, self.from, self.from_name);
        let linked = match link(self.to_name) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let stat = self.stat()?;
                let Some(taken) = self.taken(&stat)? else {
                    return Ok(false);
                };
                match Draft::of(self.to, link) {
                    Ok(draft) => self.publish(draft, taken)?,
                    Err(_) => false,
                }
            }
            // The attempt to copy reports why it failed.
            outcome => outcome.is_ok(),
        };
        tally.files += u32::from(linked);
        tally.hard_linked += u32::from(linked);
        Ok(linked)
    }

    fn file(&self, contents: &mut Contents<'_>, tally: &mut Tally) -> Result<bool, Trouble> {
        let (file, stat) = self.open()?;
        let Some(taken) = self.taken(&stat)? else {
            return Ok(false);
        };
        let draft = Draft::new(self.to, PRIVATE_FILE).map_err(Trouble::To)?;
        let copy = draft.file();
        let (how, bytes) = contents.copy(&file, copy, &stat)?;
        stat.give(copy).map_err(Trouble::To)?;
        if !self.publish(draft, taken)? {
            return Ok(false);
        }
        tally.files += 1;
        tally.cloned += u32::from(how == How::Cloned);
        tally.bytes += bytes;
        Ok(true)
    }

    fn link(&self, tally: &mut Tally) -> Result<bool, Trouble> {
        let stat = self.stat()?;
        let target = self.from.read_link(self.from_name);
        let target = target.map_err(Trouble::From)?;
        self.check_target(&target)?;
        let Some(taken) = self.taken(&stat)? else {
            return Ok(false);
        };
        let create = |name: &OsStr| {
            self.to.create_link(name, &target)?;
            self.to.set_link_times(name, &stat)
        };
        match create(self.to_name) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let draft = Draft::of(self.to, create).map_err(Trouble::To)?;
                if !self.publish(draft, taken)? {
                    return Ok(false);
                }
            }
            outcome => outcome.map_err(Trouble::To)?,
        }
        tally.links += 1;
        Ok(true)
    }

    /// Under a confinement a link must lead, from its new place, to somewhere in the copy or at least
    /// in the folders that the caller may open.
    fn check_target(&self, target: &OsStr) -> Result<(), Trouble> {
        let Some(confinement) = self.cx.confinement() else {
            return Ok(());
        };
        let target = target.as_encoded_bytes();
        if fs::check_link_target(target, self.depth, Names::Native).is_ok() {
            return Ok(());
        }
        let folder = self.to.to_file().map_err(Trouble::To)?;
        let depth = confinement.depth(folder)?;
        fs::check_link_target(target, depth, Names::Native).map_err(|reason| {
            let from = (self.from_path)();
            let message = format!("{} {reason}, at its new place", from.display());
            Trouble::Call(Error::new(&DENIED, message))
        })
    }

    fn stat(&self) -> Result<Stat, Trouble> {
        let stat = self.from.stat(self.from_name);
        stat.map_err(Trouble::From)
    }

    /// What to do if the name is taken; `None` if the existing entry is to be kept.
    fn taken(&self, stat: &Stat) -> Result<Option<Taken>, Trouble> {
        if self.overwrite == Overwrite::Always {
            return Ok(Some(Taken::Replace));
        }
        let there = match self.to.stat(self.to_name) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            outcome => Some(outcome.map_err(Trouble::To)?),
        };
        match (self.overwrite, there) {
            (Overwrite::IfNewer, Some(there)) if !stat.is_newer_than(&there) => Ok(None),
            (Overwrite::IfNewer | Overwrite::Always, _) => Ok(Some(Taken::Replace)),
            (_, None) => Ok(Some(Taken::Fail)),
            (Overwrite::Never, Some(_)) => Ok(None),
            (Overwrite::Error, Some(_)) => Err(Trouble::To(io::ErrorKind::AlreadyExists.into())),
        }
    }

    /// Gives a draft its name. `false` if another process has taken it in the meantime, and may
    /// keep it.
    fn publish(&self, draft: Draft<'_>, taken: Taken) -> Result<bool, Trouble> {
        match draft.publish(self.to_name, taken) {
            Err(error)
                if error.kind() == io::ErrorKind::AlreadyExists
                    && self.overwrite == Overwrite::Never =>
            {
                Ok(false)
            }
            outcome => outcome.map(|()| true).map_err(Trouble::To),
        }
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}
