//! Writing a zip archive. `rawzip`, which reads them, either drops what precedes a colon in a name,
//! or does not mark names as UTF-8.

use std::io::{self, Write};

use flate2::Crc;
use rawzip::time::{DosDateTime, UtcDateTime};

use crate::fs::Time;

/// Sizes and offsets that do not fit into 32 bits are stored elsewhere, and this is in their
/// fields.
const ELSEWHERE: u32 = u32::MAX;

/// From this file size on, the header has room for 64 bits, since the compressed data may be
/// larger.
const LARGE: u64 = 0xf000_0000;

/// Made on Unix, with the version of the format that includes everything written here.
const MADE_BY: u16 = 0x032d;

/// 1980, before which MS-DOS has no times.
const DOS_START: u32 = 315_532_800;

const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// The checksum and the sizes follow the content.
const HAS_DESCRIPTOR: u16 = 1 << 3;
const IS_UTF8: u16 = 1 << 11;

/// What an archive records about an entry before its content.
pub(super) struct Head {
    name: Vec<u8>,
    mode: u32,
    /// Seconds since 1970.
    time: u32,
    method: u16,
    flags: u16,
    is_large: bool,
    /// Its offset in the archive.
    offset: u64,
}

/// What is known about content once it is written.
#[derive(Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) crc: u32,
    pub(super) packed: u64,
    pub(super) size: u64,
}

/// An archive that is being written.
pub(super) struct ZipWriter<W: Write> {
    out: W,
    /// How much has been written.
    pub(super) written: u64,
    entries: u64,
    /// The central directory, which is written at the end.
    directory: Vec<u8>,
}

impl<W: Write> ZipWriter<W> {
    pub(super) fn new(out: W) -> Self {
        Self {
            out,
            written: 0,
            entries: 0,
            directory: Vec::new(),
        }
    }

    /// Adds a folder, whose name ends with `/`, or a link, whose target is its content.
    pub(super) fn add(
        &mut self,
        name: &str,
        mode: u32,
        time: Time,
        content: &[u8],
    ) -> io::Result<()> {
        let head = self.head(name, mode, time)?;
        let mut crc = Crc::new();
        crc.update(content);
        let size = content.len() as u64;
        let sums = Sums {
            crc: crc.sum(),
            packed: size,
            size,
        };
        self.write_head(&head, sums)?;
        self.write_all(content)?;
        self.note(&head, sums);
        Ok(())
    }

    /// Begins a file of `size` bytes. Its content must be written deflated.
    pub(super) fn start(
        &mut self,
        name: &str,
        mode: u32,
        time: Time,
        size: u64,
    ) -> io::Result<Head> {
        let mut head = self.head(name, mode, time)?;
        head.method = DEFLATED;
        head.flags |= HAS_DESCRIPTOR;
        head.is_large = size >= LARGE;
        self.write_head(&head, Sums::default())?;
        Ok(head)
    }

    /// Ends a file.
    pub(super) fn end(&mut self, head: &Head, sums: Sums) -> io::Result<()> {
        let mut descriptor = Fields(b"PK\x07\x08".to_vec());
        descriptor.u32(sums.crc);
        for size in [sums.packed, sums.size] {
            match u32::try_from(size) {
                _ if head.is_large => descriptor.u64(size),
                Ok(size) => descriptor.u32(size),
                Err(_) => return Err(io::ErrorKind::FileTooLarge.into()),
            }
        }
        self.write_all(&descriptor.0)?;
        self.note(head, sums);
        Ok(())
    }

    fn head(&self, name: &str, mode: u32, time: Time) -> io::Result<Head> {
        let unsupported = |message| io::Error::new(io::ErrorKind::Unsupported, message);
        // A backslash would be a slash to many readers.
        if name.contains('\\') {
            return Err(unsupported(
                "has a backslash in its name, which zip treats as a slash",
            ));
        }
        if name.len() > u16::MAX.into() {
            return Err(unsupported(
                "has a name of more than 65,535 bytes, which zip cannot store",
            ));
        }
        let time = u32::try_from(time.seconds).map_err(|_| {
            unsupported("has a time before 1970 or after 2105, which zip cannot store; set mtimeMs")
        })?;
        Ok(Head {
            name: name.into(),
            mode,
            time,
            method: STORED,
            flags: if name.is_ascii() { 0 } else { IS_UTF8 },
            is_large: false,
            offset: self.written,
        })
    }

