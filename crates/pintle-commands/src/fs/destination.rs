//! The folders that are written to.

use std::{
    ffi::{OsStr, OsString},
    io,
    path::Path,
    sync::Arc,
};

use pintle::{Access, Context, Error};

use super::{
    Folder, NamedPlace, PRIVATE_FOLDER, USUAL_FOLDER, is_missing, name_of, open_for_writing,
    path_of, tidy,
};

/// Opens the folder at a path. Creates it and its parents if they are missing.
pub(crate) fn open_or_make(path: &Path, cx: &Context) -> Result<Folder, Error> {
    // Nothing can be created in an unknown folder.
    cx.resolve(path)?;
    match open_for_writing(path, cx) {
        Err(error) if is_missing(&error) => {}
        outcome => return outcome,
    }
    let place = match NamedPlace::find(path, Access::Write, cx) {
        Err(error) if is_missing(&error) => match path.parent() {
            Some(above) => NamedPlace {
                folder: open_or_make(above, cx)?,
                name: path.file_name().unwrap_or_default().to_owned(),
            },
            None => return Err(error),
        },
        outcome => outcome?,
    };
    let made = make(&place.folder, &place.name, USUAL_FOLDER);
    let opened = made.and_then(|()| place.folder.open_folder(&place.name));
    opened.map_err(|error| Error::io(&error, path))
}

/// Creates a folder unless it exists.
fn make(above: &Folder, name: &OsStr, mode: u32) -> io::Result<()> {
    match above.create_folder(name, mode) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        outcome => outcome,
    }
}

/// The path from the root to a thread's current folder. The next one is usually near.
pub(crate) struct Trail {
    root: Arc<Folder>,
    open: Vec<(OsString, Folder)>,
    /// Whether every folder is copied, and so gets a mode in the end.
    whole: bool,
}

impl Trail {
    pub(crate) fn new(root: Arc<Folder>, whole: bool) -> Self {
        Self {
            root,
            open: Vec::new(),
            whole,
        }
    }

    /// The folder in which an entry belongs. Created if missing.
    pub(crate) fn folder_of(&mut self, path: &[u8]) -> io::Result<&Folder> {
        let end = path.iter().rposition(|byte| *byte == b'/').unwrap_or(0);
        self.folder(&path[..end])
    }

    /// The folder at a path. Created if missing.
    pub(crate) fn folder(&mut self, path: &[u8]) -> io::Result<&Folder> {
        let path = path_of(path);
        let mut names = path.iter();
        let known = self.open.iter().zip(names.clone());
        let same = known.take_while(|((one, _), other)| one == other).count();
        self.open.truncate(same);
        for name in names.by_ref().skip(same) {
            let above = self.last();
            let folder = match above.open_folder(name) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    make(above, name, self.mode())?;
                    above.open_folder(name)?
                }
                outcome => {
                    let there = outcome?;
                    if !self.whole {
                        tidy(&there)?; // Otherwise the thread that creates it does.
                    }
                    there
                }
            };
            self.open.push((name.to_owned(), folder));
        }
        Ok(self.last())
    }

    /// Creates the folder at a path. The leftovers of a killed copy in an existing one are removed.
    pub(crate) fn make(&mut self, path: &[u8]) -> io::Result<()> {
        let mode = self.mode();
        let name = name_of(path);
        let above = self.folder_of(path)?;
        match above.create_folder(&name, mode) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                tidy(&above.open_folder(&name)?)
            }
            outcome => outcome,
        }
    }

    fn mode(&self) -> u32 {
        if self.whole {
            PRIVATE_FOLDER
        } else {
            USUAL_FOLDER
        }
    }

    fn last(&self) -> &Folder {
        self.open.last().map_or(&self.root, |(_, folder)| folder)
    }
}
