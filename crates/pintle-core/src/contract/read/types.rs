//! JSON Schema, as `types.rs` of the contract writes it, becomes types.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::{
    super::types::{NULLABLE, RESOURCE, json_schema},
    node::{invalid, items, map, member, text},
};
use crate::{
    Error, Name,
    data::ColumnType,
    schema::{Defs, FloatType, IntegerType, ResourceDef, Schema, Shape},
};

/// What a type can refer to.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    /// Whether there is a named type of that name.
    pub(super) type_named: &'a dyn Fn(&str) -> bool,
    /// Whether it is an enum of texts.
    pub(super) enum_named: &'a dyn Fn(&str) -> bool,
    pub(super) resources: &'a BTreeMap<Name, ResourceDef>,
}

/// Reads a type.
pub(super) fn schema(json: &Json, defs: &Defs) -> Result<Schema, Error> {
    let known = Known {
        type_named: &|name| defs.get(name).is_some(),
        enum_named: &|name| {
            let def = defs.get(name);
            def.is_some_and(|def| matches!(def.shape, Shape::Enum(_)))
        },
        resources: defs.resources(),
    };
    let schema = any_type(json, known)?;
    if json_schema(&schema) == *json {
        Ok(schema)
    } else {
        Err(strange())
    }
}

pub(super) fn strange() -> Error {
    invalid("expected a type as this version writes it")
}

/// Reads a type. Whether there is something beside it that says more is for the caller to find out.
pub(super) fn any_type(json: &Json, known: Known<'_>) -> Result<Schema, Error> {
    let object = map(json)?;
    if object.contains_key("$ref") {
        return member(object, "$ref", |json| reference(json, known));
    }
    if object.contains_key("anyOf") {
        let optional = member(object, "anyOf", |json| optional(json, known))?;
        let is_nullable = object.get("x-type").is_some_and(|of| of == NULLABLE);
        return Ok(if is_nullable {
            Schema::Optional(Box::new(optional))
        } else {
            optional
        });
    }
    if object.get("x-type").is_some_and(|kind| kind == RESOURCE) {
        return member(object, "x-resource", |json| handle(json, known));
    }
    if object.contains_key("x-params") {
        return callback(object, known);
    }
    if object.contains_key("prefixItems") {
        return member(object, "prefixItems", |json| {
            items(json, |json| any_type(json, known)).map(Schema::Tuple)
        });
    }
    let list = list_type(object, known)?;
    fixed(object, list)
}

/// A list, a column or binary data with its length, if that is fixed.
fn fixed(object: &Map<String, Json>, list: Schema) -> Result<Schema, Error> {
    let number = |name| {
        let number = object.get(name).and_then(Json::as_u64);
        number.and_then(|number| usize::try_from(number).ok())
    };
    match &list {
        Schema::List(_) | Schema::Column(_) => Ok(match number("maxItems") {
            Some(length) => Schema::Fixed(Box::new(list), length),
            None => list,
        }),
        Schema::Bytes => match number("maxLength") {
            Some(room) => fixed_bytes(object, room / 4 * 3),
            None => Ok(list),
        },
        _ => Ok(list),
    }
}

/// As many bytes as the text has room for, or fewer by what is only padding.
fn fixed_bytes(object: &Map<String, Json>, room: usize) -> Result<Schema, Error> {
    let lengths = (0..3).filter_map(|padding| room.checked_sub(padding));
    let mut fixed = lengths.map(|length| Schema::Fixed(Box::new(Schema::Bytes), length));
    let pattern = object.get("pattern");
    let found = fixed.find(|schema| json_schema(schema).get("pattern") == pattern);
    found.ok_or_else(strange)
}

fn list_type(object: &Map<String, Json>, known: Known<'_>) -> Result<Schema, Error> {
    let inside = |name| member(object, name, |json| any_type(json, known)).map(Box::new);
    match object.get("x-type") {
        Some(name) if name == "Set" => return inside("items").map(Schema::Set),
        Some(_) => return member(object, "x-type", exact),
        None => {}
    }
    match object.get("type").and_then(Json::as_str) {
        Some("null") => Ok(Schema::Null),
        Some("boolean") => Ok(Schema::Bool),
        Some("string") => Ok(Schema::String),
        Some("array") => inside("items").map(Schema::List),
        Some("object") => Ok(Schema::Map {
            key: Box::new(key(object, known)?),
            value: inside("additionalProperties")?,
        }),
        Some(_) => Err(strange()),
        None => Ok(Schema::Any),
    }
}

/// The type of the names of a map.
fn key(object: &Map<String, Json>, known: Known<'_>) -> Result<Schema, Error> {
    if !object.contains_key("propertyNames") {
        return Ok(Schema::String);
    }
    member(object, "propertyNames", |json| {
        match any_type(json, known)? {
            Schema::Ref(name) if !(known.enum_named)(&name) => Err(strange()),
            key @ (Schema::Ref(_) | Schema::Integer(_) | Schema::Int64 | Schema::Uint64) => Ok(key),
            _ => Err(strange()),
        }
    })
}

fn reference(json: &Json, known: Known<'_>) -> Result<Schema, Error> {
    let text = text(json)?;
    let name = text
        .strip_prefix("#/$defs/")
        .filter(|name| (known.type_named)(name));
    let name = name.ok_or_else(|| invalid("expected a reference to a type in $defs"))?;
    Ok(Schema::Ref(Name::Owned(name.to_owned())))
}

fn handle(json: &Json, known: Known<'_>) -> Result<Schema, Error> {
    let name = text(json)?;
    if known.resources.contains_key(&name) {
        Ok(Schema::Resource(name))
    } else {
        Err(invalid("expected the name of a type in x-resources"))
    }
}

fn optional(json: &Json, known: Known<'_>) -> Result<Schema, Error> {
    let inner = json.get(0).ok_or_else(strange)?;
    let inner = any_type(inner, known).map_err(|error| error.at("/0"))?;
    Ok(Schema::Optional(Box::new(inner)))
}

fn callback(object: &Map<String, Json>, known: Known<'_>) -> Result<Schema, Error> {
    let params = member(object, "x-params", |json| {
        items(json, |json| any_type(json, known))
    })?;
    let result = member(object, "x-result", |json| any_type(json, known))?;
    Ok(Schema::Callback {
        params,
        result: Box::new(result),
    })
}

/// What JSON cannot tell apart.
fn exact(json: &Json) -> Result<Schema, Error> {
    let name = text(json)?;
    let integer = IntegerType::ALL.iter().find(|of| of.name() == name);
    let float = FloatType::ALL.iter().find(|of| of.name() == name);
    let column = ColumnType::ALL.iter().find(|of| of.to_string() == name);
    Ok(match (&*name, integer, float, column) {
        (_, Some(of), ..) => Schema::Integer(*of),
        (_, _, Some(of), _) => Schema::Number(*of),
        (.., Some(of)) => Schema::Column(*of),
        ("i64", ..) => Schema::Int64,
        ("u64", ..) => Schema::Uint64,
        ("char", ..) => Schema::Char,
        ("json", ..) => Schema::Json,
        ("date", ..) => Schema::Date,
        ("duration", ..) => Schema::Duration,
        ("path", ..) => Schema::Path,
        ("bytes", ..) => Schema::Bytes,
        _ => return Err(strange()),
    })
}
