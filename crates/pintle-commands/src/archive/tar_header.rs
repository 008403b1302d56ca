//! The header blocks of a tar archive.

use pintle::Error;
use tar::Header;

use super::{entry::Time, errors::corrupt};

/// Everything in a tar archive comes in blocks of this size.
pub(super) const BLOCK: usize = 512;

/// Whether a block is a header with a right checksum, or the end of an archive.
pub(super) fn is_header(block: &[u8; BLOCK]) -> bool {
    is_zero(block) || has_right_checksum(block)
}

pub(super) fn is_zero(block: &[u8; BLOCK]) -> bool {
    block.iter().all(|byte| *byte == 0)
}

/// The checksum adds up all bytes, with blanks in its own place.
pub(super) fn has_right_checksum(block: &[u8; BLOCK]) -> bool {
    let sum = |bytes: &[u8]| bytes.iter().map(|byte| u32::from(*byte)).sum::<u32>();
    let expected = sum(&block[..148]) + sum(&block[156..]) + 8 * u32::from(b' ');
    Header::from_byte_slice(block)
        .cksum()
        .is_ok_and(|given| given == expected)
}

/// What a header says in its own fields.
pub(super) struct Fields {
    pub(super) kind: u8,
    pub(super) path: Vec<u8>,
    pub(super) link: Vec<u8>,
    pub(super) size: u64,
    pub(super) mode: u32,
    pub(super) mtime: Time,
}

pub(super) fn read(block: &[u8; BLOCK]) -> Result<Fields, Error> {
    if !has_right_checksum(block) {
        return Err(corrupt(
            "the archive is damaged: a header has a wrong checksum",
        ));
    }
    let header = Header::from_byte_slice(block);
    let broken = |_| corrupt("the archive is damaged: a header has a broken number");
    let mtime = i64::try_from(header.mtime().map_err(broken)?).unwrap_or(0);
    Ok(Fields {
        kind: header.entry_type().as_byte(),
        path: header.path_bytes().into_owned(),
        link: header.link_name_bytes().unwrap_or_default().into_owned(),
        size: header.entry_size().map_err(broken)?,
        // Some writers leave it empty, for links above all.
        mode: header.mode().unwrap_or(0o644),
        mtime: Time::from_seconds(mtime),
    })
}
