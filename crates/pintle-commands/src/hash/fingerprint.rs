//! The fingerprint of a tree.

use std::path::PathBuf;

use pintle::{
    Context, Data, Error, command,
    errors::{CANCELLED, INVALID_VALUE, IO, NOT_UTF8, TIMEOUT},
};

use super::{Algorithm, Encoding, algorithm::Hasher, encoding::Writer, read::Reader};
use crate::{
    fs::{EntryKind, Meter},
    walk::{Selection, Visited, WalkFailure, WalkOptions, collect},
};

/// How to fingerprint a tree.
#[derive(Clone, Debug, Data, Default)]
#[data(default)]
pub struct TreeOptions {
    /// The hash function.
    pub algorithm: Algorithm,
    /// How the digest is written.
    pub encoding: Encoding,
    /// Which files and links are in it.
    #[data(flatten)]
    pub selection: Selection,
}

/// The fingerprint of a tree.
#[derive(Debug, Data)]
pub struct TreeResult {
    /// The digest.
    pub digest: String,
    /// How many files and links are in it.
    pub count: u32,
    /// How many bytes were read.
    pub bytes: f64,
}

/// The prefix of a fingerprint's input, so that another version of it always differs.
const VERSION: &[u8] = b"pintle-tree-1\0";

/// The fingerprint of the files and symbolic links below `root`.
///
/// It depends only on their relative paths and contents: not on the order in which the file system
/// lists them, the platform, times, owners, permissions, or empty folders. For a link, the text of
/// its target counts. Fails as a whole if something cannot be read.
///
/// The hash is taken over `pintle-tree-1` and a zero byte, then for each entry, sorted by the bytes
/// of its path: one byte, 0 for a file and 2 for a link; the length of the path in bytes as 64 bits,
/// little-endian; the path, with `/`; for a file its binary digest, for a link the length of its
/// target, encoded the same way, and the target.
#[command(
    blocking,
    confined,
    effects(fs_read),
    variables(crate::walk::VARIABLES if options.selection.gitignore),
    errors(IO, NOT_UTF8, INVALID_VALUE, CANCELLED, TIMEOUT)
)]
pub fn tree(root: PathBuf, options: TreeOptions, cx: &Context) -> Result<TreeResult, Error> {
    let writer = Writer::new(options.algorithm, options.encoding)?;
    let kinds = Some(vec![EntryKind::File, EntryKind::Symlink]);
    let walk = WalkOptions {
        selection: options.selection,
        kinds,
        ..WalkOptions::default()
    };
    let meter = Meter::new(cx);
    // Progress is reported in bytes read, not in entries that the walk saw.
    let quiet = cx.clone().with_progress(None);
    let found = collect(&root, &walk, &quiet, || {
        let mut reader = Reader::new(options.algorithm, cx, &meter);
        move |entry: &Visited<'_>| content(entry, &mut reader)
    })?;
    let mut hasher = Hasher::new(options.algorithm);
    hasher.update(VERSION);
    let mut count = 0;
    let (entries, errors) = found.in_sequence();
    if let Some(WalkFailure { error, .. }) = errors.into_iter().next() {
        return Err(error.at("/root"));
    }
    for entry in entries {
        hasher.update(&[entry.kind as u8]);
        update_with_length(&mut hasher, entry.path.as_bytes());
        match entry.gain {
            Content::Digest(digest) => hasher.update(&digest),
            Content::Target(target) => update_with_length(&mut hasher, &target),
        }
        count += 1;
    }
    Ok(TreeResult {
        digest: writer.write(&hasher.finish()),
        count,
        bytes: meter.done() as f64,
    })
}

/// What the fingerprint includes of an entry besides its path.
enum Content {
    Digest(Vec<u8>),
    Target(Vec<u8>),
}

fn content(entry: &Visited<'_>, reader: &mut Reader<'_>) -> Result<Content, Error> {
    if entry.kind() == EntryKind::Symlink {
        let target = entry.read_link()?;
        return Ok(Content::Target(target.into_encoded_bytes()));
    }
    let (file, stat) = entry.open()?;
    let digest = reader.hash(file, stat.size(), &|error| entry.failed(&error))?;
    Ok(Content::Digest(digest))
}

fn update_with_length(hasher: &mut Hasher, bytes: &[u8]) {
    hasher.update(&(bytes.len() as u64).to_le_bytes());
    hasher.update(bytes);
}

#[cfg(test)]
mod tests {
    use std::fs;

    use sha2::Digest;

    use super::*;
    use crate::testing::TempDir;

    fn fingerprint(folder: &TempDir) -> String {
        let options = TreeOptions {
            algorithm: Algorithm::Sha256,
            ..TreeOptions::default()
        };
        tree(folder.path().to_owned(), options, &Context::DETACHED)
            .unwrap()
            .digest
    }

    #[test]
    fn is_what_the_specification_says() {
        let folder = TempDir::new();
        fs::create_dir(folder.path().join("b")).unwrap();
        fs::write(folder.path().join("b/c"), "two").unwrap();
        fs::write(folder.path().join("a"), "one").unwrap();
        // Written out by hand from the specification.
        let mut expected = b"pintle-tree-1\0".to_vec();
        for (path, content) in [("a", "one"), ("b/c", "two")] {
            expected.push(0);
            expected.extend((path.len() as u64).to_le_bytes());
            expected.extend(path.as_bytes());
            expected.extend(sha2::Sha256::digest(content));
        }
        let expected = data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(&expected));
        assert_eq!(fingerprint(&folder), expected);
    }

    #[test]
    fn changes_with_paths_and_contents_alone() {
        let (one, other) = (TempDir::new(), TempDir::new());
        for (folder, names) in [(&one, ["x", "y"]), (&other, ["y", "x"])] {
            for name in names {
                fs::write(folder.path().join(name), name).unwrap();
            }
        }
        fs::create_dir(other.path().join("empty")).unwrap();
        assert_eq!(fingerprint(&one), fingerprint(&other));
        fs::rename(other.path().join("x"), other.path().join("z")).unwrap();
        assert_ne!(fingerprint(&one), fingerprint(&other));
        fs::rename(other.path().join("z"), other.path().join("x")).unwrap();
        fs::write(other.path().join("x"), "y").unwrap();
        assert_ne!(fingerprint(&one), fingerprint(&other));
    }
}
