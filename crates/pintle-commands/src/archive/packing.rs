//! The commands that create.

use std::{
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use cap_std::fs::Dir;
use pintle::{
    Access, Bytes, Context, Error, Progress, command,
    errors::{CANCELLED, INVALID_VALUE, IO, NOT_UTF8, TIMEOUT},
};

use super::{
    entry::Time,
    errors::{ARCHIVE_CHANGED, ARCHIVE_UNSUPPORTED, of_entry, shown},
    gather::{self, Gathering, Item, ItemKind},
    options::{CreateOptions, Created, Format, Skipped},
    output::Place,
    packer::Packer,
    select::Selection,
    tree::Tree,
};
use crate::fs::{self, Names, admit, open_folder, path_of};

/// What is read at once.
const CHUNK: usize = 256 * 1024;

const NOT_PACKED: &str = "is a device, a pipe or a socket";

/// 1980, when the time of zip archives begins.
const FIXED_TIME: i64 = 315_532_800;

/// Packs the contents of a folder into an archive, which appears once it is completely written.
#[command(
    blocking,
    confined,
    effects(fs_read, fs_write),
    errors(
        ARCHIVE_CHANGED,
        ARCHIVE_UNSUPPORTED,
        IO,
        NOT_UTF8,
        INVALID_VALUE,
        CANCELLED,
        TIMEOUT
    )
)]
pub fn create(
    root: PathBuf,
    archive: PathBuf,
    options: CreateOptions,
    cx: &Context,
) -> Result<Created, Error> {
    let format = match options.format {
        Some(format) => format,
        None => by_name(&archive).map_err(|error| error.at("/archive"))?,
    };
    let place = Place::open(&archive, cx).map_err(|error| error.at("/archive"))?;
    let mut packing = Packing::new(&root, &options, cx)?;
    let items = packing.gather(place.taken())?;
    let draft = place.draft().map_err(|error| error.at("/archive"))?;
    let file = draft.file();
    let written = |error: &io::Error| place.failed(error).at("/archive");
    let out = io::BufWriter::with_capacity(CHUNK, file);
    let out = packing.pack(&items, Packer::new(out, format, options.level)?, &written)?;
    out.into_inner().map_err(|error| written(error.error()))?;
    let size = file.metadata().map_err(|error| written(&error))?.len();
    let published = place.publish(draft);
    published.map_err(|error| error.at("/archive"))?;
    Ok(packing.created(size))
}

/// Packs the contents of a folder into an archive in memory. Without `format` it is a tar.gz.
#[command(
    blocking,
    confined,
    effects(fs_read),
    errors(
        ARCHIVE_CHANGED,
        ARCHIVE_UNSUPPORTED,
        IO,
        NOT_UTF8,
        INVALID_VALUE,
        CANCELLED,
        TIMEOUT
    )
)]
pub fn create_bytes(root: PathBuf, options: CreateOptions, cx: &Context) -> Result<Bytes, Error> {
    let format = options.format.unwrap_or(Format::TarGz);
    let mut packing = Packing::new(&root, &options, cx)?;
    let items = packing.gather(None)?;
    // There is no result that could name what is left out.
    if let Some(Skipped { path, reason }) = packing.result.skipped.first() {
        let message = format!("{reason}; leave it out with exclude");
        return Err(of_entry(&ARCHIVE_UNSUPPORTED, path.as_bytes(), &message).at("/root"));
    }
    let out = Growing {
        bytes: Vec::new(),
        cx,
    };
    let packer = Packer::new(out, format, options.level)?;
    let outcome = packing.pack(&items, packer, &|error| Error::io(error, &root).at("/root"));
    // What a writer fails with cannot be an error of ours.
    let out = outcome.map_err(|error| cx.check().err().unwrap_or(error))?;
    Ok(out.bytes.into())
}

/// An archive that grows in memory, as far as its caller may be given it.
struct Growing<'a> {
    bytes: Vec<u8>,
    cx: &'a Context,
}

impl Write for Growing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.cx.take(bytes.len()).map_err(io::Error::other)?;
        self.bytes.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Seconds from milliseconds as JavaScript's dates have them.
