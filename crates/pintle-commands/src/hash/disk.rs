//! Hashing files.

use std::path::{Path, PathBuf};

use pintle::{
    Context, Data, Error, command,
    errors::{CANCELLED, INVALID_VALUE, IO, TIMEOUT},
};
use rayon::prelude::*;

use super::{
    Algorithm, Encoding, HashOptions, algorithm::Hasher, encoding::Writer, read::hash_file, sharing,
};
use crate::fs::Meter;

/// How to hash files.
#[derive(Clone, Debug, Data, Default)]
#[data(default)]
pub struct FilesOptions {
    /// The folder that relative paths start from. Default: the working folder.
    pub root: Option<PathBuf>,
    /// The hash function.
    pub algorithm: Algorithm,
    /// How the digests are written.
    pub encoding: Encoding,
}

/// The hashes of files.
#[derive(Debug, Data)]
pub struct FilesResult {
    /// The digest of each file, in the order of the paths.
    pub digests: Vec<String>,
    /// The digest of all files: the hash of the concatenated binary digests.
    pub digest: String,
    /// How many files there are.
    pub count: u32,
    /// How many bytes were read.
    pub bytes: f64,
}

/// The hash of a file. Symbolic links are followed.
#[command(
    blocking,
    confined,
    effects(fs_read),
    errors(IO, INVALID_VALUE, CANCELLED, TIMEOUT)
)]
pub fn file(path: PathBuf, options: HashOptions, cx: &Context) -> Result<String, Error> {
    let writer = Writer::new(options.algorithm, options.encoding)?;
    let meter = Meter::new(cx);
    let digest =
        hash_file(&path, options.algorithm, cx, &meter).map_err(|error| error.at("/path"))?;
    Ok(writer.write(&digest))
}

/// The hashes of many files, read on several threads. Fails as a whole if one cannot be read.
#[command(
    blocking,
    confined,
    effects(fs_read),
    errors(IO, INVALID_VALUE, CANCELLED, TIMEOUT)
)]
pub fn files(
    paths: Vec<PathBuf>,
    options: FilesOptions,
    cx: &Context,
) -> Result<FilesResult, Error> {
    let writer = Writer::new(options.algorithm, options.encoding)?;
    let meter = Meter::new(cx);
    let root = options.root.as_deref();
    let digests = each_file(&paths, cx, |_, path| {
        hash_file(&in_root(root, path), options.algorithm, cx, &meter)
    })?;
    let mut all = Hasher::new(options.algorithm);
    for digest in &digests {
        all.update(digest);
    }
    Ok(FilesResult {
        digest: writer.write(&all.finish()),
        count: u32::try_from(digests.len()).unwrap_or(u32::MAX),
        digests: digests.iter().map(|digest| writer.write(digest)).collect(),
        bytes: meter.done() as f64,
    })
}

/// The approximate number of bytes that the result has per file.
const OUTCOME: usize = 64;

/// Does something with each of many files, on several threads, and keeps their order. Of several
/// failures, the first in path order is reported.
pub(super) fn each_file<T: Send>(
    paths: &[PathBuf],
    cx: &Context,
    work: impl Fn(usize, &Path) -> Result<T, Error> + Sync,
) -> Result<Vec<T>, Error> {
    let work = |(index, path): (usize, &PathBuf)| {
        work(index, path).map_err(|error| error.at(&format!("/paths/{index}")))
    };
    sharing::prepare();
    cx.take(paths.len().saturating_mul(OUTCOME))?;
    // Every outcome is kept: a failure must not hide earlier ones.
    let outcomes: Vec<_> = paths.par_iter().enumerate().map(work).collect();
    cx.check()?;
    outcomes.into_iter().collect()
}

pub(super) fn in_root(root: Option<&Path>, path: &Path) -> PathBuf {
    root.map_or_else(|| path.to_owned(), |root| root.join(path))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use pintle::CancelToken;

    use super::*;
    use crate::testing::TempDir;

    #[test]
    fn a_file_has_the_hash_of_its_bytes() {
        let folder = TempDir::new();
        // Around the size of one read, and the size from which on a second thread reads.
        for size in [
            0,
            1,
            4096,
            MIB - 1,
            MIB,
            MIB + 1,
            4 * MIB - 1,
            4 * MIB,
            5 * MIB + 1,
        ] {
            let data: Vec<u8> = (0..size).map(|index| (index % 251) as u8).collect();
            let path = folder.path().join("file");
            fs::write(&path, &data).unwrap();
            for algorithm in [Algorithm::Blake3, Algorithm::Sha1] {
                let options = HashOptions {
                    algorithm,
                    encoding: Encoding::Hex,
                };
                let found = file(path.clone(), options, &Context::DETACHED).unwrap();
                assert_eq!(found, crate::hash::bytes(&data, options).unwrap(), "{size}");
            }
        }
    }

    const MIB: usize = 1024 * 1024;

    #[test]
    fn many_files_keep_their_order() {
        let folder = TempDir::new();
        let names: Vec<PathBuf> = (0..100).map(|index| format!("{index}").into()).collect();
        for name in &names {
            fs::write(folder.path().join(name), name.to_str().unwrap()).unwrap();
        }
        let options = FilesOptions {
            root: Some(folder.path().to_owned()),
            ..FilesOptions::default()
        };
        let found = files(names.clone(), options, &Context::DETACHED).unwrap();
        assert_eq!((found.count, found.bytes as u64), (100, 190));
        for (name, digest) in names.iter().zip(&found.digests) {
            let data = name.to_str().unwrap().as_bytes();
            assert_eq!(
                *digest,
                crate::hash::bytes(data, HashOptions::default()).unwrap()
            );
        }
    }

    #[test]
    fn the_first_file_that_fails_is_named() {
        let folder = TempDir::new();
        fs::write(folder.path().join("there"), "").unwrap();
        let paths = ["there", "missing", "gone"].map(PathBuf::from).to_vec();
        let options = FilesOptions {
            root: Some(folder.path().to_owned()),
            ..FilesOptions::default()
        };
        let error = files(paths, options, &Context::DETACHED).unwrap_err();
        assert_eq!(
            (error.code(), error.pointer()),
            ("ERR_PINTLE_IO", "/paths/1")
        );
        assert!(
            error.message().contains("missing") && error.message().contains("ENOENT"),
            "{error}"
        );
        let error = file(
            folder.path().to_owned(),
            HashOptions::default(),
            &Context::DETACHED,
        )
        .unwrap_err();
        assert_eq!((error.code(), error.pointer()), ("ERR_PINTLE_IO", "/path"));
        assert!(error.message().contains("EISDIR"), "{error}");
    }

    #[test]
    fn a_cancelled_call_ends() {
        let folder = TempDir::new();
        fs::write(folder.path().join("a"), "a").unwrap();
        let token = CancelToken::new();
        token.cancel();
        let cx = Context::default().with_cancel(token);
        let error = file(folder.path().join("a"), HashOptions::default(), &cx).unwrap_err();
        assert_eq!(error.code(), "ERR_PINTLE_CANCELLED");
    }
}
