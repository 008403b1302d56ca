//! The hash functions.

use pintle::Data;
use sha2::Digest;

use super::sha512::{Sha384, Sha512};

/// A hash function.
#[derive(Clone, Copy, Debug, Data, Default, PartialEq, Eq)]
pub enum Algorithm {
    /// BLAKE3, 256 bits: by far the fastest, on several cores for large data.
    #[default]
    Blake3,
    /// SHA-256 (FIPS 180-4).
    Sha256,
    /// SHA-384 (FIPS 180-4).
    Sha384,
    /// SHA-512 (FIPS 180-4).
    Sha512,
    /// SHA-1 (FIPS 180-4), only for compatibility: two files with the same digest can be made.
    Sha1,
    /// MD5 (RFC 1321), only for compatibility: two files with the same digest can be made in
    /// seconds.
    Md5,
}

impl Algorithm {
    /// The name before the digest in a Subresource Integrity string, for those in the
    /// specification.
    pub(super) fn sri_name(self) -> Option<&'static str> {
        match self {
            Self::Sha256 => Some("sha256"),
            Self::Sha384 => Some("sha384"),
            Self::Sha512 => Some("sha512"),
            Self::Blake3 | Self::Sha1 | Self::Md5 => None,
        }
    }

    /// Its name in prose.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Blake3 => "BLAKE3",
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
            Self::Sha1 => "SHA-1",
            Self::Md5 => "MD5",
        }
    }
}

/// A hash being computed.
pub(super) enum Hasher {
    Blake3(Box<blake3::Hasher>),
    Sha256(sha2::Sha256),
    Sha384(Sha384),
    Sha512(Sha512),
    Sha1(sha1::Sha1),
    Md5(md5::Md5),
}

/// BLAKE3 is computed on several cores from this size on; below it, waking them costs more.
#[cfg(not(target_family = "wasm"))]
const WORTH_SHARING: usize = 256 * 1024;

impl Hasher {
    pub(super) fn new(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::Blake3 => Self::Blake3(Box::default()),
            Algorithm::Sha256 => Self::Sha256(sha2::Sha256::new()),
            Algorithm::Sha384 => Self::Sha384(Sha384::new()),
            Algorithm::Sha512 => Self::Sha512(Sha512::new()),
            Algorithm::Sha1 => Self::Sha1(sha1::Sha1::new()),
            Algorithm::Md5 => Self::Md5(md5::Md5::new()),
        }
    }

    pub(super) fn update(&mut self, data: &[u8]) {
        match self {
            #[cfg(not(target_family = "wasm"))]
            Self::Blake3(hasher) if data.len() >= WORTH_SHARING => {
                super::sharing::prepare();
                hasher.update_rayon(data);
            }
            Self::Blake3(hasher) => {
                hasher.update(data);
            }
            Self::Sha256(hasher) => hasher.update(data),
            Self::Sha384(hasher) => hasher.update(data),
            Self::Sha512(hasher) => hasher.update(data),
            Self::Sha1(hasher) => hasher.update(data),
            Self::Md5(hasher) => hasher.update(data),
        }
    }

    pub(super) fn finish(self) -> Vec<u8> {
        match self {
            Self::Blake3(hasher) => hasher.finalize().as_bytes().to_vec(),
            Self::Sha256(hasher) => hasher.finalize().to_vec(),
            Self::Sha384(hasher) => hasher.finalize().to_vec(),
            Self::Sha512(hasher) => hasher.finalize().to_vec(),
            Self::Sha1(hasher) => hasher.finalize().to_vec(),
            Self::Md5(hasher) => hasher.finalize().to_vec(),
        }
    }
}