fn seconds(milliseconds: f64) -> Result<i64, Error> {
    /// How far from 1970 a date may be.
    const MOST: f64 = 8.64e15;
    if milliseconds.abs() <= MOST {
        return Ok((milliseconds / 1000.0).floor() as i64);
    }
    let message = format!("expected a time that a Date can hold, got {milliseconds}");
    Err(Error::new(&INVALID_VALUE, message).at("/mtimeMs"))
}

/// The format that the name of an archive speaks of.
fn by_name(archive: &Path) -> Result<Format, Error> {
    let name = archive
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let formats = [
        (Format::Tar, &[".tar"][..]),
        (Format::TarGz, &[".tar.gz", ".tgz"]),
        (Format::TarZst, &[".tar.zst", ".tzst"]),
        (Format::Zip, &[".zip"]),
    ];
    let mut formats = formats.iter();
    let found = formats.find(|(_, ends)| ends.iter().any(|end| name.ends_with(end)));
    found.map(|(format, _)| *format).ok_or_else(|| {
        let message = format!(
            "expected a name that ends with .tar, .tar.gz, .tgz, .tar.zst, .tzst or .zip, or the \
             option format, got {name}"
        );
        Error::new(&INVALID_VALUE, message)
    })
}

/// A folder on its way into an archive.
struct Packing<'a> {
    root: &'a Path,
    options: &'a CreateOptions,
    cx: &'a Context,
    tree: Tree,
    selection: Selection,
    /// The parts of the option `prefix`.
    prefix: Vec<u8>,
    result: Created,
}

impl<'a> Packing<'a> {
    fn new(root: &'a Path, options: &'a CreateOptions, cx: &'a Context) -> Result<Self, Error> {
        let prefix = options.prefix.as_deref().unwrap_or_default();
        options.mtime_ms.map(seconds).transpose()?;
        let parts = fs::safe_parts(prefix.as_bytes(), Names::Portable).map_err(|reason| {
            let message =
                format!("expected the path of a folder in the archive, got one that {reason}");
            Error::new(&INVALID_VALUE, message).at("/prefix")
        })?;
        let folder = open_folder(root, Access::Read, cx).map_err(|error| error.at("/root"))?;
        Ok(Self {
            root,
            options,
            cx,
            tree: Tree::new(Dir::from_std_file(folder), false),
            selection: Selection::new(options.glob.as_deref(), options.exclude.as_deref())?,
            prefix: parts.join(&b'/'),
            result: Created::default(),
        })
    }

    fn gather(&mut self, archive: Option<cap_std::fs::Metadata>) -> Result<Vec<Item>, Error> {
        let mut gathering = Gathering {
            tree: &mut self.tree,
            selection: &self.selection,
            archive,
            skipped: Vec::new(),
            cx: self.cx,
        };
        let gathered = match &self.options.files {
            Some(files) => gathering.listed(files)?,
            None => gathering.all()?,
        };
        for path in gathering.skipped {
            self.result.skipped.push(Skipped {
                path: shown(&path),
                reason: NOT_PACKED.to_owned(),
            });
        }
        gathered.map_err(|failure| gather::failed(failure, self.root))
    }

