//! Reading a zip archive. The central directory is authoritative; an archive whose local headers
//! differ is corrupt, since other readers would see a different archive.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::DeflateDecoder;
use pintle::Error;
use rawzip::{
    CompressionMethod, CreatorSystem, EntryMode, ErrorKind, MAX_CENTRAL_DIRECTORY_RECORD_SIZE,
    ZipEntry, ZipFileHeaderRecord, ZipLocator, time::ZipDateTimeKind,
};

use super::{
    entry::{Entry, Kind},
    errors::{ARCHIVE_CORRUPT, ARCHIVE_UNSUPPORTED, corrupt, of_entry, unreadable},
    source::Source,
    watch::Watch,
    zip_names,
};
use crate::fs::Time;

/// No system creates longer links.
const MAX_TARGET: u64 = 4096;

/// How much content is unpacked in one piece.
const CHUNK: usize = 128 * 1024;

/// Passes every entry to `visit`, with its content.
pub(super) fn read(
    source: &Source<'_>,
    watch: &Watch<'_>,
    visit: &mut dyn FnMut(Entry, &mut dyn BufRead) -> Result<(), Error>,
) -> Result<(), Error> {
    let failed = |error: rawzip::Error| broken(error, source);
    let mut buffer = vec![0; MAX_CENTRAL_DIRECTORY_RECORD_SIZE];
    let mut local = vec![0; MAX_CENTRAL_DIRECTORY_RECORD_SIZE];
    let archive = ZipLocator::new()
        .locate_in_reader(source, &mut buffer, source.size)
        .map_err(|(_, error)| failed(error))?;
    let mut places = Vec::new();
    let mut packed = 0;
    let mut entries = archive.entries(&mut buffer);
    while let Some(record) = entries.next_entry().map_err(failed)? {
        let path = record.file_path().as_bytes();
        let damaged = |message| of_entry(&ARCHIVE_CORRUPT, path, message);
        let found = archive.get_entry(record.wayfinder()).map_err(failed)?;
        let end = found.compressed_data_range().1;
        if end > source.size {
            return Err(damaged("is cut off"));
        }
        places.push((record.local_header_offset(), end));
        packed += record.compressed_size_hint();
        let local_time = check(&record, &found, &mut local, source)?;
        let mut content = contents(&record, &found, watch, packed)?;
        let path = zip_names::name(&record)?;
        let mtime = time(local_time, record.last_modified());
        let entry = describe(&record, path, mtime, &mut content).map_err(|error| {
            watch
                .settle::<()>(Err(unreadable(&error, &source.path)))
                .unwrap_err()
        })?;
        visit(entry, &mut content)?;
    }
    // Without Zip64 a count of more than 65,535 does not fit; some writers truncate it.
    let expected = archive.entries_hint();
    if expected != places.len() as u64 && expected != places.len() as u64 % 0x1_0000 {
        return Err(corrupt(
            "the archive has a different number of entries than it declares",
        ));
    }
    places.sort_unstable();
    if places.windows(2).any(|pair| pair[0].1 > pair[1].0) {
        return Err(corrupt("the archive has entries that share their content"));
    }
    Ok(())
}

/// Compares the local header with the central directory, and returns its time. What follows the
/// content is ignored: writers use several forms, and all readers of the directory skip it.
fn check(
    record: &ZipFileHeaderRecord<'_>,
    found: &ZipEntry<'_, &Source<'_>>,
    buffer: &mut [u8],
    source: &Source<'_>,
) -> Result<ZipDateTimeKind, Error> {
    let path = record.file_path().as_bytes();
    let local = found
        .local_header(buffer)
        .map_err(|error| broken(error, source))?;
    let flags = [record.flags(), local.flags()];
    if flags.iter().any(|flags| flags.is_encrypted()) {
        return Err(of_entry(&ARCHIVE_UNSUPPORTED, path, "is encrypted"));
    }
    let is_known_later = flags.iter().any(|flags| flags.has_data_descriptor());
    let is_same = local.file_path().as_bytes() == path
        && local.compression_method() == record.compression_method()
        && (is_known_later
            || local.crc32() == record.crc32()
                && local.compressed_size_hint() == record.compressed_size_hint()
                && local.uncompressed_size_hint() == record.uncompressed_size_hint());
    if !is_same {
        let message = "differs between the central directory and its local header";
        return Err(of_entry(&ARCHIVE_CORRUPT, path, message));
    }
    Ok(local.last_modified())
}

