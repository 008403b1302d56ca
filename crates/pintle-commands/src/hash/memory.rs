//! Hashing data in memory.

use pintle::{Error, command, errors::INVALID_VALUE};

use super::{
    HashOptions,
    algorithm::Hasher,
    encoding::Writer,
    integrity::{INTEGRITY, Integrity},
};

/// The hash of binary data. For text, pass `new TextEncoder().encode(text)`.
#[command(portable, errors(INVALID_VALUE))]
pub fn bytes(data: &[u8], options: HashOptions) -> Result<String, Error> {
    let writer = Writer::new(options.algorithm, options.encoding)?;
    let mut hasher = Hasher::new(options.algorithm);
    hasher.update(data);
    Ok(writer.write(&hasher.finish()))
}

/// Checks binary data against a Subresource Integrity string, and returns its hash.
#[command(portable, errors(INTEGRITY, INVALID_VALUE))]
pub fn check_bytes(data: &[u8], integrity: &str) -> Result<String, Error> {
    let integrity = Integrity::parse(integrity).map_err(|error| error.at("/integrity"))?;
    let mut hasher = Hasher::new(integrity.algorithm);
    hasher.update(data);
    integrity
        .check(&hasher.finish(), None)
        .map_err(|error| error.at("/data"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::{Algorithm, Encoding};

    fn hash(algorithm: Algorithm, encoding: Encoding, data: &[u8]) -> String {
        bytes(
            data,
            HashOptions {
                algorithm,
                encoding,
            },
        )
        .unwrap()
    }

    #[test]
    fn agrees_with_the_vectors_of_nist() {
        // FIPS 180-4, examples for SHA-256 and SHA-512.
        assert_eq!(
            hash(Algorithm::Sha256, Encoding::Hex, b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(
            hash(
                Algorithm::Sha256,
                Encoding::Hex,
                b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
            ),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        );
        assert_eq!(
            hash(Algorithm::Sha512, Encoding::Hex, b"abc"),
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
        );
    }

    #[test]
    fn agrees_with_the_vectors_of_blake3() {
        // test_vectors.json of the BLAKE3 project: the input is 0, 1, …, 250, 0, 1, …
        let vectors = [
            (
                0,
                "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
            ),
            (
                1,
                "2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213",
            ),
            (
                1023,
                "10108970eeda3eb932baac1428c7a2163b0e924c9a9e25b35bba72b28f70bd11",
            ),
            (
                1024,
                "42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7",
            ),
            (
                102_400,
                "bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085",
            ),
        ];
        for (length, digest) in vectors {
            let input: Vec<u8> = (0..length).map(|index: u32| (index % 251) as u8).collect();
            assert_eq!(
                hash(Algorithm::Blake3, Encoding::Hex, &input),
                digest,
                "{length}"
            );
        }
    }

    #[test]
    fn shared_work_gives_the_same_digest() {
        let data: Vec<u8> = (0..1_000_000_u32)
            .map(|index| (index % 251) as u8)
            .collect();
        let whole = hash(Algorithm::Blake3, Encoding::Hex, &data);
        let mut hasher = Hasher::new(Algorithm::Blake3);
        data.chunks(1000).for_each(|chunk| hasher.update(chunk));
        assert_eq!(whole, data_encoding::HEXLOWER.encode(&hasher.finish()));
    }

    #[test]
    fn digests_are_written_as_asked() {
        assert_eq!(
            hash(Algorithm::Sha256, Encoding::Base64, b""),
            "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        );
        assert_eq!(
            hash(Algorithm::Sha256, Encoding::Sri, b""),
            "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        );
        let options = HashOptions {
            encoding: Encoding::Sri,
            ..HashOptions::default()
        };
        let error = bytes(b"", options).unwrap_err();
        assert_eq!(
            (error.code(), error.pointer()),
            ("ERR_PINTLE_INVALID_VALUE", "/encoding")
        );
    }
}
