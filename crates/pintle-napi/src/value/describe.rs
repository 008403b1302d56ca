//! JavaScript values in messages.

use napi::sys;
use pintle_core::data::{Source, describe_text};

use crate::value::{javascript::type_of, numbers, source::JsSource};

/// `1.5`, `"text"`, `undefined`, `an array`: what the caller gave.
#[cold]
pub(crate) fn describe(source: JsSource<'_>) -> String {
    match type_of(source.env(), source.value) {
        sys::ValueType::napi_undefined => "undefined".into(),
        sys::ValueType::napi_null => "null".into(),
        sys::ValueType::napi_boolean => source.bool().unwrap_or_default().to_string(),
        sys::ValueType::napi_number => number(source.number().unwrap_or_default()),
        sys::ValueType::napi_bigint => match (source.int64(), source.uint64()) {
            (Ok(number), _) => format!("{number}n"),
            (_, Ok(number)) => format!("{number}n"),
            _ => "a larger bigint".into(),
        },
        sys::ValueType::napi_string => source.string().map_or_else(
            |_| "a string that is not valid Unicode".into(),
            |text| describe_text(&text),
        ),
        sys::ValueType::napi_symbol => "a symbol".into(),
        sys::ValueType::napi_function => "a function".into(),
        sys::ValueType::napi_external => "an external value".into(),
        _ => match (source.list_len(), numbers::name(source)) {
            (Ok(_), _) => "an array".into(),
            (_, Some(name)) => name.into(),
            _ => "an object".into(),
        },
    }
}

/// A number as JavaScript writes it.
fn number(number: f64) -> String {
    if number.is_nan() {
        "NaN".into()
    } else if number.is_infinite() {
        if number > 0.0 {
            "Infinity".into()
        } else {
            "-Infinity".into()
        }
    } else {
        number.to_string()
    }
}
