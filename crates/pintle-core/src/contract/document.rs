//! The contract as JSON.

use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};

use super::{
    Contract, Method, Parameter,
    kinds::Kinds,
    resources,
    types::{json_schema, named_type, object},
};
use crate::{
    command::ParamKind,
    data::{ENVELOPE, MAX_NESTING},
    names,
    schema::Defs,
};

/// The version of the document's own format.
pub(super) const VERSION: u32 = 1;

/// How the ways to pass a parameter are called.
pub(super) const PARAM_KINDS: [(&str, ParamKind); 4] = [
    ("value", ParamKind::Value),
    ("options", ParamKind::Options),
    ("inPlace", ParamKind::InPlace),
    ("input", ParamKind::Input),
];

/// A contract as JSON.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) text: String,
    pub(super) hash: String,
}

/// Writes the document.
pub(super) fn write(contract: &Contract) -> Document {
    let Contract {
        methods,
        defs,
        kinds,
        name,
        version,
        ..
    } = contract;
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
        "x-resources": resources::definitions(defs),
        "x-commands": commands,
        "x-errors": errors(kinds),
    });
    let hash = hash(&document);
    document["x-contract"]["addonVersion"] = (**version).into();
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

/// A command in the document.
pub(super) fn command(method: &Method, defs: &Defs) -> Json {
    let effects = method.effects().iter().map(|effect| effect.name());
    let mut command = json!({
        "description": method.description(),
        "blocking": method.blocking(),
        "portable": method.portable(),
        "confined": method.confined(),
        "lines": method.lines(),
        "directOnly": method.direct_only(),
        "resources": method.has_resources(defs),
        "effects": effects.collect::<Vec<_>>(),
        "params": method.params().iter().map(|param| parameter(param, defs)).collect::<Vec<_>>(),
        "paramsSchema": object(method.fields()),
        "result": json_schema(method.result()),
        "errors": method.errors(),
    });
    if let Some(output) = method.output() {
        command["output"] = output.json(method.result());
    }
    command
}

fn parameter(param: &Parameter, defs: &Defs) -> Json {
    let optional = match param.kind {
        ParamKind::Options => defs
            .fields(&param.schema)
            .is_some_and(|fields| fields.iter().all(|field| field.optional)),
        _ => param.optional,
    };
    let kind = PARAM_KINDS.iter().find(|(_, kind)| *kind == param.kind);
    json!({
        "name": param.name,
        "kind": kind.map(|(name, _)| name),
        "required": !optional,
        "schema": json_schema(&param.schema),
    })
}

fn errors(kinds: &Kinds) -> Json {
    let entries = kinds.iter().map(|(code, meaning)| {
        let mut entry = json!({ "summary": meaning.summary, "fix": meaning.fix });
        if let Some(details) = &meaning.details {
            entry["details"] = json_schema(details);
        }
        (code.to_string(), entry)
    });
    Json::Object(entries.collect())
}