/// The content, whose checksum is verified at its end.
fn contents<'a>(
    record: &ZipFileHeaderRecord<'_>,
    found: &ZipEntry<'a, &'a Source<'a>>,
    watch: &'a Watch<'a>,
    packed: u64,
) -> Result<BufReader<Counted<'a>>, Error> {
    let small = record
        .uncompressed_size_hint()
        .max(record.compressed_size_hint());
    let size = usize::try_from(small).map_or(CHUNK, |size| size.clamp(512, CHUNK));
    let input = || BufReader::with_capacity(size, found.reader());
    let unpacked: Box<dyn Read + 'a> = match record.compression_method() {
        CompressionMethod::STORE => Box::new(found.verifying_reader(found.reader())),
        CompressionMethod::DEFLATE => {
            Box::new(found.verifying_reader(DeflateDecoder::new(input())))
        }
        CompressionMethod::ZSTD => {
            let decoder = zstd::stream::read::Decoder::with_buffer(input())
                .map_err(|error| corrupt(error.to_string()))?;
            Box::new(found.verifying_reader(decoder))
        }
        method => {
            let message = format!("is compressed with {method}, which Pintle does not read");
            let path = record.file_path().as_bytes();
            return Err(of_entry(&ARCHIVE_UNSUPPORTED, path, &message));
        }
    };
    let counted = Counted {
        unpacked,
        watch,
        packed,
    };
    Ok(BufReader::with_capacity(size, counted))
}

struct Counted<'a> {
    unpacked: Box<dyn Read + 'a>,
    watch: &'a Watch<'a>,
    packed: u64,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.unpacked.read(buffer)?;
        self.watch.add_bytes(length as u64, self.packed)?;
        Ok(length)
    }
}

fn describe(
    record: &ZipFileHeaderRecord<'_>,
    path: Vec<u8>,
    mtime: Time,
    content: &mut impl BufRead,
) -> io::Result<Entry> {
    let mode = record.mode();
    let has_modes = has_modes(record);
    let size = record.uncompressed_size_hint();
    let path_is_folder = path.ends_with(b"/");
    let kind = if path_is_folder {
        Kind::Directory
    } else if has_modes && mode.is_symlink() {
        let mut target = Vec::new();
        content.take(MAX_TARGET + 1).read_to_end(&mut target)?;
        Kind::Symlink(target)
    } else {
        match mode.value() & 0o170_000 {
            // If an entry without a trailing slash is declared a folder, its content must not be
            // lost.
            0o040_000 if size == 0 => Kind::Directory,
            0o040_000 | 0o100_000 | 0 => Kind::File,
            _ if has_modes => Kind::Other,
            _ => Kind::File,
        }
    };
    Ok(Entry {
        path,
        size: if kind == Kind::File { size } else { 0 },
        kind,
        holes: 0,
        mode: permissions(record, mode, path_is_folder),
        mtime,
    })
}

/// Whether the Unix modes in the attributes are used: readers agree that they mean nothing in
/// archives of other systems.
fn has_modes(record: &ZipFileHeaderRecord<'_>) -> bool {
    record.version_made_by().creator_system() == CreatorSystem::UNIX
}

/// Modes that were not derived from MS-DOS attributes, of which only read-only is used.
fn permissions(record: &ZipFileHeaderRecord<'_>, mode: EntryMode, is_folder: bool) -> Option<u32> {
    const READ_ONLY: u32 = 1;
    let attributes = record.external_attributes();
    if has_modes(record) {
        return (attributes >> 16 != 0).then(|| mode.value() & 0o7777);
    }
    let read_only = if is_folder { 0o555 } else { 0o444 };
    (attributes & READ_ONLY != 0).then_some(read_only)
}

/// The time of an entry: a UTC time if there is one. The one in the local header takes precedence,
/// since writers omit most of the extended timestamp in the directory.
///
/// MS-DOS times are local times in an unknown time zone: interpreted as UTC, so that they
/// are the same everywhere.
fn time(local: ZipDateTimeKind, central: ZipDateTimeKind) -> Time {
    let time = match local {
        ZipDateTimeKind::Utc(_) => local,
        ZipDateTimeKind::Local(_) => central,
    };
    match time {
        ZipDateTimeKind::Utc(time) => Time {
            seconds: time.to_unix(),
            nanoseconds: time.nanosecond(),
        },
        ZipDateTimeKind::Local(time) => {
            let utc = rawzip::time::UtcDateTime::from_components(
                time.year(),
                time.month(),
                time.day(),
                time.hour(),
                time.minute(),
                time.second(),
                0,
            );
            Time::from_seconds(utc.map_or(0, |utc| utc.to_unix()))
        }
    }
}

fn broken(error: rawzip::Error, source: &Source<'_>) -> Error {
    match error.into_kind() {
        ErrorKind::IO(error) => unreadable(&error, &source.path),
        ErrorKind::Eof | ErrorKind::MissingEndOfCentralDirectory => {
            corrupt("the archive ends too early")
        }
        kind => corrupt(format!("the archive is damaged: {kind}")),
    }
}
