//! JavaScript values in messages.

use pintle_core::data::{Source, describe_text};

use crate::{
    host::{self, Kind},
    source::JsSource,
};

/// `1.5`, `"text"`, `undefined`, `an array`: what the caller passed.
#[cold]
pub(crate) fn describe(source: JsSource<'_>) -> String {
    let name = match host::kind(source.value) {
        Kind::Undefined => "undefined",
        Kind::Null => "null",
        Kind::Boolean => return source.bool().unwrap_or_default().to_string(),
        Kind::Number => return number(source.number().unwrap_or_default()),
        Kind::BigInt => return bigint(source),
        Kind::String => return text(source),
        Kind::Symbol => "a symbol",
        Kind::Function => "a function",
        Kind::List => "an array",
        Kind::Object | Kind::View => "an object",
        Kind::Int8Array => "an Int8Array",
        Kind::Uint8Array => "a Uint8Array",
        Kind::Uint8ClampedArray => "a Uint8ClampedArray",
        Kind::Int16Array => "an Int16Array",
        Kind::Uint16Array => "a Uint16Array",
        Kind::Int32Array => "an Int32Array",
        Kind::Uint32Array => "a Uint32Array",
        Kind::Float32Array => "a Float32Array",
        Kind::Float64Array => "a Float64Array",
        Kind::BigInt64Array => "a BigInt64Array",
        Kind::BigUint64Array => "a BigUint64Array",
    };
    name.into()
}

fn text(source: JsSource<'_>) -> String {
    source.string().map_or_else(
        |_| "a string that is not valid Unicode".into(),
        |text| describe_text(&text),
    )
}

fn bigint(source: JsSource<'_>) -> String {
    match (source.int64(), source.uint64()) {
        (Ok(number), _) => format!("{number}n"),
        (_, Ok(number)) => format!("{number}n"),
        _ => "a larger bigint".into(),
    }
}

/// A number as JavaScript writes it.
fn number(number: f64) -> String {
    if number.is_nan() {
        "NaN".into()
    } else if number.is_infinite() {
        let name = if number > 0.0 {
            "Infinity"
        } else {
            "-Infinity"
        };
        name.into()
    } else {
        number.to_string()
    }
}
