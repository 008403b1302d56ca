//! The commands that list.

use std::path::PathBuf;

use pintle::{
    Bytes, Context, Error, command,
    errors::{CANCELLED, INVALID_VALUE, IO, NOT_UTF8, TIMEOUT},
};

use super::{
    entry::{Entry, Kind},
    errors::{ARCHIVE_CORRUPT, ARCHIVE_LIMIT, ARCHIVE_UNSUPPORTED, not_utf8, placed},
    limits::Budget,
    options::{ListOptions, Listed},
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
pub fn list_bytes(data: Bytes, options: ListOptions, cx: &Context) -> Result<Listed, Error> {
    run(&Source::bytes(data), &options, cx).map_err(|error| placed(error, "/data"))
}

/// What an entry takes in the columns besides its path and its target.
const COLUMNS: usize = 6 * 8;

fn run(source: &Source, options: &ListOptions, cx: &Context) -> Result<Listed, Error> {
    let budget = Budget::new(options.max_entries, options.max_bytes, options.max_ratio)?;
    let format = options.format.map_or_else(|| source.detect(), Ok)?;
    let watch = Watch::new(cx, budget, source.size);
    let mut listed = Listed {
        format,
        count: 0,
        paths: Vec::new(),
        kinds: Vec::new(),
        sizes: Vec::new(),
        modes: Vec::new(),
        mtimes_ms: Vec::new(),
        link_targets: Vec::new(),
    };
    reading::read(source, format, &watch, &mut |entry, _| {
        cx.take(entry.path.len() + COLUMNS)?;
        if let Kind::Symlink(target) | Kind::HardLink(target) = &entry.kind {
            cx.take(target.len())?;
        }
        listed.add(entry)
    })?;
    Ok(listed)
}

impl Listed {
    fn add(&mut self, entry: Entry) -> Result<(), Error> {
        let (kind, target) = match entry.kind {
            Kind::File => (0, Vec::new()),
            Kind::Directory => (1, Vec::new()),
            Kind::Symlink(target) => (2, target),
            Kind::Other => (3, Vec::new()),
            Kind::HardLink(target) => (4, target),
            Kind::Label => (5, Vec::new()),
        };
        self.link_targets.push(text(target)?);
        self.paths.push(text(entry.path)?);
        self.kinds.push(kind);
        // In a zip archive the target of a link is its content.
        self.sizes
            .push(if kind == 0 { entry.size as f64 } else { 0.0 });
        self.modes.push(entry.mode.map_or(0, |mode| mode & 0o7777));
        self.mtimes_ms.push(entry.mtime.milliseconds());
        self.count += 1;
        Ok(())
    }
}

fn text(name: Vec<u8>) -> Result<String, Error> {
    String::from_utf8(name)
        .map_err(|error| not_utf8(error.as_bytes(), "is a name that is not valid UTF-8"))
}
