//! Reading into what serde knows.

use serde::de::DeserializeOwned;
use serde_json::{Map, Number, Value as JsonValue};
use serde_path_to_error::{Path, Segment};

#[cfg(not(target_family = "wasm"))]
use crate::data::with_room;
use crate::{
    Error, Name, Value,
    data::{Level, Source, check_room, not_json, read_json},
    errors,
    pointer::token,
    schema::IntegerType,
};

/// How much stack a level of a value may take while it becomes one of another type, in a debug build too: an enum
/// without a tag goes through several functions of serde for each.
#[cfg(not(target_family = "wasm"))]
const STACK_TO_READ: usize = 32 << 10;

/// How much stack a level may take when such a value is dropped, which may be on another thread.
const STACK_TO_DROP: usize = 1 << 10;

/// How many levels such a value may have in WebAssembly, where a stack neither grows nor says what is left: as many
/// as `serde_json` allows.
#[cfg(target_family = "wasm")]
const MAX_LEVELS: usize = 128;

/// Reads a value of JSON.
///
/// # Errors
/// `ERR_PINTLE_INVALID_TYPE` with the place of what JSON does not have, and those of any value.
pub(super) fn read<'s, S: Source<'s>>(source: S) -> Result<JsonValue, Error> {
    convert(&read_json(source)?)
}

/// Reads a value of a type that serde knows.
///
/// # Errors
/// Those of [`read`], and `ERR_PINTLE_INVALID_VALUE` with what serde says.
pub(super) fn deserialize<'s, T: DeserializeOwned, S: Source<'s>>(source: S) -> Result<T, Error> {
    let json = read(source)?;
    let levels = levels(&json);
    check_room(levels * STACK_TO_DROP)?;
    let read = || {
        serde_path_to_error::deserialize(json).map_err(|error| {
            let place = pointer(error.path());
            Error::new(&errors::INVALID_VALUE, error.into_inner().to_string()).at(&place)
        })
    };
    #[cfg(not(target_family = "wasm"))]
    {
        with_room(levels * STACK_TO_READ, read)
    }
    #[cfg(target_family = "wasm")]
    if levels > MAX_LEVELS {
        let message = format!("expected at most {MAX_LEVELS} levels of nesting, got more");
        Err(Error::new(&errors::INVALID_VALUE, message))
    } else {
        read()
    }
}

/// How many levels a value has.
fn levels(json: &JsonValue) -> usize {
    let deepest = match json {
        JsonValue::Array(items) => items.iter().map(levels).max(),
        JsonValue::Object(fields) => fields.values().map(levels).max(),
        _ => return 0,
    };
    1 + deepest.unwrap_or(0)
}

/// The place in a value that serde has got to. Of some types it does not know it all.
fn pointer(path: &Path) -> String {
    let tokens = path.iter().map_while(|segment| match segment {
        Segment::Seq { index } => Some(format!("/{index}")),
        Segment::Map { key: name } | Segment::Enum { variant: name } => Some(token(name)),
        Segment::Unknown => None,
    });
    tokens.collect()
}

fn convert(value: &Value) -> Result<JsonValue, Error> {
    Ok(match value {
        Value::Null => JsonValue::Null,
        Value::Bool(value) => (*value).into(),
        Value::Number(number) => convert_number(*number),
        Value::String(text) => JsonValue::String(text.to_string()),
        Value::Strings(texts) => texts.iter().collect(),
        Value::List(items) => convert_list(items)?,
        Value::Object(fields) => convert_object(fields)?,
        other => return Err(not_json(other)),
    })
}

// Each with variables of its own, so that a level takes less of the stack.

fn convert_list(items: &[Value]) -> Result<JsonValue, Error> {
    let _level = Level::enter()?;
    let mut list = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        match convert(item) {
            Ok(item) => list.push(item),
            Err(error) => return Err(error.at(&format!("/{index}"))),
        }
    }
    Ok(JsonValue::Array(list))
}

fn convert_object(fields: &[(Name, Value)]) -> Result<JsonValue, Error> {
    let _level = Level::enter()?;
    let mut object = Map::with_capacity(fields.len());
    for (name, field) in fields {
        match convert(field) {
            Ok(field) => drop(object.insert(name.to_string(), field)),
            Err(error) => return Err(error.within(name)),
        }
    }
    Ok(JsonValue::Object(object))
}

/// An integer where it is exact in JavaScript; serde distinguishes integers from floats.
fn convert_number(number: f64) -> JsonValue {
    let safe = IntegerType::I53;
    let is_whole = number.fract() == 0.0 && !(number == 0.0 && number.is_sign_negative());
    let whole = number as i64;
    if is_whole && (safe.min()..=safe.max()).contains(&whole) {
        return whole.into();
    }
    // Every number that is read is finite.
    Number::from_f64(number).map_or(JsonValue::Null, JsonValue::Number)
}
