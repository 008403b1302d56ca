//! Digests as text.

use data_encoding::{BASE64, HEXLOWER};
use pintle::{Data, Error, errors::INVALID_VALUE};

use super::Algorithm;

/// How a digest is written.
#[derive(Clone, Copy, Debug, Data, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Lower-case hexadecimal digits.
    #[default]
    Hex,
    /// Base64 with padding (RFC 4648, section 4).
    Base64,
    /// A Subresource Integrity string such as `sha512-…`, as in lock files; only for SHA-256, SHA-384
    /// and SHA-512, the only ones in the specification.
    Sri,
}

/// How to hash.
#[derive(Clone, Copy, Debug, Data, Default)]
#[data(default)]
pub struct HashOptions {
    /// The hash function.
    pub algorithm: Algorithm,
    /// How the digest is written.
    pub encoding: Encoding,
}

/// Writes digests of one algorithm in one encoding.
#[derive(Clone, Copy)]
pub(super) struct Writer {
    encoding: Encoding,
    sri_name: &'static str,
}

impl Writer {
    /// # Errors
    /// `ERR_PINTLE_INVALID_VALUE` for SRI with an algorithm that it does not support.
    pub(super) fn new(algorithm: Algorithm, encoding: Encoding) -> Result<Self, Error> {
        match (encoding, algorithm.sri_name()) {
            (Encoding::Sri, None) => {
                let message = format!(
                    "Subresource Integrity does not support {}; use sha256, sha384 or sha512, or another encoding",
                    algorithm.title()
                );
                Err(Error::new(&INVALID_VALUE, message).at("/encoding"))
            }
            (encoding, name) => Ok(Self {
                encoding,
                sri_name: name.unwrap_or_default(),
            }),
        }
    }

    pub(super) fn write(self, digest: &[u8]) -> String {
        match self.encoding {
            Encoding::Hex => HEXLOWER.encode(digest),
            Encoding::Base64 => BASE64.encode(digest),
            Encoding::Sri => format!("{}-{}", self.sri_name, BASE64.encode(digest)),
        }
    }
}
