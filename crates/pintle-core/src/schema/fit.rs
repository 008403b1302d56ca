//! What is known about a plan's references before anything runs: whether a result of one type
//! could ever fit a parameter of another.

use super::{Defs, Schema, Shape};

/// Whether some value of type `from` is also of type `to`. Errs on the side of yes: what is filled
/// in is checked again at run time.
pub fn may_fit(from: &Schema, to: &Schema, defs: &Defs) -> bool {
    match (from, to) {
        (Schema::Any, _) | (_, Schema::Any) | (Schema::Null, Schema::Optional(_)) => true,
        (Schema::Optional(inner), to) => {
            matches!(to, Schema::Optional(_)) || may_fit(inner, to, defs)
        }
        (from, Schema::Optional(inner)) => may_fit(from, inner, defs),
        (Schema::Ref(one), Schema::Ref(other)) if one == other => true,
        (Schema::Resource(one), Schema::Resource(other)) => one == other,
        _ => kind(from, defs) == kind(to, defs),
    }
}

/// Types that share a value are of one kind.
#[derive(PartialEq)]
enum Kind {
    Null,
    Bool,
    Number,
    Text,
    Column(crate::data::ColumnType),
    List,
    Object,
    Resource,
}

fn kind(schema: &Schema, defs: &Defs) -> Kind {
    match schema {
        Schema::Null | Schema::Any | Schema::Optional(_) => Kind::Null,
        Schema::Bool => Kind::Bool,
        Schema::Integer(_) | Schema::Number(_) => Kind::Number,
        // Bytes and 64-bit integers are texts in JSON, and a text may contain one.
        Schema::Int64 | Schema::Uint64 | Schema::String | Schema::Path | Schema::Bytes => {
            Kind::Text
        }
        Schema::Column(element) => Kind::Column(*element),
        Schema::List(_) => Kind::List,
        Schema::Map(_) => Kind::Object,
        Schema::Resource(_) => Kind::Resource,
        Schema::Ref(name) => match defs.get(name).map(|def| &def.shape) {
            Some(Shape::Enum(_)) => Kind::Text,
            _ => Kind::Object,
        },
    }
}

impl Schema {
    /// The type at a pointer's tokens inside this one.
    ///
    /// # Errors
    /// The index of the first token that cannot lead anywhere.
    pub fn inside<'a>(&'a self, tokens: &[String], defs: &'a Defs) -> Result<Reached<'a>, usize> {
        let mut here = self;
        for (depth, token) in tokens.iter().enumerate() {
            while let Self::Optional(inner) = here {
                here = inner;
            }
            here = match here {
                Self::Any => return Ok(Reached::Unknown),
                Self::List(item) | Self::Map(item) => item,
                Self::Column(element) if crate::pointer::index(token).is_some() => {
                    let last = depth + 1 == tokens.len();
                    return if last {
                        Ok(Reached::Element(element.schema()))
                    } else {
                        Err(depth + 1)
                    };
                }
                other => {
                    let field = defs
                        .fields(other)
                        .and_then(|fields| fields.iter().find(|field| field.name == *token));
                    &field.ok_or(depth)?.schema
                }
            };
        }
        Ok(Reached::Type(here))
    }
}

/// The target of a pointer inside a type.
#[derive(Debug)]
pub enum Reached<'a> {
    /// A part of the type.
    Type(&'a Schema),
    /// An element of a column.
    Element(Schema),
    /// Something that is only known at run time.
    Unknown,
}

impl Reached<'_> {
    /// The type that was reached; anything, if it is unknown.
    pub fn schema(&self) -> &Schema {
        match self {
            Self::Type(schema) => schema,
            Self::Element(schema) => schema,
            Self::Unknown => &Schema::Any,
        }
    }
}

impl Schema {
    /// The type in words, for messages.
    pub fn in_words(&self) -> String {
        match self {
            Self::Any => "any value".into(),
            Self::Null => "nothing".into(),
            Self::Bool => "a boolean".into(),
            Self::Integer(of) => format!("an integer ({})", of.name()),
            Self::Number(_) => "a number".into(),
            Self::Int64 => "a bigint (i64)".into(),
            Self::Uint64 => "a bigint (u64)".into(),
            Self::String => "text".into(),
            Self::Path => "a path".into(),
            Self::Bytes => "binary data".into(),
            Self::Column(element) => element.to_string(),
            Self::List(item) => format!("a list (of {})", item.in_words()),
            Self::Map(_) => "an object".into(),
            Self::Optional(inner) => format!("{} or null", inner.in_words()),
            Self::Ref(name) => name.to_string(),
            Self::Resource(name) => crate::resource::shown(name),
        }
    }
}
