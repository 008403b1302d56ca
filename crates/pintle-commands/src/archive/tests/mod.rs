//! Archives that were made byte by byte, as callers extract them.

mod bytes;
mod corrupt;
mod hostile;
mod places;

use std::{collections::BTreeMap, fs, path::Path};

use pintle::{Context, Error};

use super::{ExtractOptions, Extracted, extract_bytes};

fn extract_into(data: &[u8], into: &Path, options: ExtractOptions) -> Result<Extracted, Error> {
    extract_bytes(data, into.to_owned(), options, &Context::DETACHED)
}

/// Everything below a folder: what each is, and what is in it.
fn snapshot(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut ahead = vec![folder.to_owned()];
    while let Some(path) = ahead.pop() {
        let metadata = fs::symlink_metadata(&path).unwrap();
        let what = if metadata.is_symlink() {
            format!("link to {}", fs::read_link(&path).unwrap().display())
        } else if metadata.is_dir() {
            ahead.extend(
                fs::read_dir(&path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
            "folder".to_owned()
        } else {
            format!("file of {:?}", fs::read(&path).unwrap())
        };
        let below = path.strip_prefix(folder).unwrap();
        found.insert(below.to_str().unwrap().to_owned(), what);
    }
    found
}
