//! The options and results of the archive commands.

use pintle::Data;

use crate::{
    fs::{EntryKind, Names, Overwrite},
    walk::Selection,
};

/// How an archive is packed.
#[derive(Clone, Copy, Debug, Data, PartialEq, Eq)]
pub enum Format {
    /// A tar archive, not compressed.
    Tar,
    /// A tar archive in gzip, like npm packages.
    TarGz,
    /// A tar archive in Zstandard.
    TarZst,
    /// A zip archive.
    Zip,
}

/// What to do with an entry that is unsafe.
#[derive(Clone, Copy, Debug, Data, Default, PartialEq, Eq)]
pub enum Unsafe {
    /// Refuses the whole archive.
    #[default]
    Refuse,
    /// Skips the entry, and lists it in the result.
    Skip,
}

/// How to extract.
#[derive(Clone, Debug, Data)]
#[data(default)]
pub struct ExtractOptions {
    /// How the archive is packed. Default: detected from its first bytes.
    pub format: Option<Format>,
    /// How many leading components of each path to remove. Entries with no more components are
    /// skipped.
    pub strip_components: u32,
    /// Only entries whose path, without the stripped components, matches one of these globs.
    pub glob: Option<Vec<String>>,
    /// No entry whose path matches one of these globs, nor anything below a folder that does.
    pub exclude: Option<Vec<String>>,
    /// What to do with a file or a link that already exists; neither ever replaces a folder.
    pub overwrite: Overwrite,
    /// What to do with an entry that is unsafe.
    pub r#unsafe: Unsafe,
    /// Which names of entries are safe.
    pub names: Names,
    /// The maximum number of entries in the archive.
    pub max_entries: f64,
    /// The maximum number of bytes when unpacked.
    pub max_bytes: f64,
    /// How many times larger than the archive its content may be. The first GiB is free.
    pub max_ratio: f64,
}

impl Default for ExtractOptions {
    fn default() -> Self {
        Self {
            format: None,
            strip_components: 0,
            glob: None,
            exclude: None,
            overwrite: Overwrite::Error,
            r#unsafe: Unsafe::default(),
            names: Names::default(),
            max_entries: 1_000_000.0,
            max_bytes: 17_179_869_184.0,
            max_ratio: 250.0,
        }
    }
}

/// What was extracted.
#[derive(Debug, Data, Default)]
pub struct Extracted {
    /// How many files there are, including hard links.
    pub files: u32,
    /// How many folders the archive has entries for.
    pub directories: u32,
    /// How many symbolic links there are.
    pub symlinks: u32,
    /// How many bytes the files have in total.
    pub bytes: f64,
    /// What was skipped: volume labels, which have no content to extract, and with
    /// `unsafe: "skip"` what is unsafe.
    pub skipped: Vec<Skipped>,
}

/// An entry that was skipped.
#[derive(Debug, Data)]
pub struct Skipped {
    /// Its path in the archive or below the root, with U+FFFD in place of what is not UTF-8.
    pub path: String,
    /// Why.
    pub reason: String,
}

/// How to list an archive.
#[derive(Clone, Debug, Data)]
#[data(default)]
pub struct ListOptions {
    /// How the archive is packed. Default: detected from its first bytes.
    pub format: Option<Format>,
    /// The maximum number of entries in the archive.
    pub max_entries: f64,
    /// The maximum number of bytes when unpacked.
    pub max_bytes: f64,
    /// How many times larger than the archive its content may be. The first GiB is free.
    pub max_ratio: f64,
}

impl Default for ListOptions {
    fn default() -> Self {
        let like = ExtractOptions::default();
        Self {
            format: None,
            max_entries: like.max_entries,
            max_bytes: like.max_bytes,
            max_ratio: like.max_ratio,
        }
    }
}

/// The contents of an archive, as columns: an entry has the same index in every column.
#[derive(Debug, Data)]
pub struct Listed {
    /// How the archive is packed.
    pub format: Format,
    /// How many entries there are.
    pub count: u32,
    /// Paths as written in the archive. They may be unsafe.
    pub paths: Vec<String>,
    /// What each is: 0 a file, 1 a folder, 2 a symbolic link, 3 a device or a pipe, 4 a hard link,
    /// 5 a volume label.
    pub kinds: Vec<u8>,
    /// Sizes in bytes.
    pub sizes: Vec<f64>,
    /// Permission bits such as 0o644; 0 where the archive has none.
    pub modes: Vec<u32>,
    /// Times of the last change in milliseconds since 1970.
    pub mtimes_ms: Vec<f64>,
    /// The targets of links; empty for anything else.
    pub link_targets: Vec<String>,
}

/// What an entry of an archive is.
#[derive(Clone, Copy, Debug, Data, PartialEq, Eq)]
pub enum ArchivedKind {
    /// A regular file. In the column of kinds: 0.
    File,
    /// A folder. In the column of kinds: 1.
    Directory,
    /// A symbolic link. In the column of kinds: 2.
    Symlink,
    /// A device, a pipe or a socket. In the column of kinds: 3.
    Other,
    /// Another name of a previous entry. In the column of kinds: 4.
    HardLink,
    /// A volume label. In the column of kinds: 5.
    Label,
}

/// One entry of an archive.
#[derive(Debug, Data)]
pub struct ArchivedEntry {
    /// Its path as written in the archive. It may be unsafe.
    pub path: String,
    /// What it is.
    pub kind: ArchivedKind,
    /// Its size in bytes; 0 unless it is a file.
    pub size: f64,
    /// Its permission bits such as 0o644; 0 if the archive has none.
    pub mode: u32,
    /// The time of its last change in milliseconds since 1970.
    pub mtime_ms: f64,
    /// The target of a link; empty for anything else.
    pub link_target: String,
}

/// How to create an archive.
#[derive(Clone, Debug, Data, Default)]
#[data(default)]
pub struct CreateOptions {
    /// How to pack. Default: by the name of the archive.
    pub format: Option<Format>,
    /// Only these files, links and folders, as paths below the root; a folder does not include its
    /// contents. Default: all. The other options select among them, except `gitignore` and `ignoreFiles`,
    /// which cannot be given with it.
    pub files: Option<Vec<String>>,
    /// What to pack.
    #[data(flatten)]
    pub selection: Selection,
    /// Only entries of these kinds. Default: all.
    pub kinds: Option<Vec<EntryKind>>,
    /// A folder inside the archive that everything is put into, such as `package`.
    pub prefix: Option<String>,
    /// How hard to compress: 0 to 9 for gzip and zip (default 6), 1 to 19 for Zstandard (default 3).
    pub level: Option<u32>,
    /// One time for every entry, in milliseconds since 1970. Default: that of each file.
    pub mtime_ms: Option<f64>,
    /// Makes the same contents result in the same bytes: with a fixed time, unless `mtimeMs` sets
    /// another, and modes that only record whether a file is executable.
    pub reproducible: bool,
}

/// What was packed.
#[derive(Debug, Data, Default)]
pub struct Created {
    /// How many files there are.
    pub files: u32,
    /// How many folders there are.
    pub directories: u32,
    /// How many symbolic links there are.
    pub symlinks: u32,
    /// How many bytes the files have in total.
    pub bytes: f64,
    /// How many bytes the archive has.
    pub size: f64,
    /// What was skipped: devices, pipes and sockets.
    pub skipped: Vec<Skipped>,
}
