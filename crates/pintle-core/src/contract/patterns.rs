//! Regular expressions (ECMA-262) that accept exactly what Rust accepts.

/// A path: at least one character, none of them NUL.
pub(super) const PATH: &str = r"^[^\x00]+$";

/// Canonical base64 (RFC 4648, section 4): padded, and no stray bits in the last character.
pub(super) const BASE64: &str =
    "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$";

/// The same for this many bytes.
pub(super) fn base64(length: usize) -> String {
    let groups = length / 3;
    let rest = [
        "",
        "[A-Za-z0-9+/][AQgw]==",
        "[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=",
    ][length % 3];
    format!("^(?:[A-Za-z0-9+/]{{4}}){{{groups}}}{rest}$")
}

/// The decimal texts of `u64`.
pub(super) fn u64() -> String {
    format!("^(?:0|{})$", up_to(u64::MAX))
}

/// The decimal texts of `i64`.
pub(super) fn i64() -> String {
    let positive = up_to(i64::MAX.unsigned_abs());
    format!("^(?:0|{positive}|-(?:{}))$", up_to(i64::MIN.unsigned_abs()))
}

/// The decimal texts of 1 to `limit`: shorter numbers, then for each digit those of full length
/// that agree with the limit before it and are smaller there, then the limit itself.
fn up_to(limit: u64) -> String {
    let limit = limit.to_string();
    let mut alternatives = vec![format!("[1-9][0-9]{{0,{}}}", limit.len() - 2)];
    for (place, digit) in limit.bytes().enumerate() {
        let lowest = if place == 0 { b'1' } else { b'0' };
        if digit > lowest {
            let head = &limit[..place];
            let smaller = format!("[{}-{}]", char::from(lowest), char::from(digit - 1));
            alternatives.push(format!(
                "{head}{smaller}[0-9]{{{}}}",
                limit.len() - place - 1
            ));
        }
    }
    alternatives.push(limit);
    alternatives.join("|")
}
