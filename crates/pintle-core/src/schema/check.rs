//! Checking a value against a schema when there is no Rust type to read it into.
//!
//! It accepts what [`Decode`](crate::Decode) accepts and returns the same codes and pointers; a
//! property test compares the two with each other and with the JSON Schema of the contract.

use super::{Defs, Field, Schema, Shape};
use crate::{
    Bytes, Decode, Error, Value, ValueRef,
    data::{ColumnType, Level, Source, missing_argument, one_of, unknown_argument},
};

/// Checks one value.
///
/// # Errors
/// `ERR_PINTLE_INVALID_TYPE`, `…_INVALID_VALUE`, `…_OUT_OF_RANGE`, `…_MISSING_ARG`,
/// `…_UNKNOWN_ARG`, with the pointer to the place.
pub fn check(schema: &Schema, value: ValueRef<'_>, defs: &Defs) -> Result<(), Error> {
    if matches!(value, ValueRef::Value(Value::Pending)) {
        return Ok(());
    }
    match schema {
        Schema::Any => value.value().map(drop),
        Schema::Null => check_null(value),
        Schema::Bool => read::<bool>(value),
        Schema::Integer { name, .. } => match *name {
            "i8" => read::<i8>(value),
            "i16" => read::<i16>(value),
            "i32" => read::<i32>(value),
            "u8" => read::<u8>(value),
            "u16" => read::<u16>(value),
            _ => read::<u32>(value),
        },
        Schema::Number => read::<f64>(value),
        Schema::Int64 => read::<i64>(value),
        Schema::Uint64 => read::<u64>(value),
        Schema::String => read::<String>(value),
        Schema::Path => read::<std::path::PathBuf>(value),
        Schema::Bytes => read::<Bytes>(value),
        // A column that a plan has yet to fill in is a list with gaps.
        Schema::Column(element) if has_gaps(value) => check_list(&element.schema(), value, defs),
        Schema::Column(element) => match element {
            ColumnType::Int32Array => read::<Vec<i32>>(value),
            ColumnType::Uint32Array => read::<Vec<u32>>(value),
            ColumnType::Float64Array => read::<Vec<f64>>(value),
            ColumnType::BigInt64Array => read::<Vec<i64>>(value),
            ColumnType::BigUint64Array => read::<Vec<u64>>(value),
        },
        Schema::List(item) => check_list(item, value, defs),
        Schema::Map(item) => {
            let mut visit = |name: &str, value: ValueRef<'_>| {
                check(item, value, defs).map_err(|error| error.within(name))
            };
            value
                .properties(&mut visit)
                .map_err(|fault| fault.expected("an object", value))
        }
        Schema::Optional(inner) => {
            if value.is_absent() {
                Ok(())
            } else {
                check(inner, value, defs)
            }
        }
        Schema::Ref(name) => match defs.get(name).map(|def| &def.shape) {
            Some(Shape::Struct(fields)) => check_fields(fields, value, defs),
            Some(Shape::Enum(variants)) => one_of(value, variants).map(|_| ()),
            None => Ok(()),
        },
    }
}

/// Checks an object with exactly these properties.
pub fn check_fields(fields: &[Field], value: ValueRef<'_>, defs: &Defs) -> Result<(), Error> {
    let mut seen = vec![false; fields.len()];
    let mut visit = |name: &str, value: ValueRef<'_>| {
        let Some(index) = fields.iter().position(|field| field.name == name) else {
            let known: Vec<_> = fields.iter().map(|field| field.name).collect();
            return Err(unknown_argument(name, &known));
        };
        seen[index] = true;
        check(&fields[index].schema, value, defs).map_err(|error| error.within(name))
    };
    value
        .properties(&mut visit)
        .map_err(|fault| fault.expected("an object", value))?;
    let missing = fields
        .iter()
        .zip(seen)
        .find(|(field, seen)| !seen && !field.optional);
    missing.map_or(Ok(()), |(field, _)| Err(missing_argument(field.name)))
}

fn read<T: Decode>(value: ValueRef<'_>) -> Result<(), Error> {
    T::decode(value).map(|_| ())
}

fn has_gaps(value: ValueRef<'_>) -> bool {
    matches!(value, ValueRef::Value(Value::List(items)) if items.contains(&Value::Pending))
}

fn check_null(value: ValueRef<'_>) -> Result<(), Error> {
    if value.is_absent() {
        Ok(())
    } else {
        Err(crate::data::Fault::WrongType.expected("null", value))
    }
}

fn check_list(item: &Schema, value: ValueRef<'_>, defs: &Defs) -> Result<(), Error> {
    let length = value
        .list_len()
        .map_err(|fault| fault.expected("an array", value))?;
    let _level = Level::enter()?;
    for index in 0..length {
        let checked = value.item(index).and_then(|value| check(item, value, defs));
        checked.map_err(|error| error.at(&format!("/{index}")))?;
    }
    Ok(())
}
