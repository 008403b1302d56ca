//! Where a path leads: the folder around its end, and the name in there.

use std::{
    ffi::OsString,
    io,
    path::{Path, absolute},
};

use pintle::{Access, Context, Error, errors::INVALID_VALUE};

use super::{Folder, open_folder, open_for_writing};

/// A name in a folder that is held open. There need not be anything of that name.
pub(crate) struct NamedPlace {
    pub(crate) folder: Folder,
    pub(crate) name: OsString,
}

impl NamedPlace {
    /// The place that a path names. Links on the way are followed, one at its end is not.
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

/// Whether there was nothing at a path.
pub(crate) fn is_missing(error: &Error) -> bool {
    error.io_kind() == Some(io::ErrorKind::NotFound)
}
