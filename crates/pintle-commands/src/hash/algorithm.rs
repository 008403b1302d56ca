//! The hash functions.

use pintle::Data;
use sha2::Digest;

/// A hash function.
#[derive(Clone, Copy, Debug, Data, Default, PartialEq, Eq)]
pub enum Algorithm {
    /// BLAKE3, 256 bits: by far the fastest, on several cores for large data.
    #[default]
    Blake3,
    /// SHA-256 (FIPS 180-4).
    Sha256,
    /// SHA-512 (FIPS 180-4). For one large file in memory, `node:crypto` is faster.
    Sha512,
}

impl Algorithm {
    /// The name before the digest in a Subresource Integrity string; BLAKE3 has none.
    pub(super) fn sri_name(self) -> Option<&'static str> {
        match self {
            Self::Blake3 => None,
            Self::Sha256 => Some("sha256"),
            Self::Sha512 => Some("sha512"),
        }
    }
}

/// A hash that is being worked out.
pub(super) enum Hasher {
    Blake3(Box<blake3::Hasher>),
    Sha256(sha2::Sha256),
    Sha512(sha2::Sha512),
}

/// BLAKE3 is worked out on several cores from this size on; below, waking them costs more.
#[cfg(not(target_family = "wasm"))]
const WORTH_SHARING: usize = 256 * 1024;

impl Hasher {
    pub(super) fn new(algorithm: Algorithm) -> Self {
        match algorithm {
            Algorithm::Blake3 => Self::Blake3(Box::default()),
            Algorithm::Sha256 => Self::Sha256(sha2::Sha256::new()),
            Algorithm::Sha512 => Self::Sha512(sha2::Sha512::new()),
        }
    }

    pub(super) fn update(&mut self, data: &[u8]) {
        match self {
            #[cfg(not(target_family = "wasm"))]
            Self::Blake3(hasher) if data.len() >= WORTH_SHARING => {
                hasher.update_rayon(data);
            }
            Self::Blake3(hasher) => {
                hasher.update(data);
            }
            Self::Sha256(hasher) => hasher.update(data),
            Self::Sha512(hasher) => hasher.update(data),
        }
    }

    pub(super) fn finish(self) -> Vec<u8> {
        match self {
            Self::Blake3(hasher) => hasher.finalize().as_bytes().to_vec(),
            Self::Sha256(hasher) => hasher.finalize().to_vec(),
            Self::Sha512(hasher) => hasher.finalize().to_vec(),
        }
    }
}
