//! Messages in a stream.

use pintle_host::{Framing, fuzz};

/// Checks a stream. Its first byte selects the framing and the maximum message size.
///
/// # Panics
/// If a property does not hold.
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
