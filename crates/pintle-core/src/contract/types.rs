//! Types as JSON Schema 2020-12, which `read/types.rs` reads back.

use std::iter;

use serde_json::{Map, Value as Json, json};

use super::patterns;
use crate::{
    Value,
    data::MAX_MILLIS,
    resource::MAX_NUMBER,
    schema::{Alternative, Choice, Def, Field, Schema, Shape, Tagged, Variant},
};

/// The `x-type` of what may be `null` and may also be left out, which differ.
pub(super) const NULLABLE: &str = "nullable";

/// A named type as JSON Schema.
pub(crate) fn named_type(def: &Def) -> Json {
    let mut schema = match &def.shape {
        Shape::Struct(fields) => object(fields),
        Shape::Enum(variants) => {
            let option = |variant: &Variant| json!({ "const": variant.name, "description": variant.description });
            json!({ "type": "string", "oneOf": variants.iter().map(option).collect::<Vec<_>>() })
        }
        Shape::Tagged(Tagged { tag, alternatives }) => {
            let alternatives = alternatives.iter().map(|one| alternative(tag, one));
            json!({ "type": "object", "oneOf": alternatives.collect::<Vec<_>>() })
        }
        Shape::Untagged(choices) => {
            json!({ "oneOf": choices.iter().map(choice).collect::<Vec<_>>() })
        }
    };
    schema["description"] = (*def.description).into();
    schema
}

/// An object of a tagged union. No other property has a `const`.
fn alternative(tag: &str, alternative: &Alternative) -> Json {
    let Alternative {
        name,
        description,
        fields,
    } = alternative;
    let tag_property = (tag.to_owned(), json!({ "const": name }));
    let properties = fields.iter().map(described);
    let properties: Map<_, _> = iter::once(tag_property).chain(properties).collect();
    let required: Vec<_> = iter::once(tag).chain(required(fields)).collect();
    json!({
        "type": "object",
        "description": description,
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn required(fields: &[Field]) -> impl Iterator<Item = &str> {
    let fields = fields.iter().filter(|field| !field.optional);
    fields.map(|field| &*field.name)
}

fn described(field: &Field) -> (String, Json) {
    (field.name.to_string(), property(field))
}

pub(super) fn object(fields: &[Field]) -> Json {
    let required: Vec<_> = required(fields).collect();
    let properties: Map<_, _> = fields.iter().map(described).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn choice(choice: &Choice) -> Json {
    documented(&choice.schema, &choice.description)
}

fn documented(schema: &Schema, description: &str) -> Json {
    let mut schema = json_schema(schema);
    if !description.is_empty() {
        schema["description"] = description.into();
    }
    schema
}

fn property(field: &Field) -> Json {
    let mut schema = documented(&field.schema, &field.description);
    if let Some(default) = &field.default
        && *default != Value::Null
    {
        schema["default"] = serde_json::to_value(default).unwrap_or(Json::Null);
    }
    schema
}

/// The `x-type` of a handle to a resource.
pub(super) const RESOURCE: &str = "resource";

/// A list, a column or binary data of one length.
fn fixed(list: &Schema, length: usize) -> Json {
    let mut json = json_schema(list);
    if *list == Schema::Bytes {
        let text = length.div_ceil(3) * 4;
        json["pattern"] = patterns::base64(length).into();
        json["minLength"] = text.into();
        json["maxLength"] = text.into();
    } else {
        json["minItems"] = length.into();
        json["maxItems"] = length.into();
    }
    json
}

/// What the names of a map are, if not any texts.
fn names(key: &Schema) -> Option<Json> {
    match key {
        Schema::String => None,
        Schema::Integer(of) => Some(json!({
            "type": "string",
            "pattern": patterns::decimal(of.min(), of.max().unsigned_abs()),
            "x-type": of.name(),
        })),
        _ => Some(json_schema(key)),
    }
}

/// A type. `x-type` distinguishes what looks the same in JSON.
pub(super) fn json_schema(schema: &Schema) -> Json {
    match schema {
        Schema::Any => json!({}),
        Schema::Json => json!({ "x-type": "json" }),
        Schema::Null => json!({ "type": "null" }),
        Schema::Bool => json!({ "type": "boolean" }),
        Schema::Integer(of) => json!({
            "type": "integer",
            "minimum": of.min(),
            "maximum": of.max(),
            "x-type": of.name(),
        }),
        Schema::Number(of) => of.json_schema(),
        Schema::Int64 => json!({ "type": "string", "pattern": patterns::i64(), "x-type": "i64" }),
        Schema::Uint64 => json!({ "type": "string", "pattern": patterns::u64(), "x-type": "u64" }),
        Schema::String => json!({ "type": "string" }),
        Schema::Char => {
            json!({ "type": "string", "minLength": 1, "maxLength": 1, "x-type": "char" })
        }
        Schema::Date => json!({
            "type": "string",
            "pattern": patterns::DATE,
            "x-type": "date",
        }),
        Schema::Duration => json!({
            "type": "number",
            "minimum": 0,
            "maximum": MAX_MILLIS as i64,
            "x-type": "duration",
        }),
        Schema::Path => json!({ "type": "string", "pattern": patterns::PATH, "x-type": "path" }),
        Schema::Bytes => json!({
            "type": "string",
            "contentEncoding": "base64",
            "pattern": patterns::BASE64,
            "x-type": "bytes",
        }),
        Schema::Column(element) => json!({
            "type": "array",
            "items": json_schema(&element.schema()),
            "x-type": element.to_string(),
        }),
        Schema::List(item) => json!({ "type": "array", "items": json_schema(item) }),
        Schema::Tuple(items) => json!({
            "type": "array",
            "prefixItems": items.iter().map(json_schema).collect::<Vec<_>>(),
            "items": false,
            "minItems": items.len(),
        }),
        Schema::Fixed(list, length) => fixed(list, *length),
        Schema::Set(item) => json!({
            "type": "array",
            "items": json_schema(item),
            "uniqueItems": true,
            "x-type": "Set",
        }),
        Schema::Map { key, value } => {
            let mut object =
                json!({ "type": "object", "additionalProperties": json_schema(value) });
            if let Some(names) = names(key) {
                object["propertyNames"] = names;
            }
            object
        }
        Schema::Optional(inner) if matches!(**inner, Schema::Optional(_)) => {
            let mut schema = json_schema(inner);
            schema["x-type"] = NULLABLE.into();
            schema
        }
        Schema::Optional(inner) => json!({ "anyOf": [json_schema(inner), { "type": "null" }] }),
        Schema::Ref(name) => json!({ "$ref": format!("#/$defs/{name}") }),
        Schema::Resource(name) => json!({
            "type": "integer",
            "minimum": 1,
            "maximum": MAX_NUMBER,
            "x-type": RESOURCE,
            "x-resource": name,
        }),
        // No JSON value is one.
        Schema::Callback { params, result } => json!({
            "not": {},
            "x-type": "callback",
            "x-params": params.iter().map(json_schema).collect::<Vec<_>>(),
            "x-result": json_schema(result),
        }),
    }
}
