//! What a tar archive says of one entry: its header, with the extensions of pax and GNU before it.

use pintle::Error;

use super::{
    entry::{Entry, Kind, Time},
    errors::{ARCHIVE_CORRUPT, ARCHIVE_UNSUPPORTED, corrupt, failure, of_entry},
    pax,
    tar_header::Fields,
    tar_sparse::{Layout, Sparse},
};

/// No file system holds more, and sums of such sizes do not overflow.
const MAX_SIZE: u64 = i64::MAX as u64;

/// What follows a header.
pub(super) enum Following {
    /// A content of this size.
    Content(u64),
    /// A content of this size with holes left out, and how it says where they are.
    Sparse(u64, Layout),
    /// Nothing as a rule, though a size is given.
    Perhaps(u64),
}

/// What stands before an entry and says more than its header holds.
#[derive(Default, PartialEq)]
pub(super) struct Extensions {
    path: Option<Vec<u8>>,
    link: Option<Vec<u8>>,
    size: Option<u64>,
    mtime: Option<Time>,
    sparse: Sparse,
}

impl Extensions {
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// A name that is empty takes back the one before.
    pub(super) fn set_path(&mut self, path: &[u8]) {
        self.path = (!path.is_empty()).then(|| path.to_owned());
    }

    pub(super) fn set_link(&mut self, link: &[u8]) {
        self.link = (!link.is_empty()).then(|| link.to_owned());
    }

    pub(super) fn read_pax(&mut self, data: &[u8]) -> Result<(), Error> {
        let broken = || corrupt("the archive is damaged: a pax header has a broken number");
        for (key, value) in pax::records(data)? {
            match (key, value) {
                (b"path", path) => self.set_path(path),
                (b"linkpath", link) => self.set_link(link),
                (b"size", b"") => self.size = None,
                (b"size", size) => self.size = Some(pax::digits(size).ok_or_else(broken)?),
                // An empty time takes back that of the header too, say POSIX, bsdtar and Python.
                (b"mtime", b"") => self.mtime = Some(Time::default()),
                (b"mtime", time) => self.mtime = Some(pax::time(time).ok_or_else(broken)?),
                (key, value) => {
                    if let Some(key) = key.strip_prefix(b"GNU.sparse.") {
                        self.sparse.set(key, value).ok_or_else(broken)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// The next entry, and what follows its header. The next one begins anew.
    pub(super) fn apply(&mut self, fields: Fields) -> Result<(Entry, Following), Error> {
        let extensions = std::mem::take(self);
        let is_sparse = fields.kind == b'S' || extensions.sparse.is_given();
        let path = extensions.sparse.name.clone().or(extensions.path);
        let path = path.unwrap_or(fields.path);
        let link = extensions.link.unwrap_or(fields.link);
        let size = extensions.size.unwrap_or(fields.size);
        if size > MAX_SIZE {
            return Err(of_entry(&ARCHIVE_CORRUPT, &path, "has an impossible size"));
        }
        let kind = match fields.kind {
            // Before there was a kind for folders, a slash at the end said it.
            b'0' | 0 | b'7' if path.ends_with(b"/") && !is_sparse => Kind::Directory,
            b'1' => Kind::HardLink(link),
            b'2' => Kind::Symlink(link),
            b'3' | b'4' | b'6' => Kind::Other,
            b'5' | b'D' => Kind::Directory,
            b'V' => Kind::Label,
            b'M' => {
                let message = "is part of an archive in several volumes";
                return Err(of_entry(&ARCHIVE_UNSUPPORTED, &path, message));
            }
            // POSIX wants kinds that a reader does not know to be read as files.
            _ => Kind::File,
        };
        let following = match kind {
            Kind::File if is_sparse => {
                Following::Sparse(size, extensions.sparse.layout(fields.kind, &path)?)
            }
            Kind::File => Following::Content(size),
            _ if fields.kind == b'D' => Following::Content(size),
            _ => Following::Perhaps(size),
        };
        let entry = Entry {
            path,
            size: if kind == Kind::File { size } else { 0 },
            kind,
            holes: 0,
            mode: fields.mode,
            mtime: extensions.mtime.unwrap_or(fields.mtime),
        };
        Ok((entry, following))
    }
}

/// A global header says something of all entries that follow. Git writes its commit into one.
pub(super) fn check_global(data: &[u8]) -> Result<(), Error> {
    for (key, _) in pax::records(data)? {
        if matches!(key, b"path" | b"linkpath" | b"size") || key.starts_with(b"GNU.sparse.") {
            let message = "the archive gives all its entries one name or size";
            return Err(failure(&ARCHIVE_UNSUPPORTED, message));
        }
    }
    Ok(())
}
