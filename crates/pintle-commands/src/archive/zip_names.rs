//! The names in zip archives, which have one of several encodings.

use flate2::Crc;
use pintle::Error;
use rawzip::{CreatorSystem, ZipFileHeaderRecord, extra_fields::ExtraFieldId};

use super::errors::not_utf8;

/// The bytes above 127 in the encoding of the first PCs, which is zip's default:
/// <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>, appendix D.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌\
                     █▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// The name of an entry in UTF-8, with `/`.
pub(super) fn name(record: &ZipFileHeaderRecord<'_>) -> Result<Vec<u8>, Error> {
    let raw = record.file_path().as_bytes();
    let mut name = decoded(record, raw)
        .ok_or_else(|| not_utf8(raw, "is a name that is declared as UTF-8, but is not"))?;
    if has_backslashes(record) && !name.contains('/') {
        name = name.replace('\\', "/");
    }
    Ok(name.into_bytes())
}

fn decoded(record: &ZipFileHeaderRecord<'_>, raw: &[u8]) -> Option<String> {
    if record.flags().is_utf8() {
        return String::from_utf8(raw.to_vec()).ok();
    }
    // Unix programs often do not declare that a name is UTF-8.
    let name = unicode_path(record, raw).or_else(|| str::from_utf8(raw).ok());
    Some(name.map_or_else(|| from_cp437(raw), str::to_owned))
}

/// Info-ZIP's field with the name in UTF-8. It is used only if the name is the one for which the
/// field was created.
fn unicode_path<'a>(record: &'a ZipFileHeaderRecord<'_>, raw: &[u8]) -> Option<&'a str> {
    let mut fields = record.extra_fields();
    let (_, field) = fields.find(|(id, _)| *id == ExtraFieldId::INFO_ZIP_UNICODE_PATH)?;
    let (version, rest) = field.split_first()?;
    let (crc, name) = rest.split_first_chunk()?;
    let mut expected = Crc::new();
    expected.update(raw);
    let is_for_it = *version == 1 && u32::from_le_bytes(*crc) == expected.sum() && !name.is_empty();
    is_for_it.then(|| str::from_utf8(name).ok()).flatten()
}

fn from_cp437(raw: &[u8]) -> String {
    let upper: Vec<char> = CP437.chars().collect();
    let chars = raw.iter().map(|byte| match byte {
        0..0x80 => char::from(*byte),
        _ => upper[usize::from(byte - 0x80)],
    });
    chars.collect()
}

/// Some Windows programs write backslashes instead of slashes, which the format forbids. Names on
/// these systems contain no others.
fn has_backslashes(record: &ZipFileHeaderRecord<'_>) -> bool {
    use CreatorSystem as System;
    let system = record.version_made_by().creator_system();
    [System::FAT, System::NTFS, System::MVS, System::VFAT].contains(&system)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_has_a_character() {
        assert_eq!(CP437.chars().count(), 128);
        assert_eq!(from_cp437(b"Gr\x81\xe1e"), "Grüße");
        assert_eq!(from_cp437(b"\x80\x9b\xa8\xe3\xff"), "Ç¢¿π\u{a0}");
    }
}
