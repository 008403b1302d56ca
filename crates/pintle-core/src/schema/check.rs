//! Checking a value against a schema when there is no Rust type to read it into.
//!
//! It accepts what [`Decode`](crate::Decode) accepts and fails with the same codes, pointers and messages; a
//! property test holds the two, and the JSON Schema of the contract, against each other.

use std::{collections::HashSet, path::PathBuf, time::Duration};

use super::{Choice, Defs, Field, FloatType, IntegerType, Schema, Shape, Tagged};
use crate::{
    Date, Decode, DecodeRef, Error, Safe, Value,
    data::{
        Fault, Level, Source, check_json, check_length, check_name, decode_set, list_len,
        missing_argument, missing_item, one_of_names, one_of_variants, read_alternative, read_json,
        tag_value, tuple_item, unknown_argument,
    },
    json::to_json,
    resource,
};

/// Checks one value. What a plan has still to fill in passes.
///
/// # Errors
/// `ERR_PINTLE_INVALID_TYPE`, `…_INVALID_VALUE`, `…_OUT_OF_RANGE`, `…_MISSING_ARG`,
/// `…_UNKNOWN_ARG`, `…_GETTER_THREW`, with the pointer to the place.
pub fn check<'s, S: Source<'s>>(schema: &Schema, value: S, defs: &Defs) -> Result<(), Error> {
    if value.is_pending() {
        return Ok(());
    }
    // A loop: a contract that was read may nest them, and they do not add a level to the value.
    let mut schema = schema;
    while let Schema::Optional(inner) = schema {
        if value.is_absent() {
            return Ok(());
        }
        schema = inner;
    }
    match schema {
        Schema::Optional(_) => Ok(()), // Left by the loop.
        Schema::Any => value.value().map(drop),
        Schema::Json => read_json(value).and_then(|value| check_json(&value)),
        Schema::Null => check_null(value),
        Schema::Bool => read::<bool, S>(value),
        Schema::Integer(of) => match of {
            IntegerType::I8 => read::<i8, S>(value),
            IntegerType::I16 => read::<i16, S>(value),
            IntegerType::I32 => read::<i32, S>(value),
            IntegerType::U8 => read::<u8, S>(value),
            IntegerType::U16 => read::<u16, S>(value),
            IntegerType::U32 => read::<u32, S>(value),
            IntegerType::I53 => read::<Safe<i64>, S>(value),
            IntegerType::U53 => read::<Safe<u64>, S>(value),
        },
        Schema::Number(FloatType::F32) => read::<f32, S>(value),
        Schema::Number(FloatType::F64) => read::<f64, S>(value),
        Schema::Int64 => read::<i64, S>(value),
        Schema::Uint64 => read::<u64, S>(value),
        Schema::String => borrow::<str, S>(value),
        Schema::Char => read::<char, S>(value),
        Schema::Path => read::<PathBuf, S>(value),
        Schema::Date => read::<Date, S>(value),
        Schema::Duration => read::<Duration, S>(value),
        Schema::Bytes => borrow::<[u8], S>(value),
        // A column that a plan has yet to fill in is a list with gaps.
        Schema::Column(element) if value.has_gaps() => check_list(&element.schema(), value, defs),
        Schema::Column(column) => column.check(value).map(drop),
        // Read as one value, which has no holes; alone `undefined` is the same as `null`.
        Schema::List(item) if **item == Schema::Any => read::<Vec<Value>, S>(value),
        Schema::List(item) => check_list(item, value, defs),
        Schema::Tuple(items) => check_tuple(items, value, defs),
        Schema::Fixed(list, length) => {
            check(list, value, defs)?;
            check_length(length_of(list, value)?, *length)
        }
        Schema::Set(item) => check_set(item, value, defs),
        Schema::Map { key, value: item } => check_map(key, item, value, defs),
        Schema::Resource(name) => resource::check_type(name, value),
        Schema::Callback { .. } => check_function(value),
        Schema::Ref(name) => match defs.get(name).map(|def| &def.shape) {
            Some(Shape::Struct(fields)) => check_fields(fields, value, defs),
            Some(Shape::Enum(variants)) => one_of_variants(value, variants),
            Some(Shape::Tagged(union)) => check_tagged(union, value, defs),
            Some(Shape::Untagged(choices)) => check_untagged(choices, value, defs),
            None => Ok(()),
        },
    }
}

/// Checks an object with exactly these properties.
fn check_fields<'s, S: Source<'s>>(fields: &[Field], value: S, defs: &Defs) -> Result<(), Error> {
    let mut seen = Seen::new(fields, defs);
    value
        .properties(&mut |name, value| seen.see(name, value))
        .map_err(|fault| fault.expected("an object", value))?;
    seen.end()
}

/// Checks an object whose tag says which properties it has.
fn check_tagged<'s, S: Source<'s>>(union: &Tagged, value: S, defs: &Defs) -> Result<(), Error> {
    let tag = &*union.tag;
    let found = tag_value(value, tag)?;
    if found.is_pending() {
        return Ok(()); // What else there has to be depends on what a plan fills in.
    }
    let names = union.alternatives.iter().map(|one| &*one.name);
    let index = one_of_names(found, names).map_err(|error| error.within(tag))?;
    let mut seen = Seen::new(&union.alternatives[index].fields, defs);
    let mut has_tag = false;
    let mut visit = |name: &str, value: S| {
        if name == tag {
            has_tag = true;
            Ok(())
        } else {
            seen.see(name, value)
        }
    };
    let visited = value.properties(&mut visit);
    visited.map_err(|fault| fault.expected("an object", value))?;
    if has_tag {
        seen.end()
    } else {
        Err(missing_argument(tag))
    }
}

