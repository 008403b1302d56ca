//! Writing a tar archive: ustar, with pax headers for what does not fit.

use std::io::{self, Write};

use tar::{EntryType, Header};

use super::{
    gather::{Item, ItemKind},
    pax,
    tar_header::BLOCK,
};

/// The largest size or time in eleven octal digits.
const MAX_NUMBER: u64 = 0o777_7777_7777;

/// Writes what precedes the content of an entry. Owners are not written.
pub(super) fn write_header(
    out: &mut dyn Write,
    path: &[u8],
    item: &Item,
    target: &[u8],
) -> io::Result<()> {
    let (kind, path) = match item.kind {
        ItemKind::File => (EntryType::Regular, path.to_owned()),
        ItemKind::Directory => (EntryType::Directory, [path, b"/"].concat()),
        ItemKind::Symlink => (EntryType::Symlink, path.to_owned()),
    };
    let mut header = Header::new_ustar();
    let mut records = Vec::new();
    if !put_path(&mut header, &path) {
        pax::write(&mut records, "path", &path);
    }
    if header.set_link_name_literal(target).is_err() {
        pax::write(&mut records, "linkpath", target);
    }
    if item.size > MAX_NUMBER {
        pax::write(&mut records, "size", item.size.to_string().as_bytes());
    }
    let seconds = u64::try_from(item.mtime.seconds).ok();
    let seconds = seconds.filter(|seconds| *seconds <= MAX_NUMBER);
    if seconds.is_none() {
        pax::write(&mut records, "mtime", pax::written(item.mtime).as_bytes());
    }
    if !records.is_empty() {
        write_pax(out, &records)?;
    }
    finish(
        &mut header,
        kind,
        item.mode,
        item.size.min(MAX_NUMBER),
        seconds.unwrap_or(0),
    );
    out.write_all(header.as_bytes())
}

/// Puts a path into its fields in a header. If it does not fit, they contain its end, for readers
/// that do not support pax.
fn put_path(header: &mut Header, path: &[u8]) -> bool {
    let Some(ustar) = header.as_ustar_mut() else {
        return false;
    };
    let (name_size, prefix_size) = (ustar.name.len(), ustar.prefix.len());
    let slash =
        |at: usize| path.get(at) == Some(&b'/') && at > 0 && path.len() - at - 1 <= name_size;
    let (prefix, name, fits) = if path.len() <= name_size {
        (&[][..], path, true)
    } else if let Some(at) = (0..=prefix_size).find(|at| slash(*at) && at + 1 < path.len()) {
        (&path[..at], &path[at + 1..], true)
    } else {
        (&[][..], &path[path.len() - name_size..], false)
    };
    ustar.prefix[..prefix.len()].copy_from_slice(prefix);
    ustar.name[..name.len()].copy_from_slice(name);
    fits
}

fn write_pax(out: &mut dyn Write, records: &[u8]) -> io::Result<()> {
    let mut header = Header::new_ustar();
    put_path(&mut header, b"PaxHeader");
    finish(
        &mut header,
        EntryType::XHeader,
        0o644,
        records.len() as u64,
        0,
    );
    out.write_all(header.as_bytes())?;
    out.write_all(records)?;
    write_padding(out, records.len() as u64)
}

fn finish(header: &mut Header, kind: EntryType, mode: u32, size: u64, mtime: u64) {
    header.set_entry_type(kind);
    header.set_mode(mode);
    header.set_uid(0);
    header.set_gid(0);
    header.set_size(size);
    header.set_mtime(mtime);
    header.set_cksum();
}

/// Pads the last block of a content.
pub(super) fn write_padding(out: &mut dyn Write, size: u64) -> io::Result<()> {
    let padding = size.next_multiple_of(BLOCK as u64) - size;
    out.write_all(&[0; BLOCK][..padding as usize])
}

/// Marks the end.
pub(super) fn write_end(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(&[0; 2 * BLOCK])
}
