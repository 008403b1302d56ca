//! Types as JSON Schema 2020-12, which `read/types.rs` reads back.

use serde_json::{Map, Value as Json, json};

use super::patterns;
use crate::{
    Value,
    resource::MAX_NUMBER,
    schema::{Def, Field, Schema, Shape, Variant},
};

/// A named type as JSON Schema.
pub(crate) fn named_type(def: &Def) -> Json {
    let mut schema = match &def.shape {
        Shape::Struct(fields) => object(fields),
        Shape::Enum(variants) => {
            let option = |variant: &Variant| json!({ "const": variant.name, "description": variant.description });
            json!({ "type": "string", "oneOf": variants.iter().map(option).collect::<Vec<_>>() })
        }
    };
    schema["description"] = (*def.description).into();
    schema
}

pub(super) fn object(fields: &[Field]) -> Json {
    let required: Vec<_> = fields
        .iter()
        .filter(|field| !field.optional)
        .map(|field| &*field.name)
        .collect();
    let properties: Map<_, _> = fields
        .iter()
        .map(|field| (field.name.to_string(), property(field)))
        .collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

pub(super) fn property(field: &Field) -> Json {
    let mut schema = json_schema(&field.schema);
    if !field.description.is_empty() {
        schema["description"] = (*field.description).into();
    }
    if let Some(default) = &field.default
        && *default != Value::Null
    {
        schema["default"] = serde_json::to_value(default).unwrap_or(Json::Null);
    }
    schema
}

/// The `x-type` of a handle to a resource.
pub(super) const RESOURCE: &str = "resource";

/// A type. `x-type` distinguishes what looks the same in JSON.
pub(super) fn json_schema(schema: &Schema) -> Json {
    match schema {
        Schema::Any => json!({}),
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
        Schema::Map(value) => {
            json!({ "type": "object", "additionalProperties": json_schema(value) })
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
    }
}