    fn write_head(&mut self, head: &Head, sums: Sums) -> io::Result<()> {
        let mut extra = Fields(timestamp(head.time).to_vec());
        if head.is_large {
            extra.u16(1);
            extra.u16(16);
            extra.u64(sums.size);
            extra.u64(sums.packed);
        }
        let size = |size: u64| match u32::try_from(size) {
            Ok(size) if !head.is_large => size,
            _ => ELSEWHERE,
        };
        let mut fields = Fields(b"PK\x03\x04".to_vec());
        fields.u16(if head.is_large { 45 } else { 20 });
        fields.common(head, sums.crc, size(sums.packed), size(sums.size), &extra.0);
        fields.0.extend_from_slice(&head.name);
        fields.0.extend_from_slice(&extra.0);
        self.write_all(&fields.0)
    }

    /// Adds an entry to the directory.
    fn note(&mut self, head: &Head, sums: Sums) {
        let mut large = Fields(Vec::new());
        let mut small = |number: u64| match u32::try_from(number) {
            Ok(number) if number < ELSEWHERE => number,
            _ => {
                large.u64(number);
                ELSEWHERE
            }
        };
        // They are expected in this order.
        let (size, packed, offset) = (small(sums.size), small(sums.packed), small(head.offset));
        let mut extra = Fields(timestamp(head.time).to_vec());
        if !large.0.is_empty() {
            extra.u16(1);
            extra.u16(large.0.len() as u16);
            extra.0.extend_from_slice(&large.0);
        }
        let is_large = head.is_large || !large.0.is_empty();
        let is_folder = head.name.ends_with(b"/");
        let mut fields = Fields(b"PK\x01\x02".to_vec());
        fields.u16(MADE_BY);
        fields.u16(if is_large { 45 } else { 20 });
        fields.common(head, sums.crc, packed, size, &extra.0);
        fields.u16(0); // The length of a comment.
        fields.u16(0); // The number of the disk.
        fields.u16(0); // Whether it is a text.
        fields.u32(head.mode << 16 | if is_folder { 0x10 } else { 0 });
        fields.u32(offset);
        fields.0.extend_from_slice(&head.name);
        fields.0.extend_from_slice(&extra.0);
        self.directory.append(&mut fields.0);
        self.entries += 1;
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        let start = self.written;
        let directory = std::mem::take(&mut self.directory);
        self.write_all(&directory)?;
        let size = directory.len() as u64;
        let end = self.written;
        let mut fields = Fields(Vec::new());
        if self.entries >= u16::MAX.into() || size.max(start) >= ELSEWHERE.into() {
            fields.0.extend_from_slice(b"PK\x06\x06");
            fields.u64(44); // The size of the rest of this record.
            fields.u16(MADE_BY);
            fields.u16(45);
            fields.u64(0); // The numbers of two disks.
            fields.u64(self.entries);
            fields.u64(self.entries);
            fields.u64(size);
            fields.u64(start);
            fields.0.extend_from_slice(b"PK\x06\x07");
            fields.u32(0);
            fields.u64(end);
            fields.u32(1); // The number of disks.
        }
        let entries = u16::try_from(self.entries).unwrap_or(u16::MAX);
        fields.0.extend_from_slice(b"PK\x05\x06");
        fields.u32(0); // The numbers of two disks.
        fields.u16(entries);
        fields.u16(entries);
        fields.u32(u32::try_from(size).unwrap_or(ELSEWHERE));
        fields.u32(u32::try_from(start).unwrap_or(ELSEWHERE));
        fields.u16(0); // The length of a comment.
        self.write_all(&fields.0)?;
        Ok(self.out)
    }
}

impl<W: Write> Write for ZipWriter<W> {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        let length = self.out.write(data)?;
        self.written += length as u64;
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Info-ZIP's extended timestamp with the modification time, since that of MS-DOS has no time zone,
/// starts in 1980 and has a resolution of two seconds.
fn timestamp(time: u32) -> [u8; 9] {
    let [a, b, c, d] = time.to_le_bytes();
    [b'U', b'T', 5, 0, 1, a, b, c, d]
}

/// A record being built, with little-endian numbers.
struct Fields(Vec<u8>);

impl Fields {
    fn u16(&mut self, number: u16) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    fn u32(&mut self, number: u32) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    fn u64(&mut self, number: u64) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    /// The fields shared by an entry's header and the directory.
    fn common(&mut self, head: &Head, crc: u32, packed: u32, size: u32, extra: &[u8]) {
        let time = UtcDateTime::from_unix(head.time.max(DOS_START).into());
        let time = DosDateTime::from(&time);
        self.u16(head.flags);
        self.u16(head.method);
        self.u16(time.packed_time());
        self.u16(time.packed_date());
        self.u32(crc);
        self.u32(packed);
        self.u32(size);
        self.u16(head.name.len() as u16);
        self.u16(extra.len() as u16);
    }
}
