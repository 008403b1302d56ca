//! The JSON Schema of plan documents, from the types that read them.

use serde_json::{Map, Value as Json, json};

use super::document::PlanDocument;
use crate::{Describe, contract::named_type, schema::Defs};

/// The name of the type of outputs, which is one of two and so cannot be derived.
pub(super) const OUTPUTS: &str = "Outputs";

/// The JSON Schema (2020-12) of a plan: a document, or the bare array of steps that is the smallest.
/// A reader also takes `null` for whatever may be left out.
pub fn schema() -> String {
    let mut defs = Defs::default();
    PlanDocument::schema(&mut defs);
    let mut types: Map<_, _> = defs
        .iter()
        .map(|(name, def)| (name.to_owned(), without_null(named_type(def))))
        .collect();
    types["PlanDocument"]["properties"]["version"] = json!({
        "description": "The version of the format.",
        "const": 1,
    });
    let params = &mut types["PlanStep"]["properties"]["params"];
    params["type"] = "object".into();
    params["additionalProperties"] = json!({});
    types["Reference"] = one_of_three(&types["Reference"]);
    types.insert(OUTPUTS.to_owned(), outputs());
    let document = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Plan",
        "anyOf": [
            { "$ref": "#/$defs/PlanDocument" },
            { "type": "array", "items": { "$ref": "#/$defs/PlanStep" } },
        ],
        "$defs": types,
    });
    format!("{document:#}\n")
}

/// The type, whose fields that may be left out are written as what they are when they are given.
fn without_null(mut named: Json) -> Json {
    if let Some(fields) = named.get_mut("properties").and_then(Json::as_object_mut) {
        for field in fields.values_mut() {
            if let Some(inner) = field.get("anyOf").map(|options| options[0].clone()) {
                let description = field["description"].take();
                *field = inner;
                field["description"] = description;
            }
        }
    }
    named
}

/// A reference is to a step's result, to the input or to an item.
fn one_of_three(all: &Json) -> Json {
    let only = |required: &str, more: &[&str]| {
        let names = [required].into_iter().chain(more.iter().copied());
        let fields: Map<_, _> = names
            .map(|name| (name.to_owned(), all["properties"][name].clone()))
            .collect();
        json!({
            "type": "object",
            "properties": fields,
            "required": [required],
            "additionalProperties": false,
        })
    };
    json!({
        "description": all["description"],
        "anyOf": [only("resultOf", &["path"]), only("input", &[]), only("item", &[])],
    })
}

fn outputs() -> Json {
    let reference = json!({ "$ref": "#/$defs/Reference" });
    json!({
        "description": "The outputs of a plan or a `forEach`: one value, or named ones.",
        "anyOf": [reference, { "type": "object", "additionalProperties": reference }],
    })
}
