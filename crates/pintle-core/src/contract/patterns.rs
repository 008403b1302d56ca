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
/// A millisecond of the years 0 to 9999, as `Date.prototype.toISOString` writes it: RFC 3339 in UTC.
pub(super) const DATE: &str = concat!(
    "^(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])",
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))",
    "|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)",
    "T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{3}Z$",
);

/// The decimal texts of `u64`.
pub(super) fn u64() -> String {
    decimal(0, u64::MAX)
}

/// The decimal texts of `i64`.
pub(super) fn i64() -> String {
    decimal(i64::MIN, i64::MAX.unsigned_abs())
}

/// The decimal texts of the integers from `min`, which is 0 or has two digits at least, to `max`, which has too.
pub(super) fn decimal(min: i64, max: u64) -> String {
    let positive = up_to(max);
    if min == 0 {
        format!("^(?:0|{positive})$")
    } else {
        format!("^(?:0|{positive}|-(?:{}))$", up_to(min.unsigned_abs()))
    }
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
