//! Messages in a stream.

use pintle_host::{Framing, fuzz};

/// Checks a stream. Its first byte says how messages stand in it and how large they may be.
///
/// # Panics
/// When something does not hold.
pub fn check(data: &[u8]) {
    let Some((first, stream)) = data.split_first() else {
        return;
    };
    let framing = match first % 2 {
        0 => Framing::Lines,
        _ => Framing::Blobs,
    };
    fuzz::check(framing, 1 << (first / 2 % 16), stream);
}