/// Checks a value whose kind says which type it has.
fn check_untagged<'s, S: Source<'s>>(
    choices: &[Choice],
    value: S,
    defs: &Defs,
) -> Result<(), Error> {
    let kinds: Vec<_> = choices.iter().map(|one| one.schema.kinds(defs)).collect();
    read_alternative(value, &kinds, |index| {
        check(&choices[index].schema, value, defs)
    })
}

/// The fields of an object that is being checked.
pub(crate) struct Seen<'a> {
    fields: &'a [Field],
    there: Vec<bool>,
    defs: &'a Defs,
}

impl<'a> Seen<'a> {
    pub(crate) fn new(fields: &'a [Field], defs: &'a Defs) -> Self {
        let there = vec![false; fields.len()];
        Self {
            fields,
            there,
            defs,
        }
    }

    /// Checks the property `name`.
    pub(crate) fn see<'s>(&mut self, name: &str, value: impl Source<'s>) -> Result<(), Error> {
        let Some(index) = self.fields.iter().position(|field| field.name == name) else {
            let known: Vec<_> = self.fields.iter().map(|field| &*field.name).collect();
            return Err(unknown_argument(name, &known));
        };
        self.there[index] = true;
        let schema = &self.fields[index].schema;
        check(schema, value, self.defs).map_err(|error| error.within(name))
    }

    /// An error if one was not there that has to be.
    pub(crate) fn end(self) -> Result<(), Error> {
        let missing = self
            .fields
            .iter()
            .zip(self.there)
            .find(|(field, there)| !there && !field.optional);
        missing.map_or(Ok(()), |(field, _)| Err(missing_argument(&field.name)))
    }
}

fn read<'s, T: Decode, S: Source<'s>>(value: S) -> Result<(), Error> {
    T::decode(value).map(drop)
}

fn borrow<'s, T: DecodeRef + ?Sized + 's, S: Source<'s>>(value: S) -> Result<(), Error> {
    T::decode_ref(value).map(drop)
}

fn check_null<'s>(value: impl Source<'s>) -> Result<(), Error> {
    if value.is_absent() {
        Ok(())
    } else {
        Err(Fault::WrongType.expected("null", value))
    }
}

/// A function can be passed where its caller is; in JSON there is none.
fn check_function<'s, S: Source<'s>>(value: S) -> Result<(), Error> {
    if value.is_function() {
        return Ok(());
    }
    let function = value.callback::<(), ()>().map(drop);
    function.map_err(|fault| fault.expected("a function", value))
}

fn check_list<'s, S: Source<'s>>(item: &Schema, value: S, defs: &Defs) -> Result<(), Error> {
    let length = list_len(value)?;
    let _level = Level::enter()?;
    value.each(length, &mut |value| {
        // An item may be null, but not missing.
        if value.is_undefined() && matches!(item, Schema::Optional(_)) {
            let check = |value| check(item.required(), value, defs);
            return Err(missing_item(value, check));
        }
        check(item, value, defs)
    })
}

fn check_tuple<'s, S: Source<'s>>(items: &[Schema], value: S, defs: &Defs) -> Result<(), Error> {
    check_length(list_len(value)? as usize, items.len())?;
    let _level = Level::enter()?;
    for (item, index) in items.iter().zip(0..) {
        tuple_item(value, index, |value| check(item, value, defs))?;
    }
    Ok(())
}

/// The number of items of a value that is of such a type.
fn length_of<'s, S: Source<'s>>(list: &Schema, value: S) -> Result<usize, Error> {
    match list {
        Schema::Bytes => <[u8]>::decode_ref(value).map(|bytes| bytes.len()),
        Schema::Column(column) if !value.has_gaps() => column.check(value),
        _ => list_len(value).map(|length| length as usize),
    }
}

/// Checks a set. Its items are texts, numbers and the like, so their JSON is theirs alone.
fn check_set<'s, S: Source<'s>>(item: &Schema, value: S, defs: &Defs) -> Result<(), Error> {
    let mut seen = HashSet::new();
    let read = |value: S| {
        check(item, value, defs)?;
        to_json(&match value.value()? {
            // The same number as 0, which JSON writes in another way.
            Value::Number(number) => Value::Number(number + 0.0),
            other => other,
        })
    };
    decode_set(value, read, |json| seen.insert(json))
}

fn check_map<'s, S: Source<'s>>(
    key: &Schema,
    item: &Schema,
    value: S,
    defs: &Defs,
) -> Result<(), Error> {
    let mut visit = |name: &str, value: S| {
        let checked = check_name(key, name, defs).and_then(|()| check(item, value, defs));
        checked.map_err(|error| error.within(name))
    };
    // An optional value is missing if its name is present with the value `undefined`.
    let visited = if let Schema::Optional(_) = item {
        value.entries(&mut visit)
    } else {
        value.properties(&mut visit)
    };
    visited.map_err(|fault| fault.expected("an object", value))
}
