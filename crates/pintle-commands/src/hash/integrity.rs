//! Subresource Integrity strings, as found in lock files.

use data_encoding::BASE64;
use pintle::{Data, Error, ErrorKind, TypedKind, errors::INVALID_VALUE};

use super::Algorithm;

/// Data that does not match its integrity string.
pub static INTEGRITY: TypedKind<IntegrityDetails> = TypedKind::new(ErrorKind {
    code: "ERR_PINTLE_INTEGRITY",
    summary: "The data does not match its integrity string.",
    fix: "See details.expected and details.actual. Get the data again, and find out why it changed before you update the integrity string.",
});

/// What can precede the dash. SHA-1 is not in the specification, but in old lock files.
const NAMES: [(&str, Algorithm, usize); 4] = [
    ("sha1", Algorithm::Sha1, 20),
    ("sha256", Algorithm::Sha256, 32),
    ("sha384", Algorithm::Sha384, 48),
    ("sha512", Algorithm::Sha512, 64),
];

/// The digests of an integrity string that count: all of its strongest algorithm.
#[derive(Debug)]
pub(super) struct Integrity {
    name: &'static str,
    pub(super) algorithm: Algorithm,
    digests: Vec<Vec<u8>>,
}

/// What was expected, and what was found instead.
#[derive(Debug, Data)]
pub struct IntegrityDetails {
    /// The file, if it is one.
    pub path: Option<String>,
    /// The hashes of the strongest algorithm in the integrity string.
    pub expected: Vec<String>,
    /// That of the data.
    pub actual: String,
}

impl Integrity {
    /// Reads hashes separated by spaces, such as `sha512-… sha1-…`. Options after a `?` are
    /// ignored, and so are unknown algorithms, unless there is no other.
    ///
    /// # Errors
    /// `ERR_PINTLE_INVALID_VALUE`.
    pub(super) fn parse(text: &str) -> Result<Self, Error> {
        let mut best: Option<(usize, Vec<Vec<u8>>)> = None;
        for hash in text.split_ascii_whitespace() {
            let Some((name, rest)) = hash.split_once('-') else {
                return Err(invalid(&format!("\"{hash}\" has no dash")));
            };
            let Some(strength) = NAMES.iter().position(|(known, ..)| *known == name) else {
                continue;
            };
            let digest = rest.split_once('?').map_or(rest, |(digest, _)| digest);
            let digest = BASE64
                .decode(digest.as_bytes())
                .ok()
                .filter(|digest| digest.len() == NAMES[strength].2)
                .ok_or_else(|| {
                    let length = NAMES[strength].2;
                    invalid(&format!("\"{hash}\" is not {length} bytes in base64"))
                })?;
            match &mut best {
                Some((before, _)) if *before > strength => {}
                Some((before, digests)) if *before == strength => digests.push(digest),
                _ => best = Some((strength, vec![digest])),
            }
        }
        let (strength, digests) = best.ok_or_else(|| invalid("it contains no supported hash"))?;
        let (name, algorithm, _) = NAMES[strength];
        Ok(Self {
            name,
            algorithm,
            digests,
        })
    }

    /// The hash of the data, if it is an allowed one.
    ///
    /// # Errors
    /// `ERR_PINTLE_INTEGRITY`, with `path` in its details.
    pub(super) fn check(&self, digest: &[u8], path: Option<String>) -> Result<String, Error> {
        let actual = self.write(digest);
        if self.digests.iter().any(|expected| expected == digest) {
            return Ok(actual);
        }
        let expected: Vec<_> = self.digests.iter().map(|one| self.write(one)).collect();
        let what = path.as_deref().unwrap_or("the data");
        let message = format!("{what}: expected {}, got {actual}", expected.join(" or "));
        let details = IntegrityDetails {
            path,
            expected,
            actual,
        };
        Err(INTEGRITY.error(message, details))
    }

    fn write(&self, digest: &[u8]) -> String {
        format!("{}-{}", self.name, BASE64.encode(digest))
    }
}

fn invalid(reason: &str) -> Error {
    let message =
        format!("expected a sha512, sha384, sha256 or sha1 hash such as \"sha512-…\"; {reason}");
    Error::new(&INVALID_VALUE, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(name: &str, length: usize, byte: u8) -> String {
        format!("{name}-{}", BASE64.encode(&vec![byte; length]))
    }

    #[test]
    fn the_strongest_algorithm_counts_alone() {
        let (strong, weak) = (write("sha512", 64, 1), write("sha1", 20, 2));
        for text in [format!("{weak} {strong}"), format!(" {strong}\n{weak}?x ")] {
            let integrity = Integrity::parse(&text).unwrap();
            assert_eq!(integrity.algorithm, Algorithm::Sha512);
            assert_eq!(integrity.check(&[1; 64], None).unwrap(), strong);
            let error = integrity.check(&[2; 64], None).unwrap_err();
            assert_eq!(error.code(), "ERR_PINTLE_INTEGRITY");
        }
    }

    #[test]
    fn each_hash_of_one_algorithm_is_allowed() {
        let (one, two) = (write("sha256", 32, 1), write("sha256", 32, 2));
        let integrity = Integrity::parse(&format!("{one} md5-AAAA {two}")).unwrap();
        assert_eq!(integrity.check(&[1; 32], None).unwrap(), one);
        assert_eq!(integrity.check(&[2; 32], None).unwrap(), two);
        let error = integrity.check(&[3; 32], Some("file".into())).unwrap_err();
        assert!(
            error.message().starts_with("file: expected sha256-AQE"),
            "{error}"
        );
    }

    #[test]
    fn what_is_no_hash_is_refused() {
        let short = write("sha512", 63, 0);
        let bare = write("sha1", 20, 0).replace('=', "");
        for text in [
            "",
            " ",
            "md5-1B2M2Y8AsgTpgAmY7PhCfg==",
            "sha512",
            "sha512-*",
            &short,
            &bare,
        ] {
            let error = Integrity::parse(text).unwrap_err();
            assert_eq!(error.code(), "ERR_PINTLE_INVALID_VALUE", "{text}");
        }
    }
}
