//! How a type is written at a command line.

use std::borrow::Cow;

use pintle::schema::{Defs, Schema};

/// The ways in which a value is written.
#[derive(Debug)]
pub(crate) enum Kind<'a> {
    Bool,
    /// A number of at most 53 bits, and whether it is whole.
    Number {
        is_whole: bool,
    },
    /// A whole number of 64 bits.
    BigInt,
    /// Text that may be anything.
    Text,
    /// One of a few texts.
    Enum,
    Bytes,
    List(Cow<'a, Schema>),
    Map(&'a Schema),
    Json,
}

impl<'a> Kind<'a> {
    pub(crate) fn of(schema: &'a Schema, defs: &Defs) -> Self {
        match schema {
            Schema::Optional(inner) => Self::of(inner, defs),
            Schema::Bool => Self::Bool,
            Schema::Integer(_) => Self::Number { is_whole: true },
            Schema::Number(_) | Schema::Duration => Self::Number { is_whole: false },
            Schema::Int64 | Schema::Uint64 => Self::BigInt,
            Schema::String | Schema::Char | Schema::Path | Schema::Date => Self::Text,
            Schema::Bytes => Self::Bytes,
            Schema::Column(element) => Self::List(Cow::Owned(element.schema())),
            Schema::List(item) | Schema::Set(item) => Self::List(Cow::Borrowed(item)),
            Schema::Fixed(list, _) => Self::of(list, defs),
            Schema::Map { value, .. } => Self::Map(value),
            Schema::Ref(_) if defs.variants(schema).is_some() => Self::Enum,
            // Of a function, this says that JSON has none.
            Schema::Ref(_)
            | Schema::Resource(_)
            | Schema::Any
            | Schema::Json
            | Schema::Null
            | Schema::Tuple(_)
            | Schema::Callback { .. } => Self::Json,
        }
    }

    /// Whether several words make one value.
    pub(crate) fn is_many(&self) -> bool {
        matches!(self, Self::List(_) | Self::Map(_))
    }
}

/// What a help text calls a type: `i32`, `string[]`, `blake3|sha256`.
pub(crate) fn type_name(schema: &Schema, defs: &Defs) -> String {
    match schema {
        Schema::Optional(inner) => type_name(inner, defs),
        Schema::Bool => "true|false".into(),
        Schema::Integer(integer) => integer.name().into(),
        Schema::Number(of) => of.name().into(),
        Schema::Int64 => "i64".into(),
        Schema::Uint64 => "u64".into(),
        Schema::String => "string".into(),
        Schema::Char => "char".into(),
        Schema::Path => "path".into(),
        Schema::Date => "date".into(),
        Schema::Duration => "milliseconds".into(),
        Schema::Bytes => "bytes".into(),
        Schema::Column(element) => list_name(&element.schema(), defs),
        Schema::List(item) | Schema::Set(item) => list_name(item, defs),
        Schema::Fixed(list, _) => type_name(list, defs),
        Schema::Tuple(items) => {
            let items: Vec<_> = items.iter().map(|item| type_name(item, defs)).collect();
            format!("[{}]", items.join(", "))
        }
        Schema::Map { key, value } => {
            let name = match **key {
                Schema::String => "name".into(),
                _ => type_name(key, defs),
            };
            format!("{name}={}", type_name(value, defs))
        }
        Schema::Ref(_) => match defs.variants(schema) {
            Some(variants) => {
                let names: Vec<_> = variants.iter().map(|one| &*one.name).collect();
                names.join("|")
            }
            None => "json".into(),
        },
        Schema::Resource(name) => name.to_string(),
        Schema::Any | Schema::Json | Schema::Null => "json".into(),
        Schema::Callback { .. } => "function".into(),
    }
}

fn list_name(item: &Schema, defs: &Defs) -> String {
    let item = type_name(item, defs);
    if item.contains('|') {
        format!("({item})[]")
    } else {
        format!("{item}[]")
    }
}
