//! The header blocks of a tar archive, read as GNU tar and bsdtar read them.

use pintle::Error;

use super::errors::corrupt;
use crate::fs::Time;

/// Everything in a tar archive comes in blocks of this size.
pub(super) const BLOCK: usize = 512;

pub(super) type Block = [u8; BLOCK];

/// Whether a block is a header with a right checksum, or the end of an archive.
pub(super) fn is_header(block: &Block) -> bool {
    is_zero(block) || has_right_checksum(block)
}

pub(super) fn is_zero(block: &[u8]) -> bool {
    block.iter().all(|byte| *byte == 0)
}

/// The checksum is the sum of all bytes, with spaces in its own place. Some old writers treated
/// bytes as signed numbers.
fn has_right_checksum(block: &Block) -> bool {
    let bytes = || block[..148].iter().chain(&block[156..]);
    let blanks = 8 * i64::from(b' ');
    let unsigned: i64 = bytes().map(|byte| i64::from(*byte)).sum();
    let signed: i64 = bytes().map(|byte| i64::from(byte.cast_signed())).sum();
    number(&block[148..156])
        .is_some_and(|given| given == unsigned + blanks || given == signed + blanks)
}

/// The values of a header's own fields.
pub(super) struct Fields {
    pub(super) kind: u8,
    pub(super) path: Vec<u8>,
    pub(super) link: Vec<u8>,
    pub(super) size: u64,
    pub(super) mode: Option<u32>,
    pub(super) mtime: Time,
}

pub(super) fn read(block: &Block) -> Result<Fields, Error> {
    if !has_right_checksum(block) {
        return Err(corrupt(
            "the archive is damaged: a header has a wrong checksum",
        ));
    }
    let broken = || corrupt("the archive is damaged: a header has a broken number");
    let size = number(&block[124..136]).ok_or_else(broken)?;
    let mtime = number(&block[136..148]).ok_or_else(broken)?;
    Ok(Fields {
        kind: block[156],
        path: path(block),
        link: text(&block[157..257]).to_owned(),
        size: size.try_into().map_err(|_| broken())?,
        mode: mode(&block[100..108]).map_err(|()| broken())?,
        mtime: Time::from_seconds(mtime),
    })
}

/// Some writers leave the mode empty, especially for links: nobody intends a file that nobody may
/// read.
fn mode(field: &[u8]) -> Result<Option<u32>, ()> {
    if field.iter().all(|byte| matches!(byte, 0 | b' ')) {
        return Ok(None);
    }
    let mode = number(field).ok_or(())? & 0o7777;
    Ok(u32::try_from(mode).ok())
}

/// The name. POSIX headers have its beginning in a field at the end; GNU uses that for other data.
fn path(block: &Block) -> Vec<u8> {
    let name = text(&block[..100]);
    match text(&block[345..500]) {
        // Anything may follow the magic of POSIX; GNU has two spaces and a NUL.
        prefix
            if !prefix.is_empty()
                && &block[257..262] == b"ustar"
                && &block[262..265] != b"  \0" =>
        {
            [prefix, name].join(&b'/')
        }
        _ => name.to_owned(),
    }
}

/// A field up to its first NUL.
pub(super) fn text(field: &[u8]) -> &[u8] {
    let end = field.iter().position(|byte| *byte == 0);
    &field[..end.unwrap_or(field.len())]
}

/// A number: octal digits, or binary if the first bit is set. An empty field is 0 for all readers.
pub(super) fn number(field: &[u8]) -> Option<i64> {
    match field {
        [first, ..] if *first >= 0x80 => binary(field),
        _ => octal(text(field)),
    }
}

/// Two's complement after the first bit, for numbers with too many digits or a sign.
fn binary(field: &[u8]) -> Option<i64> {
    let first = i128::from(field[0] & 0x7f);
    let sign = if first & 0x40 == 0 { 0 } else { 0x80 };
    let value = field[1..]
        .iter()
        .fold(first - sign, |value, byte| value << 8 | i128::from(*byte));
    value.try_into().ok()
}

/// Octal digits with leading spaces, up to the next space.
fn octal(field: &[u8]) -> Option<i64> {
    let digits = field.trim_ascii_start();
    let end = digits.iter().position(u8::is_ascii_whitespace);
    let mut value: i64 = 0;
    for digit in &digits[..end.unwrap_or(digits.len())] {
        if !(b'0'..=b'7').contains(digit) {
            return None;
        }
        value = value.checked_mul(8)? + i64::from(digit - b'0');
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_octal_or_binary() {
        let minus_one = [0xff; 12];
        let large = b"\x80\0\0\0\0\0\0\x02\0\0\0\0";
        let year_before_1970 = b"\xff\xff\xff\xff\xff\xff\xff\xff\xfe\x1e\xcc\x80";
        for (field, expected) in [
            (&b"00000000644\0"[..], Some(0o644)),
            (b"0000644 ", Some(0o644)),
            (b"   644 \0", Some(0o644)),
            (b"777777777777", Some(0o777_777_777_777)),
            (b"\0\0\0\0\0\0\0\0\0\0\0\0", Some(0)),
            (b"            ", Some(0)),
            (b"9\0", None),
            (b"-1\0", None),
            (b"0x1\0", None),
            (&minus_one, Some(-1)),
            (large, Some(0x2_0000_0000)),
            (year_before_1970, Some(-31_536_000)),
            (b"\x80\0\0\x80\0\0\0\0\0\0\0\0", None),
        ] {
            assert_eq!(number(field), expected, "{field:?}");
        }
    }
}
