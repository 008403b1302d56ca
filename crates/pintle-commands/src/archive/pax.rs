//! The records of a pax header: `LENGTH KEY=VALUE\n`, where the length counts the whole record.

use pintle::Error;

use super::{errors::corrupt, tar_header::is_zero};
use crate::fs::Time;

/// A key and its value.
type Record<'a> = (&'a [u8], &'a [u8]);

/// The records in order. A value may contain anything, including newlines.
pub(super) fn records(mut data: &[u8]) -> Result<Vec<Record<'_>>, Error> {
    let mut records = Vec::new();
    // Some writers pad the header with NULs.
    while !is_zero(data) {
        let (key, value, rest) = record(data)
            .ok_or_else(|| corrupt("the archive is damaged: a pax header has a broken record"))?;
        records.push((key, value));
        data = rest;
    }
    Ok(records)
}

fn record(data: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let blank = data.iter().position(|byte| *byte == b' ')?;
    let length: usize = digits(&data[..blank])?.try_into().ok()?;
    let (record, rest) = data.split_at_checked(length)?;
    let pair = record.get(blank + 1..)?.strip_suffix(b"\n")?;
    let equals = pair.iter().position(|byte| *byte == b'=')?;
    Some((&pair[..equals], &pair[equals + 1..], rest))
}

/// A decimal number without sign and spaces, as the value of a record: some writers add a space
/// after it.
pub(super) fn number(value: &[u8]) -> Option<u64> {
    digits(value.trim_ascii_end())
}

/// A decimal number without sign and spaces.
pub(super) fn digits(text: &[u8]) -> Option<u64> {
    if text.is_empty() || !text.iter().all(u8::is_ascii_digit) {
        return None;
    }
    str::from_utf8(text).ok()?.parse().ok()
}

/// A time such as `-12.25`: seconds, with any number of decimals, or none after the
/// point.
pub(super) fn time(text: &[u8]) -> Option<Time> {
    let text = text.trim_ascii_end();
    let (negative, text) = match text.strip_prefix(b"-") {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut halves = text.splitn(2, |byte| *byte == b'.');
    let whole = halves.next()?;
    let fraction = halves.next().unwrap_or_default();
    if whole.is_empty() && fraction.is_empty() || !fraction.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let whole = if whole.is_empty() { b"0" } else { whole };
    let seconds = i64::try_from(digits(whole)?).ok()?;
    let nanoseconds = (0..9).fold(0, |value, index| {
        value * 10 + u32::from(fraction.get(index).unwrap_or(&b'0') - b'0')
    });
    Some(match (negative, nanoseconds) {
        (false, _) => Time {
            seconds,
            nanoseconds,
        },
        (true, 0) => Time::from_seconds(-seconds),
        (true, _) => Time {
            seconds: -seconds - 1,
            nanoseconds: 1_000_000_000 - nanoseconds,
        },
    })
}

/// A time in the format of a record.
pub(super) fn written(time: Time) -> String {
    let (sign, seconds, nanoseconds) = match (time.seconds, time.nanoseconds) {
        (seconds @ ..0, 0) => ("-", seconds.unsigned_abs(), 0),
        (seconds @ ..0, part) => ("-", (seconds + 1).unsigned_abs(), 1_000_000_000 - part),
        (seconds, part) => ("", seconds.unsigned_abs(), part),
    };
    match nanoseconds {
        0 => format!("{sign}{seconds}"),
        part => {
            let digits = format!("{part:09}");
            format!("{sign}{seconds}.{}", digits.trim_end_matches('0'))
        }
    }
}

/// Writes a record.
pub(super) fn write(into: &mut Vec<u8>, key: &str, value: &[u8]) {
    let rest = key.len() + value.len() + 3; // The space, the equals sign, the newline.
    let mut length = rest + 1;
    while length != rest + length.to_string().len() {
        length = rest + length.to_string().len();
    }
    into.extend_from_slice(format!("{length} {key}=").as_bytes());
    into.extend_from_slice(value);
    into.push(b'\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for size in [0, 1, 85, 86, 87, 88, 985, 986, 987, 988, 989, 5000] {
            let mut data = Vec::new();
            let value = vec![b'\n'; size];
            write(&mut data, "path", &value);
            write(&mut data, "k", b"a=b");
            assert_eq!(
                records(&data).unwrap(),
                [(&b"path"[..], &value[..]), (b"k", b"a=b")]
            );
        }
    }

    #[test]
    fn broken_records_are_refused() {
        for data in [
            "7 a=b", "x a=b\n", "6 ab\n\n", "99 a=b\n", "5 a=b\n", " a=b\n", "0 a=b\n",
        ] {
            assert!(records(data.as_bytes()).is_err(), "{data:?}");
        }
    }

    #[test]
    fn times_have_fractions_and_signs() {
        let time = |text: &str| time(text.as_bytes()).map(|time| (time.seconds, time.nanoseconds));
        assert_eq!(time("12"), Some((12, 0)));
        assert_eq!(time("12.25"), Some((12, 250_000_000)));
        assert_eq!(time("12.1234567891"), Some((12, 123_456_789)));
        assert_eq!(time("-1"), Some((-1, 0)));
        assert_eq!(time("-1.25"), Some((-3 + 1, 750_000_000)));
        assert_eq!(time("1600000000."), Some((1_600_000_000, 0)));
        assert_eq!(time(".5"), Some((0, 500_000_000)));
        assert_eq!(time("12 "), Some((12, 0)));
        for text in [
            "",
            ".",
            "-",
            "1.x",
            "1.1234567890x",
            "+1",
            "1e3",
            "--1",
            "99999999999999999999",
        ] {
            assert_eq!(time(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_written_as_they_are_read() {
        for text in [
            "0",
            "12",
            "12.25",
            "-1",
            "-1.25",
            "-0.5",
            "9223372036854775807.000000001",
        ] {
            assert_eq!(written(time(text.as_bytes()).unwrap()), text);
        }
    }
}
