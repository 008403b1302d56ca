//! The commands that list.

use std::path::PathBuf;

use pintle::{
    Context, Error, command,
    errors::{CANCELLED, INVALID_VALUE, IO, NOT_UTF8, TIMEOUT},
    stream::Output,
};

use super::{
    entry::{Entry, Kind},
    errors::{ARCHIVE_CORRUPT, ARCHIVE_LIMIT, ARCHIVE_UNSUPPORTED, not_utf8, placed},
    limits::Budget,
    options::{ArchivedEntry, ArchivedKind, Format, ListOptions, Listed},
    reading,
    source::Source,
    watch::Watch,
};

/// Lists the contents of an archive. Only what is needed for reading it is checked.
#[command(
    blocking,
    confined,
    effects(fs_read),
    errors(
        ARCHIVE_CORRUPT,
        ARCHIVE_LIMIT,
        ARCHIVE_UNSUPPORTED,
        IO,
        NOT_UTF8,
        INVALID_VALUE,
        CANCELLED,
        TIMEOUT
    )
)]
pub fn list(archive: PathBuf, options: ListOptions, cx: &Context) -> Result<Listed, Error> {
    let source = Source::open(&archive, cx);
    source
        .and_then(|source| run(&source, &options, cx))
        .map_err(|error| placed(error, "/archive"))
}

/// Lists the contents of an archive in memory.
#[command(
    blocking,
    errors(
        ARCHIVE_CORRUPT,
        ARCHIVE_LIMIT,
        ARCHIVE_UNSUPPORTED,
        IO,
        NOT_UTF8,
        INVALID_VALUE,
        CANCELLED,
        TIMEOUT
    )
)]
pub fn list_bytes(data: &[u8], options: ListOptions, cx: &Context) -> Result<Listed, Error> {
    run(&Source::bytes(data), &options, cx).map_err(|error| placed(error, "/data"))
}

/// Lists the contents of an archive, each entry when it is read, in the order of the archive.
#[command(
    blocking,
    confined,
    effects(fs_read),
    errors(
        ARCHIVE_CORRUPT,
        ARCHIVE_LIMIT,
        ARCHIVE_UNSUPPORTED,
        IO,
        NOT_UTF8,
        INVALID_VALUE,
        CANCELLED,
        TIMEOUT
    )
)]
pub fn entries(
    archive: PathBuf,
    options: ListOptions,
    out: &Output<ArchivedEntry>,
    cx: &Context,
) -> Result<(), Error> {
    let send = |source: Source<'_>| {
        Reading::new(&source, &options, cx)?.each(&mut |entry| out.send(entry))
    };
    Source::open(&archive, cx)
        .and_then(send)
        .map_err(|error| placed(error, "/archive"))
}

/// What an entry takes in the columns besides its path and its target.
const COLUMNS: usize = 6 * 8;

fn run(source: &Source<'_>, options: &ListOptions, cx: &Context) -> Result<Listed, Error> {
    let reading = Reading::new(source, options, cx)?;
    let mut listed = Listed {
        format: reading.format,
        count: 0,
        paths: Vec::new(),
        kinds: Vec::new(),
        sizes: Vec::new(),
        modes: Vec::new(),
        mtimes_ms: Vec::new(),
        link_targets: Vec::new(),
    };
    reading.each(&mut |entry| {
        cx.take(entry.path.len() + COLUMNS + entry.link_target.len())?;
        listed.add(entry);
        Ok(())
    })?;
    Ok(listed)
}

/// An archive that is being listed.
struct Reading<'a> {
    source: &'a Source<'a>,
    format: Format,
    watch: Watch<'a>,
}

impl<'a> Reading<'a> {
    fn new(source: &'a Source<'a>, options: &ListOptions, cx: &'a Context) -> Result<Self, Error> {
        let budget = Budget::new(options.max_entries, options.max_bytes, options.max_ratio)?;
        let format = options.format.map_or_else(|| source.detect(), Ok)?;
        Ok(Self {
            source,
            format,
            watch: Watch::new(cx, budget, source.size),
        })
    }

    fn each(&self, visit: &mut dyn FnMut(ArchivedEntry) -> Result<(), Error>) -> Result<(), Error> {
        reading::read(self.source, self.format, &self.watch, &mut |entry, _| {
            visit(ArchivedEntry::new(entry)?)
        })
    }
}

impl Listed {
    fn add(&mut self, entry: ArchivedEntry) {
        self.link_targets.push(entry.link_target);
        self.paths.push(entry.path);
        self.kinds.push(entry.kind as u8);
        self.sizes.push(entry.size);
        self.modes.push(entry.mode);
        self.mtimes_ms.push(entry.mtime_ms);
        self.count += 1;
    }
}

impl ArchivedEntry {
    fn new(entry: Entry) -> Result<Self, Error> {
        let (kind, target) = match entry.kind {
            Kind::File => (ArchivedKind::File, Vec::new()),
            Kind::Directory => (ArchivedKind::Directory, Vec::new()),
            Kind::Symlink(target) => (ArchivedKind::Symlink, target),
            Kind::Other => (ArchivedKind::Other, Vec::new()),
            Kind::HardLink(target) => (ArchivedKind::HardLink, target),
            Kind::Label => (ArchivedKind::Label, Vec::new()),
        };
        let is_file = kind == ArchivedKind::File;
        Ok(Self {
            link_target: text(target)?,
            path: text(entry.path)?,
            kind,
            // In a zip archive the target of a link is its content.
            size: if is_file { entry.size as f64 } else { 0.0 },
            mode: entry.mode.map_or(0, |mode| mode & 0o7777),
            mtime_ms: entry.mtime.milliseconds(),
        })
    }
}

fn text(name: Vec<u8>) -> Result<String, Error> {
    String::from_utf8(name)
        .map_err(|error| not_utf8(error.as_bytes(), "is a name that is not valid UTF-8"))
}
