//! Where a path leads: the parent folder, and the name in it.

use std::{
    ffi::OsString,
    io,
    path::{Path, absolute},
};

use pintle::{Access, Context, Error, errors::INVALID_VALUE};

use super::{Folder, open_folder, open_for_writing};

/// A name in a folder that is kept open. The name need not exist.
pub(crate) struct NamedPlace {
    pub(crate) folder: Folder,
    pub(crate) name: OsString,
}

impl NamedPlace {
    /// The place that a path refers to. Links on the path are followed, but not one at its end.
    pub(crate) fn find(path: &Path, access: Access, cx: &Context) -> Result<Self, Error> {
        let path = absolute(cx.resolve(path)?).map_err(|error| Error::io(&error, path))?;
        let (Some(above), Some(name)) = (path.parent(), path.file_name()) else {
            let message = format!(
                "expected a path that ends with a name, got {}",
                path.display()
            );
            return Err(Error::new(&INVALID_VALUE, message));
        };
        let folder = match access {
            Access::Read => open_folder(above, access, cx)?.into(),
            Access::Write => open_for_writing(above, cx)?,
        };
        Ok(Self {
            folder,
            name: name.to_owned(),
        })
    }
}

/// Whether a path can only be that of a folder, or of a link to one: it ends with `/` or `/.`.
pub(crate) fn names_folder(path: &Path) -> bool {
    let path = path.as_os_str().as_encoded_bytes();
    let path = match path {
        [before @ .., b'.'] if !before.is_empty() => before,
        path => path,
    };
    path.last()
        .is_some_and(|last| std::path::is_separator(char::from(*last)))
}

/// Whether nothing exists at a path.
pub(crate) fn is_missing(error: &Error) -> bool {
    error.io_kind() == Some(io::ErrorKind::NotFound)
}
