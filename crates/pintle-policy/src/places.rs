//! Paths that the system or a program follows itself: whether callers can change where they lead.

use std::{
    collections::VecDeque,
    ffi::OsString,
    fmt, io,
    path::{Component, Path, PathBuf},
    sync::Arc,
};

use pintle_core::Access;

use crate::{matcher::RootsByName, roots::Root};

/// A path that goes through more links than this is an error, as it is for the system.
const MOST_LINKS: usize = 40;

/// The folders that callers can write to.
#[derive(Clone, Debug)]
pub(crate) struct Written(Vec<Arc<Root>>);

/// What must not be where callers can write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wary {
    /// Any component of the path.
    OfAll,
    /// Only links on the path.
    OfLinks,
}

/// Why a path is not followed.
#[derive(Debug)]
pub(crate) enum Trouble {
    Io(io::Error),
    Links,
    /// A component of the path is in a folder that callers can write to.
    Written(String),
}

impl Written {
    pub(crate) fn of(roots: &RootsByName) -> Self {
        let written = roots.values().filter(|root| root.access == Access::Write);
        Self(written.cloned().collect())
    }

    /// Where an absolute path leads. No component of the path may be where callers can write,
    /// including missing ones at its end.
    pub(crate) fn follow(&self, path: &Path) -> Result<PathBuf, Trouble> {
        self.walk(path, Wary::OfAll)
    }

    /// The same for a path that may lead to where callers can write, but not through a link there.
    pub(crate) fn follow_folders(&self, path: &Path) -> Result<PathBuf, Trouble> {
        self.walk(path, Wary::OfLinks)
    }

    fn walk(&self, path: &Path, wary: Wary) -> Result<PathBuf, Trouble> {
        let mut here = PathBuf::from("/");
        let mut steps: VecDeque<OsString> = VecDeque::new();
        add_in_front(&mut steps, path, &mut here);
        let mut links = 0;
        let mut missing = None;
        while let Some(step) = steps.pop_front() {
            if step == ".." {
                here.pop();
                continue;
            }
            let next = here.join(&step);
            if wary == Wary::OfAll {
                self.check(&next, false)?;
            }
            if missing.is_some() {
                here = next;
                continue;
            }
            match next.symlink_metadata() {
                Ok(found) if found.is_symlink() => {
                    self.check(&next, false)?;
                    links += 1;
                    if links > MOST_LINKS {
                        return Err(Trouble::Links);
                    }
                    let target = next.read_link().map_err(Trouble::Io)?;
                    add_in_front(&mut steps, &target, &mut here);
                }
                Ok(_) => here = next,
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    missing = Some(error);
                    here = next;
                }
                Err(error) => return Err(Trouble::Io(error)),
            }
        }
        if wary == Wary::OfAll {
            self.check(&here, true)?;
        }
        missing.map_or(Ok(here), |error| Err(Trouble::Io(error)))
    }

    /// Callers cannot replace a root itself, only what is in it.
    fn check(&self, place: &Path, is_end: bool) -> Result<(), Trouble> {
        let is_in =
            |root: &&Arc<Root>| place.starts_with(&root.path) && (is_end || place != root.path);
        let Some(root) = self.0.iter().find(is_in) else {
            return Ok(());
        };
        Err(Trouble::Written(format!(
            "{} is in the root \"{}\", which may be written",
            place.display(),
            root.name
        )))
    }
}

/// Puts the components of a path before the remaining ones. An absolute path starts over.
fn add_in_front(steps: &mut VecDeque<OsString>, path: &Path, here: &mut PathBuf) {
    for part in path.components().rev() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => steps.push_front("..".into()),
            Component::Normal(name) => steps.push_front(name.to_owned()),
            Component::RootDir | Component::Prefix(_) => {
                let top = path.ancestors().last().unwrap_or(path);
                here.clone_from(&top.to_path_buf());
            }
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(formatter, "{error}"),
            Self::Links => formatter.write_str("it goes through too many symbolic links"),
            Self::Written(reason) => formatter.write_str(reason),
        }
    }
}
