//! The kinds of failure of archives.

use std::{io, path::Path};

use pintle::{
    Data, Error, ErrorKind, TypedKind,
    errors::{CANCELLED, NOT_UTF8, TIMEOUT},
};

/// An entry that would do harm.
pub static ARCHIVE_UNSAFE: ArchiveKind = TypedKind::new(ErrorKind {
    code: "ERR_PINTLE_ARCHIVE_UNSAFE",
    summary: "The archive has an entry that would be written outside of the destination, would be \
              a device, or has a name that the platform interprets as another file.",
    fix: "Do not trust the archive; details.entry names the entry. Set unsafe to \"skip\" to leave \
          such entries out.",
});

/// Data that is not an archive, or a damaged one.
pub static ARCHIVE_CORRUPT: ArchiveKind = TypedKind::new(ErrorKind {
    code: "ERR_PINTLE_ARCHIVE_CORRUPT",
    summary: "The archive is damaged, ends too early, or contradicts itself.",
    fix: "Get the archive again, and compare its hash with that of the original.",
});

/// More than the limits allow.
pub static ARCHIVE_LIMIT: ArchiveKind = TypedKind::new(ErrorKind {
    code: "ERR_PINTLE_ARCHIVE_LIMIT",
    summary: "The archive holds more than the limits allow. It may be designed to fill your disk.",
    fix: "If you trust the archive, raise the limit that the message names.",
});

/// An unsupported archive.
pub static ARCHIVE_UNSUPPORTED: ArchiveKind = TypedKind::new(ErrorKind {
    code: "ERR_PINTLE_ARCHIVE_UNSUPPORTED",
    summary: "The archive has a format, a compression or an encryption that Pintle does not read.",
    fix: "Repack it as tar, tar.gz, tar.zst or zip, without encryption.",
});

/// Something exists already.
pub static ARCHIVE_EXISTS: ArchiveKind = TypedKind::new(ErrorKind {
    code: "ERR_PINTLE_ARCHIVE_EXISTS",
    summary: "The destination already has an entry with the same name.",
    fix: "Extract into another folder, or set overwrite to \"always\", \"ifNewer\" or \"never\". A folder is \
          never replaced by a file.",
});

/// A file changed while it was being packed.
pub static ARCHIVE_CHANGED: ArchiveKind = TypedKind::new(ErrorKind {
    code: "ERR_PINTLE_ARCHIVE_CHANGED",
    summary: "A file became shorter, or was replaced, while it was being packed.",
    fix: "Pack again when nothing writes to the files; details.entry names the file.",
});

/// The details of an archive error.
#[derive(Debug, Data)]
pub struct ArchiveErrorDetails {
    /// The entry, with U+FFFD in place of what is not UTF-8; null if it is the whole archive.
    pub entry: Option<String>,
}

/// A kind of failure of archives.
pub type ArchiveKind = TypedKind<ArchiveErrorDetails>;

/// A failure of the whole archive.
pub(super) fn failure(kind: &'static ArchiveKind, message: impl Into<String>) -> Error {
    kind.error(message, ArchiveErrorDetails { entry: None })
}

/// A failure of one entry; the message continues after its name.
pub(super) fn of_entry(kind: &'static ArchiveKind, path: &[u8], message: &str) -> Error {
    let entry = shown(path);
    let message = format!("\"{entry}\" {message}");
    kind.error(message, ArchiveErrorDetails { entry: Some(entry) })
}

/// The failure of an entry whose name is not UTF-8; the message continues after the name.
pub(super) fn not_utf8(path: &[u8], message: &str) -> Error {
    let entry = shown(path);
    let message = format!("\"{entry}\" {message}");
    Error::new(&NOT_UTF8, message).with_details(ArchiveErrorDetails { entry: Some(entry) })
}

pub(super) fn corrupt(message: impl Into<String>) -> Error {
    failure(&ARCHIVE_CORRUPT, message)
}

/// A failure to read an archive: a system error, or that of a decoder.
pub(super) fn unreadable(error: &io::Error, archive: &Path) -> Error {
    if error.raw_os_error().is_some() {
        return Error::io(error, archive);
    }
    let message = match error.kind() {
        io::ErrorKind::UnexpectedEof => "the archive ends too early".to_owned(),
        _ => format!("the archive is damaged: {error}"),
    };
    corrupt(message).caused_by(error.to_string())
}

/// A name for people to read.
pub(super) fn shown(path: &[u8]) -> String {
    String::from_utf8_lossy(path).into_owned()
}

/// The error, with a pointer to the archive unless it has one.
pub(super) fn placed(error: Error, archive: &str) -> Error {
    let ended = [&CANCELLED, &TIMEOUT].contains(&error.kind());
    match error.pointer() {
        "" if !ended => error.at(archive),
        _ => error,
    }
}
