//! The contract as JSON.

use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};

use super::{Method, error_kinds, patterns};
use crate::{
    ErrorKind, Value,
    command::ParamKind,
    data::{ENVELOPE, MAX_NESTING},
    names,
    schema::{Def, Defs, Field, Schema, Shape},
};

/// The version of the document's own format.
const VERSION: u32 = 1;

/// A contract as JSON.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) text: String,
    pub(super) hash: String,
}

/// Writes the document.
pub(super) fn write(name: &str, version: &str, methods: &[Method], defs: &Defs) -> Document {
    let commands: Map<_, _> = methods
        .iter()
        .map(|method| (method.name.clone(), command(method, defs)))
        .collect();
    let types: Map<_, _> = defs
        .iter()
        .map(|(name, def)| (name.to_owned(), named_type(def)))
        .collect();
    let mut document = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": name,
        "x-contract": { "version": VERSION, "name": name },
        "x-limits": { "nesting": MAX_NESTING, "textNesting": MAX_NESTING + ENVELOPE },
        "x-reserved": {
            "callOptions": names::CALL_OPTIONS,
            "families": names::BESIDE_FAMILIES,
            "fields": names::ASKED_FOR,
        },
        "$defs": types,
        "x-commands": commands,
        "x-errors": kinds(methods),
    });
    let hash = hash(&document);
    document["x-contract"]["addonVersion"] = version.into();
    document["x-contract"]["hash"] = hash.clone().into();
    Document {
        text: document.to_string(),
        hash,
    }
}

/// SHA-256 of the compact text with sorted names.
fn hash(document: &Json) -> String {
    let mut sorted = document.clone();
    sorted.sort_all_objects();
    let digest = Sha256::digest(sorted.to_string());
    format!("sha256-{}", data_encoding::HEXLOWER.encode(&digest))
}

fn command(method: &Method, defs: &Defs) -> Json {
    let command = method.command;
    let params: Vec<_> = command
        .params
        .iter()
        .zip(&method.params)
        .map(|(param, schema)| {
            let optional = match param.kind {
                ParamKind::Options => defs
                    .fields(schema)
                    .is_some_and(|fields| fields.iter().all(|f| f.optional)),
                _ => param.optional,
            };
            json!({
                "name": param.name,
                "kind": match param.kind {
                    ParamKind::Value => "value",
                    ParamKind::Options => "options",
                    ParamKind::InPlace => "inPlace",
                },
                "required": !optional,
                "schema": json_schema(schema),
            })
        })
        .collect();
    json!({
        "description": command.description,
        "blocking": command.blocking,
        "portable": command.portable,
        "confined": command.confined,
        "lines": command.lines,
        "directOnly": command.direct_only(),
        "effects": command.effects.iter().map(|effect| effect.name()).collect::<Vec<_>>(),
        "params": params,
        "paramsSchema": object(&method.fields),
        "result": json_schema(&method.result),
        "errors": command.errors.iter().map(|kind| kind.code).collect::<Vec<_>>(),
    })
}

fn kinds(methods: &[Method]) -> Json {
    let entry = |(code, kind): (&'static str, &ErrorKind)| {
        let entry = json!({ "summary": kind.summary, "fix": kind.fix });
        (code.to_owned(), entry)
    };
    Json::Object(error_kinds(methods).0.into_iter().map(entry).collect())
}

fn named_type(def: &Def) -> Json {
    let mut schema = match &def.shape {
        Shape::Struct(fields) => object(fields),
        Shape::Enum(variants) => {
            let option = |(name, description): &(&str, &str)| json!({ "const": name, "description": description });
            json!({ "type": "string", "oneOf": variants.iter().map(option).collect::<Vec<_>>() })
        }
    };
    schema["description"] = def.description.into();
    schema
}

fn object(fields: &[Field]) -> Json {
    let required: Vec<_> = fields
        .iter()
        .filter(|field| !field.optional)
        .map(|field| field.name)
        .collect();
    let properties: Map<_, _> = fields
        .iter()
        .map(|field| (field.name.to_owned(), property(field)))
        .collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn property(field: &Field) -> Json {
    let mut schema = json_schema(&field.schema);
    if !field.description.is_empty() {
        schema["description"] = field.description.into();
    }
    if let Some(default) = &field.default
        && *default != Value::Null
    {
        schema["default"] = serde_json::to_value(default).unwrap_or(Json::Null);
    }
    schema
}

/// A type as JSON Schema 2020-12. `x-type` distinguishes what looks the same in JSON.
fn json_schema(schema: &Schema) -> Json {
    match schema {
        Schema::Any => json!({}),
        Schema::Null => json!({ "type": "null" }),
        Schema::Bool => json!({ "type": "boolean" }),
        Schema::Integer { name, min, max } => {
            json!({ "type": "integer", "minimum": min, "maximum": max, "x-type": name })
        }
        Schema::Number => json!({ "type": "number", "x-type": "f64" }),
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
    }
}
