//! The types of which a value has one.

use super::{Defs, Field, Schema, Shape};
use crate::{Name, data::Kinds};

/// So many unions may be inside each other, each an alternative of the next.
const DEEP: usize = 16;

/// Objects that a property, the tag, distinguishes.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagged {
    /// The name of the property.
    pub tag: Name,
    /// What there is, each with another text in that property.
    pub alternatives: Vec<Alternative>,
}

/// One of the objects of a tagged union: it has these properties beside the tag, and no others.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// The text of the tag.
    pub name: Name,
    /// Its documentation.
    pub description: Name,
    /// The properties beside the tag.
    pub fields: Vec<Field>,
}

/// One of the types of an untagged union.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// Its documentation.
    pub description: Name,
    /// Its type.
    pub schema: Schema,
}

impl Schema {
    /// The kinds of its values; of a union whose alternatives they do not distinguish, any.
    pub fn kinds(&self, defs: &Defs) -> Kinds {
        self.kinds_within(defs, DEEP)
    }

    fn kinds_within(&self, defs: &Defs, deep: usize) -> Kinds {
        if deep == 0 {
            return Kinds::ANY;
        }
        match self {
            // A function or a handle cannot be distinguished from other values in JSON.
            Self::Any | Self::Json | Self::Callback { .. } | Self::Resource(_) => Kinds::ANY,
            Self::Null => Kinds::NULL,
            Self::Bool => Kinds::BOOL,
            Self::Integer(_) | Self::Number(_) | Self::Duration => Kinds::NUMBER,
            Self::Int64 | Self::Uint64 => Kinds::BIGINT,
            Self::String | Self::Char | Self::Path => Kinds::TEXT,
            Self::Date => Kinds::DATE,
            Self::Set(_) => Kinds::SET,
            Self::Bytes => Kinds::BYTES,
            Self::Column(_) => Kinds::COLUMN,
            Self::List(_) | Self::Tuple(_) => Kinds::LIST,
            Self::Fixed(list, _) => list.kinds_within(defs, deep - 1),
            Self::Map { .. } => Kinds::OBJECT,
            Self::Optional(inner) => inner.kinds_within(defs, deep - 1).and(Kinds::NULL),
            Self::Ref(name) => match defs.get(name).map(|def| &def.shape) {
                Some(Shape::Struct(_) | Shape::Tagged(_)) => Kinds::OBJECT,
                Some(Shape::Enum(_)) => Kinds::TEXT,
                Some(Shape::Untagged(choices)) => {
                    let mut all = Kinds::NONE;
                    for Choice { schema, .. } in choices {
                        let kinds = schema.kinds_within(defs, deep - 1);
                        // No such union is valid. It may come from elsewhere, and be large.
                        if kinds == Kinds::ANY || kinds.overlap(all) {
                            return Kinds::ANY;
                        }
                        all = all.and(kinds);
                    }
                    if all == Kinds::NONE { Kinds::ANY } else { all }
                }
                None => Kinds::ANY,
            },
        }
    }

    /// The types of the parts of a value, one level further in.
    pub fn parts<'a>(&'a self, defs: &'a Defs) -> Vec<&'a Self> {
        fn types(fields: &[Field]) -> impl Iterator<Item = &Schema> {
            fields.iter().map(|field| &field.schema)
        }
        match self {
            Self::List(inner)
            | Self::Set(inner)
            | Self::Map { value: inner, .. }
            | Self::Optional(inner) => vec![inner],
            Self::Fixed(list, _) => list.parts(defs),
            Self::Tuple(items) => items.iter().collect(),
            Self::Ref(name) => match defs.get(name).map(|def| &def.shape) {
                Some(Shape::Struct(fields)) => types(fields).collect(),
                Some(Shape::Tagged(union)) => {
                    let alternatives = union.alternatives.iter();
                    alternatives.flat_map(|one| types(&one.fields)).collect()
                }
                Some(Shape::Untagged(choices)) => choices.iter().map(|one| &one.schema).collect(),
                Some(Shape::Enum(_)) | None => Vec::new(),
            },
            _ => Vec::new(),
        }
    }
}

impl Tagged {
    /// The types that a property of that name has in the alternatives that have it.
    pub(crate) fn property<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Schema> {
        let fields = self.alternatives.iter().flat_map(|one| &one.fields);
        fields
            .filter(move |field| field.name == name)
            .map(|field| &field.schema)
    }
}
