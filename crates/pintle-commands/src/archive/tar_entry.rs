//! What a tar archive declares about one entry: its header, with the pax and GNU extensions before
//! it.

use pintle::Error;

use super::{
    entry::{Entry, Kind},
    errors::{ARCHIVE_CORRUPT, ARCHIVE_UNSUPPORTED, corrupt, failure, of_entry, shown},
    pax,
    tar_header::Fields,
    tar_sparse::{Layout, Sparse},
};
use crate::fs::Time;

/// No file system supports more, and sums of such sizes do not overflow.
const MAX_SIZE: u64 = i64::MAX as u64;

/// What follows a header.
pub(super) enum Following {
    /// Content of this size.
    Content(u64),
    /// Content of this size without its holes, and the format of their positions.
    Sparse(u64, Layout),
    /// Nothing, although there is a size.
    Nothing(u64),
    /// Usually nothing, although there is a size. The entry is not extracted anyway.
    Perhaps(u64),
}

/// What precedes an entry and extends its header.
#[derive(Default, PartialEq)]
pub(super) struct Extensions {
    path: Name,
    link: Name,
    size: Option<u64>,
    mtime: Option<Time>,
    sparse: Sparse,
}

impl Extensions {
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub(super) fn set_gnu_path(&mut self, path: &[u8]) {
        self.path.set_gnu(path);
    }

    pub(super) fn set_gnu_link(&mut self, link: &[u8]) {
        self.link.set_gnu(link);
    }

    pub(super) fn read_pax(&mut self, data: &[u8]) -> Result<(), Error> {
        for (key, value) in pax::records(data)? {
            match (key, value) {
                (b"path", path) => self.path.set_pax(path),
                (b"linkpath", link) => self.link.set_pax(link),
                (b"size", size) => {
                    let size = pax::number(size).ok_or_else(|| broken(key, value))?;
                    self.size = Some(size);
                }
                (b"mtime", time) => self.mtime = Some(mtime(time)?),
                (key, value) => {
                    if let Some(rest) = key.strip_prefix(b"GNU.sparse.") {
                        let known = self.sparse.set(rest, value);
                        known.ok_or_else(|| broken(key, value))?;
                    }
                }
            }
        }
        Ok(())
    }

    /// The next entry, and what follows its header. Extensions do not carry over to the one after
    /// it.
    pub(super) fn apply(
        &mut self,
        fields: Fields,
        globals: &Globals,
    ) -> Result<(Entry, Following), Error> {
        let extensions = std::mem::take(self);
        let is_sparse = fields.kind == b'S' || extensions.sparse.is_given();
        let path = extensions.sparse.name.clone().or(extensions.path.get());
        let path = path.unwrap_or(fields.path);
        let link = extensions.link.get().unwrap_or(fields.link);
        let size = extensions.size.unwrap_or(fields.size);
        if size > MAX_SIZE {
            return Err(of_entry(&ARCHIVE_CORRUPT, &path, "has an impossible size"));
        }
        let kind = match fields.kind {
            // Before there was a kind for folders, a trailing slash marked them.
            b'0' | 0 | b'7' if path.ends_with(b"/") && !is_sparse => Kind::Directory,
            b'1' => Kind::HardLink(link),
            b'2' => Kind::Symlink(link),
            b'3' | b'4' | b'6' => Kind::Other,
            b'5' | b'D' => Kind::Directory,
            b'V' => Kind::Label,
            b'M' => {
                let message = "is part of a multi-volume archive";
                return Err(of_entry(&ARCHIVE_UNSUPPORTED, &path, message));
            }
            // POSIX requires unknown kinds to be read as files.
            _ => Kind::File,
        };
        let following = match kind {
            Kind::File if is_sparse => {
                Following::Sparse(size, extensions.sparse.layout(fields.kind, &path)?)
            }
            Kind::File => Following::Content(size),
            _ if fields.kind == b'D' => Following::Content(size),
            Kind::Label | Kind::Other => Following::Perhaps(size),
            _ => Following::Nothing(size),
        };
        let entry = Entry {
            path,
            size: if kind == Kind::File { size } else { 0 },
            kind,
            holes: 0,
            mode: fields.mode,
            mtime: extensions.mtime.or(globals.mtime).unwrap_or(fields.mtime),
        };
        Ok((entry, following))
    }
}

/// A name that does not fit into a header. GNU has an entry for it, pax a record. If there are
/// both, readers agree that the first kind counts.
#[derive(Default, PartialEq)]
enum Name {
    #[default]
    Missing,
    Gnu(Vec<u8>),
    Pax(Vec<u8>),
}

impl Name {
    fn set_gnu(&mut self, name: &[u8]) {
        if !matches!(self, Self::Pax(_)) {
            *self = Self::Gnu(name.to_owned());
        }
    }

    /// An empty name cancels the one before.
    fn set_pax(&mut self, name: &[u8]) {
        match self {
            Self::Gnu(_) => {}
            _ if name.is_empty() => *self = Self::Missing,
            _ => *self = Self::Pax(name.to_owned()),
        }
    }

    fn get(self) -> Option<Vec<u8>> {
        match self {
            Self::Missing => None,
            Self::Gnu(name) | Self::Pax(name) => Some(name),
        }
    }
}

/// What global headers set for all following entries. Git writes its commit into one.
#[derive(Default)]
pub(super) struct Globals {
    mtime: Option<Time>,
}

impl Globals {
    /// Reads a header, which replaces the one before.
    pub(super) fn read_pax(&mut self, data: &[u8]) -> Result<(), Error> {
        *self = Self::default();
        for (key, value) in pax::records(data)? {
            if key == b"mtime" {
                self.mtime = Some(mtime(value)?);
            }
            if matches!(key, b"path" | b"linkpath" | b"size") || key.starts_with(b"GNU.sparse.") {
                let message = "the archive declares one name or size for all its entries";
                return Err(failure(&ARCHIVE_UNSUPPORTED, message));
            }
        }
        Ok(())
    }
}

/// According to POSIX, bsdtar and Python, an empty time also cancels that of the header.
fn mtime(value: &[u8]) -> Result<Time, Error> {
    match value {
        b"" => Ok(Time::default()),
        value => pax::time(value).ok_or_else(|| broken(b"mtime", value)),
    }
}

fn broken(key: &[u8], value: &[u8]) -> Error {
    let (key, value) = (shown(key), shown(value));
    corrupt(format!(
        "the archive is damaged: a pax header has a broken number, {key}={value}"
    ))
}
