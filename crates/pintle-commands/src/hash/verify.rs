//! Checking files against integrity strings.

use std::path::PathBuf;

use pintle::{
    Context, Data, Error, command,
    errors::{CANCELLED, INVALID_VALUE, IO, TIMEOUT},
};

use super::{
    disk::{each_file, in_root},
    integrity::{INTEGRITY, Integrity},
    read::hash_file,
};
use crate::fs::Meter;

/// How to check files.
#[derive(Clone, Debug, Data, Default)]
#[data(default)]
pub struct CheckOptions {
    /// The folder that relative paths start from. Default: the working folder.
    pub root: Option<PathBuf>,
}

/// Files that match their integrity strings.
#[derive(Debug, Data)]
pub struct CheckResult {
    /// The hash of each file, such as `sha512-…`.
    pub integrities: Vec<String>,
    /// How many files there are.
    pub count: u32,
    /// How many bytes were read.
    pub bytes: f64,
}

/// Checks a file against a Subresource Integrity string, and returns its hash. Symbolic
/// links are followed.
#[command(
    blocking,
    confined,
    effects(fs_read),
    errors(INTEGRITY, INVALID_VALUE, IO, CANCELLED, TIMEOUT)
)]
pub fn check_file(path: PathBuf, integrity: String, cx: &Context) -> Result<String, Error> {
    let integrity = Integrity::parse(&integrity).map_err(|error| error.at("/integrity"))?;
    let meter = Meter::new(cx);
    hash_file(&path, integrity.algorithm, cx, &meter)
        .and_then(|digest| integrity.check(&digest, Some(path.display().to_string())))
        .map_err(|error| error.at("/path"))
}

/// Checks many files, each against a Subresource Integrity string, on several threads. Fails as a
/// whole if one does not match its string or cannot be read.
#[command(
    blocking,
    confined,
    effects(fs_read),
    errors(INTEGRITY, INVALID_VALUE, IO, CANCELLED, TIMEOUT)
)]
pub fn check_files(
    paths: Vec<PathBuf>,
    integrities: Vec<String>,
    options: CheckOptions,
    cx: &Context,
) -> Result<CheckResult, Error> {
    if paths.len() != integrities.len() {
        let (given, wanted) = (integrities.len(), paths.len());
        let message = format!("expected one for each of the {wanted} paths, got {given}");
        return Err(Error::new(&INVALID_VALUE, message).at("/integrities"));
    }
    let parse = |(index, text): (usize, &String)| {
        Integrity::parse(text).map_err(|error| error.at(&format!("/integrities/{index}")))
    };
    let expected: Vec<_> = integrities
        .iter()
        .enumerate()
        .map(parse)
        .collect::<Result<_, _>>()?;
    let meter = Meter::new(cx);
    let root = options.root.as_deref();
    let found = each_file(&paths, cx, |index, path| {
        let integrity = &expected[index];
        let digest = hash_file(&in_root(root, path), integrity.algorithm, cx, &meter)?;
        integrity.check(&digest, Some(path.display().to_string()))
    })?;
    Ok(CheckResult {
        count: u32::try_from(found.len()).unwrap_or(u32::MAX),
        integrities: found,
        bytes: meter.done() as f64,
    })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::{
        hash::{Algorithm, Encoding, HashOptions, bytes},
        testing::TempDir,
    };

    fn integrity(data: &[u8]) -> String {
        let options = HashOptions {
            algorithm: Algorithm::Sha512,
            encoding: Encoding::Sri,
        };
        bytes(data, options).unwrap()
    }

    #[test]
    fn the_first_file_that_differs_is_named() {
        let folder = TempDir::new();
        for name in ["a", "b", "c"] {
            fs::write(folder.path().join(name), name).unwrap();
        }
        let check = |integrities: Vec<String>| {
            let paths = ["a", "b", "c"].map(PathBuf::from).to_vec();
            let root = Some(folder.path().to_owned());
            check_files(
                paths,
                integrities,
                CheckOptions { root },
                &Context::DETACHED,
            )
        };
        let right = [integrity(b"a"), integrity(b"b"), integrity(b"c")];
        let found = check(right.to_vec()).unwrap();
        assert_eq!((found.count, found.bytes as u64), (3, 3));
        assert_eq!(found.integrities, right);

        let error = check(vec![integrity(b"a"), integrity(b"c"), integrity(b"b")]).unwrap_err();
        assert_eq!(error.code(), "ERR_PINTLE_INTEGRITY");
        assert_eq!(error.pointer(), "/paths/1");
        let details = error.details().unwrap();
        let text = |name| details.get(name).cloned();
        assert_eq!(text("path"), Some("b".into()));
        assert_eq!(text("actual"), Some(integrity(b"b").as_str().into()));
    }

    #[test]
    fn there_is_one_string_for_each_path() {
        let error = check_files(
            vec!["a".into()],
            Vec::new(),
            CheckOptions::default(),
            &Context::DETACHED,
        )
        .unwrap_err();
        assert_eq!(error.code(), "ERR_PINTLE_INVALID_VALUE");
        assert_eq!(error.pointer(), "/integrities");
    }
}
