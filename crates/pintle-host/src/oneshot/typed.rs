//! What was typed becomes a value, as the contract's types say.

use std::{
    fs,
    io::{self, Read},
};

use pintle::{
    Error, Value, json,
    schema::{Defs, Schema},
};

/// How words become values.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms<'a> {
    pub(super) defs: &'a Defs,
    /// Whether `@FILE` is the content of a file. Under a policy it could be any file.
    pub(super) files: bool,
}

/// A type, without what makes it optional.
pub(super) fn required(schema: &Schema) -> &Schema {
    match schema {
        Schema::Optional(inner) => required(inner),
        other => other,
    }
}

/// The type of the items, if the type is one of lists.
pub(super) fn items(schema: &Schema) -> Option<Schema> {
    match required(schema) {
        Schema::List(item) => Some((**item).clone()),
        Schema::Column(element) => Some(element.schema()),
        _ => None,
    }
}

/// Whether what was typed is `[1, 2]` for a list of numbers; a text may begin with a bracket itself.
pub(super) fn is_whole_list(item: &Schema, text: &str) -> bool {
    text.starts_with('[') && !is_text(item)
}

fn is_text(schema: &Schema) -> bool {
    matches!(
        required(schema),
        Schema::String | Schema::Path | Schema::Bytes
    )
}

/// Turns what was typed into a value. What it may be is checked with all the others.
///
/// # Errors
/// What was expected.
pub(super) fn value(schema: &Schema, text: &str, terms: Terms<'_>) -> Result<Value, String> {
    match required(schema) {
        Schema::Bytes => bytes(text, terms).map(|bytes| Value::Bytes(bytes.into())),
        Schema::Bool => match text {
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            _ => Err(format!("expected true or false, got {text:?}")),
        },
        Schema::Integer(_) | Schema::Number => match json::from_json(text) {
            Ok(number @ Value::Number(_)) => Ok(number),
            _ => Err(format!("expected a number, got {text:?}")),
        },
        Schema::String | Schema::Path | Schema::Int64 | Schema::Uint64 => Ok(text.into()),
        of @ Schema::Ref(_) if terms.defs.variants(of).is_some() => Ok(text.into()),
        _ => json::from_json(text)
            .map_err(|error: Error| format!("expected JSON, got {text:?}: {}", error.message())),
    }
}

/// Turns `NAME=VALUE` into both.
pub(super) fn entry(
    value_of: &Schema,
    text: &str,
    terms: Terms<'_>,
) -> Result<(String, Value), String> {
    match text.split_once('=') {
        Some((name, text)) if !name.is_empty() => {
            Ok((name.to_owned(), value(value_of, text, terms)?))
        }
        _ => Err(format!("expected NAME=VALUE, got {text:?}")),
    }
}

/// Text as it is, or with `@` the content of a file; `@-` is stdin.
fn bytes(text: &str, terms: Terms<'_>) -> Result<Vec<u8>, String> {
    let Some(file) = text.strip_prefix('@') else {
        return Ok(text.into());
    };
    let read = if file == "-" {
        let mut bytes = Vec::new();
        io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else if !terms.files {
        return Err(format!("expected text or @- under a policy, got {text:?}"));
    } else {
        fs::read(file)
    };
    read.map_err(|error| format!("{file} cannot be read: {error}"))
}