    fn pack<W: Write>(
        &mut self,
        items: &[Item],
        mut packer: Packer<W>,
        written: &dyn Fn(&io::Error) -> Error,
    ) -> Result<W, Error> {
        let total = items.iter().map(|item| item.size as f64).sum();
        let mut buffer = vec![0; CHUNK];
        for item in items {
            self.cx.check()?;
            let (item, source) = self.prepare(item)?;
            let path = match &self.prefix[..] {
                [] => item.path.clone(),
                prefix => [prefix, &item.path].join(&b'/'),
            };
            let Some(mut source) = source else {
                let target = self.target(&item)?;
                self.count(&item);
                packer
                    .add(&path, &item, &target)
                    .map_err(|error| broken(error, &path, written))?;
                continue;
            };
            let mut entry = packer
                .add_file(&path, &item)
                .map_err(|error| broken(error, &path, written))?;
            let mut left = item.size;
            while left > 0 {
                self.cx.check()?;
                let most = usize::try_from(left).map_or(CHUNK, |left| left.min(CHUNK));
                let length = source
                    .read(&mut buffer[..most])
                    .map_err(|error| self.unread(&error, &item))?;
                if length == 0 {
                    return Err(
                        of_entry(&ARCHIVE_CHANGED, &item.path, "became shorter").at("/root")
                    );
                }
                entry
                    .write_all(&buffer[..length])
                    .map_err(|error| written(&error))?;
                left -= length as u64;
                self.result.bytes += length as f64;
                if self.cx.wants_progress() {
                    self.cx.progress(Progress {
                        done: self.result.bytes,
                        total: Some(total),
                        detail: None,
                    });
                }
            }
            entry.finish().map_err(|error| written(&error))?;
            self.count(&item);
        }
        packer.finish().map_err(|error| written(&error))
    }

    /// The item as it is to be written, and the open file if it is one.
    fn prepare(&mut self, item: &Item) -> Result<(Item, Option<std::fs::File>), Error> {
        let mut item = Item {
            path: item.path.clone(),
            ..*item
        };
        if let Some(milliseconds) = self.options.mtime_ms {
            item.mtime = Time::from_seconds(seconds(milliseconds)?);
        } else if self.options.reproducible {
            item.mtime = Time::from_seconds(FIXED_TIME);
        }
        if self.options.reproducible {
            item.mode = match item.kind {
                ItemKind::Symlink => 0o777,
                ItemKind::File if item.mode & 0o111 == 0 => 0o644,
                ItemKind::File | ItemKind::Directory => 0o755,
            };
        }
        if item.kind != ItemKind::File {
            return Ok((item, None));
        }
        let file = self
            .tree
            .open_file(&gather::split(&item.path))
            .map_err(|trouble| gather::failed((item.path.clone(), trouble), self.root))?;
        admit(&file, &self.root.join(path_of(&item.path)), self.cx)
            .map_err(|error| error.at("/root"))?;
        let metadata = file
            .metadata()
            .map_err(|error| self.unread(&error, &item))?;
        if !metadata.is_file() {
            let error = of_entry(&ARCHIVE_CHANGED, &item.path, "is no longer a file");
            return Err(error.at("/root"));
        }
        item.size = metadata.len();
        Ok((item, Some(file)))
    }

    /// Where a link leads.
    fn target(&mut self, item: &Item) -> Result<Vec<u8>, Error> {
        if item.kind != ItemKind::Symlink {
            return Ok(Vec::new());
        }
        let target = self
            .tree
            .read_link(&gather::split(&item.path))
            .map_err(|trouble| gather::failed((item.path.clone(), trouble), self.root))?;
        let target = target.into_os_string().into_encoded_bytes();
        Ok(if cfg!(windows) {
            target
                .iter()
                .map(|byte| if *byte == b'\\' { b'/' } else { *byte })
                .collect()
        } else {
            target
        })
    }

    fn count(&mut self, item: &Item) {
        match item.kind {
            ItemKind::File => self.result.files += 1,
            ItemKind::Directory => self.result.directories += 1,
            ItemKind::Symlink => self.result.symlinks += 1,
        }
    }

    fn unread(&self, error: &io::Error, item: &Item) -> Error {
        Error::io(error, &self.root.join(shown(&item.path))).at("/root")
    }

    fn created(self, size: u64) -> Created {
        Created {
            size: size as f64,
            ..self.result
        }
    }
}

/// A failure to write the head of an entry: the system's, or a name that the format cannot hold.
fn broken(error: io::Error, path: &[u8], written: &dyn Fn(&io::Error) -> Error) -> Error {
    let error = match error.kind() {
        io::ErrorKind::InvalidFilename => of_entry(
            &NOT_UTF8,
            path,
            "is a name that is not valid UTF-8, which zip requires",
        ),
        io::ErrorKind::Unsupported => of_entry(&ARCHIVE_UNSUPPORTED, path, &error.to_string()),
        _ => return written(&error),
    };
    error.at("/root")
}
