//! What one word means for a type.

use pintle::{
    Error, Value,
    data::describe_text,
    errors, json,
    schema::{Defs, Schema},
};

use crate::kind::Kind;

/// What was typed: a value, or where one is to be read from.
#[derive(Debug)]
pub(crate) enum Meaning {
    Value(Value),
    /// The content of a file, or of stdin for `-`.
    File(String),
}

/// Reads a word as a value. Whether the value fits its type, as far as that is not a matter of how it
/// is written, is checked with all the others.
pub(crate) fn meaning(schema: &Schema, text: &str, defs: &Defs) -> Result<Meaning, Error> {
    let value = match Kind::of(schema, defs) {
        Kind::Bytes => match text.strip_prefix('@') {
            Some(file) => return Ok(Meaning::File(file.to_owned())),
            None => Value::Bytes(text.as_bytes().to_vec().into()),
        },
        Kind::Bool => Value::Bool(boolean(text)?),
        Kind::Number { is_whole } => Value::Number(number(text, is_whole)?),
        Kind::BigInt => big_int(text)?,
        Kind::Text | Kind::Enum => text.into(),
        Kind::List(item) => whole_list(&item, text, defs)?,
        Kind::Map(_) | Kind::Json => from_json(text)?,
    };
    Ok(Meaning::Value(value))
}

/// Whether a word is a whole list or map in JSON rather than one item. For a list of texts it never is:
/// a text may begin with a bracket itself.
pub(crate) fn is_whole(kind: &Kind<'_>, text: &str, defs: &Defs) -> bool {
    match kind {
        Kind::List(item) => {
            text.starts_with('[') && !matches!(Kind::of(item, defs), Kind::Text | Kind::Bytes)
        }
        Kind::Map(_) => text.starts_with('{'),
        _ => true,
    }
}

/// Takes `NAME=VALUE` apart.
pub(crate) fn entry(text: &str) -> Result<(&str, &str), Error> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name, value)),
        _ => Err(wrong("NAME=VALUE", text)),
    }
}

fn boolean(text: &str) -> Result<bool, Error> {
    match text {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(wrong("true or false", text)),
    }
}

/// A decimal number: what Rust and JavaScript both read as one, without names such as `inf`.
fn number(text: &str, is_whole: bool) -> Result<f64, Error> {
    let is_decimal = |byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
    let number = text.bytes().all(is_decimal).then(|| text.parse::<f64>());
    match number {
        Some(Ok(number)) if number.is_finite() => Ok(number),
        Some(Ok(_)) => {
            let message = format!("expected a finite number, got {}", describe_text(text));
            Err(Error::new(&errors::OUT_OF_RANGE, message))
        }
        _ if is_whole => Err(wrong("an integer", text)),
        _ => Err(wrong("a number", text)),
    }
}

/// An integer of any size. One that has too many digits for us is left for the check to refuse.
fn big_int(text: &str) -> Result<Value, Error> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong("an integer", text));
    }
    Ok(text.parse().map_or_else(|_| text.into(), Value::BigInt))
}

/// A list in JSON. In JSON, 64-bit integers are texts, but nobody would type quotes around small
/// ones.
fn whole_list(item: &Schema, text: &str, defs: &Defs) -> Result<Value, Error> {
    const EXACT: f64 = 9_007_199_254_740_991.0;
    let list = from_json(text)?;
    match &list {
        Value::List(items) if matches!(Kind::of(item, defs), Kind::BigInt) => {
            let exact = |item: &Value| match item {
                Value::Number(number) if number.fract() == 0.0 && number.abs() <= EXACT => {
                    Value::BigInt(*number as i128)
                }
                other => other.clone(),
            };
            Ok(Value::list(items.iter().map(exact).collect()))
        }
        _ => Ok(list),
    }
}

fn from_json(text: &str) -> Result<Value, Error> {
    json::from_json(text).map_err(|error| {
        let text = describe_text(text);
        let message = format!("expected JSON, got {text}: {}", error.message());
        Error::new(&errors::INVALID_JSON, message)
    })
}

fn wrong(expected: &str, text: &str) -> Error {
    let message = format!("expected {expected}, got {}", describe_text(text));
    Error::new(&errors::INVALID_VALUE, message)
}
