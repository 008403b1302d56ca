//! What is known about a plan's references before anything runs: whether a result of one type
//! could ever fit a parameter of another.

use super::{Defs, Schema, Shape};
use crate::data::Kinds;

/// Whether some value of type `from` is also of type `to`. Errs on the side of yes: what is filled
/// in is checked again at run time.
pub fn may_fit(from: &Schema, to: &Schema, defs: &Defs) -> bool {
    // An untagged union may be of each of its kinds.
    if is_untagged(from, defs) || is_untagged(to, defs) {
        return from.kinds(defs).overlap(to.kinds(defs));
    }
    match (from, to) {
        (Schema::Any | Schema::Json, _)
        | (_, Schema::Any)
        | (Schema::Null, Schema::Optional(_)) => true,
        (from, Schema::Json) => may_be_json(from),
        (Schema::Optional(inner), to) => {
            matches!(to, Schema::Optional(_)) || may_fit(inner, to, defs)
        }
        (from, Schema::Optional(inner)) => may_fit(from, inner, defs),
        (Schema::Ref(one), Schema::Ref(other)) if one == other => true,
        (Schema::Resource(one), Schema::Resource(other)) => one == other,
        (Schema::Tuple(from), Schema::Tuple(to)) => {
            let mut items = from.iter().zip(to);
            from.len() == to.len() && items.all(|(from, to)| may_fit(from, to, defs))
        }
        (Schema::Fixed(_, length), Schema::Tuple(items))
        | (Schema::Tuple(items), Schema::Fixed(_, length))
            if *length != items.len() =>
        {
            false
        }
        (Schema::Fixed(_, one), Schema::Fixed(_, other)) if one != other => false,
        _ => kind(from, defs) == kind(to, defs),
    }
}

/// Whether a value of that type may be one of JSON, without what is inside it.
fn may_be_json(schema: &Schema) -> bool {
    match schema {
        Schema::Int64
        | Schema::Uint64
        | Schema::Date
        | Schema::Bytes
        | Schema::Column(_)
        | Schema::Set(_)
        | Schema::Resource(_)
        | Schema::Callback { .. } => false,
        Schema::Fixed(list, _) => may_be_json(list),
        _ => true,
    }
}

fn is_untagged(schema: &Schema, defs: &Defs) -> bool {
    let mut schema = schema;
    while let Schema::Optional(inner) = schema {
        schema = inner;
    }
    let Schema::Ref(name) = schema else {
        return false;
    };
    let def = defs.get(name);
    matches!(def.map(|def| &def.shape), Some(Shape::Untagged(_)))
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
    Function,
}

fn kind(schema: &Schema, defs: &Defs) -> Kind {
    match schema {
        Schema::Null | Schema::Any | Schema::Json | Schema::Optional(_) => Kind::Null,
        Schema::Bool => Kind::Bool,
        Schema::Integer(_) | Schema::Number(_) | Schema::Duration => Kind::Number,
        // Bytes, moments and 64-bit integers are texts in JSON, and a text may contain one.
        Schema::Int64
        | Schema::Uint64
        | Schema::String
        | Schema::Char
        | Schema::Path
        | Schema::Date
        | Schema::Bytes => Kind::Text,
        Schema::Column(element) => Kind::Column(*element),
        Schema::List(_) | Schema::Set(_) | Schema::Tuple(_) => Kind::List,
        Schema::Fixed(list, _) => kind(list, defs),
        Schema::Map { .. } => Kind::Object,
        Schema::Resource(_) => Kind::Resource,
        Schema::Callback { .. } => Kind::Function,
        Schema::Ref(name) => match defs.get(name).map(|def| &def.shape) {
            Some(Shape::Enum(_)) => Kind::Text,
            Some(Shape::Struct(_) | Shape::Tagged(_) | Shape::Untagged(_)) | None => Kind::Object,
        },
    }
}

impl Schema {
    /// The type at a pointer's tokens inside this one.
    ///
    /// # Errors
    /// The index of the first token that cannot lead anywhere.
    pub fn inside<'a>(&'a self, tokens: &[String], defs: &'a Defs) -> Result<Reached<'a>, usize> {
        let mut here = Reached::Type(self);
        for (depth, token) in tokens.iter().enumerate() {
            here = match here {
                Reached::Type(schema) => schema.step(token, defs).ok_or(depth)?,
                Reached::Element(_) => return Err(depth),
                Reached::Unknown => return Ok(here),
            };
        }
        Ok(here)
    }

    /// The type of the items, if this may be a list. Nothing is known of those that differ.
    pub fn item(&self, defs: &Defs) -> Option<Self> {
        match self {
            Self::Any => Some(Self::Any),
            Self::Json => Some(Self::Json),
            Self::List(item) | Self::Set(item) => Some((**item).clone()),
            Self::Column(element) => Some(element.schema()),
            Self::Fixed(list, _) => list.item(defs),
            Self::Ref(_) if self.kinds(defs).overlap(Kinds::LIST) => Some(Self::Any),
            Self::Tuple(items) => {
                let reached = one_of_several(items.iter())?;
                Some(reached.schema().clone())
            }
            _ => None,
        }
    }

    /// The type at one token inside this one.
    fn step<'a>(&'a self, token: &str, defs: &'a Defs) -> Option<Reached<'a>> {
        let mut here = self;
        while let Self::Optional(inner) = here {
            here = inner;
        }
        match here {
            Self::Any => Some(Reached::Unknown),
            Self::Json => Some(Reached::Type(here)),
            Self::List(item) | Self::Set(item) | Self::Map { value: item, .. } => {
                Some(Reached::Type(item))
            }
            Self::Tuple(items) => {
                let item = items.get(crate::pointer::index(token)?)?;
                Some(Reached::Type(item))
            }
            Self::Fixed(list, length) => {
                let is_inside = crate::pointer::index(token)? < *length;
                is_inside.then(|| list.step(token, defs)).flatten()
            }
            Self::Column(element) => {
                crate::pointer::index(token).map(|_| Reached::Element(element.schema()))
            }
            Self::Ref(name) => match &defs.get(name)?.shape {
                Shape::Struct(fields) => {
                    let mut fields = fields.iter();
                    let field = fields.find(|field| field.name == token)?;
                    Some(Reached::Type(&field.schema))
                }
                Shape::Tagged(union) if union.tag == token => Some(Reached::Element(Self::String)),
                Shape::Tagged(union) => one_of_several(union.property(token)),
                Shape::Untagged(choices) => {
                    // Of those that have such a part.
                    let mut parts = choices
                        .iter()
                        .filter_map(|one| one.schema.step(token, defs));
                    let first = parts.next()?;
                    Some(parts.next().map_or(first, |_| Reached::Unknown))
                }
                Shape::Enum(_) => None,
            },
            _ => None,
        }
    }
}

/// What is known of a value that has one of these types.
fn one_of_several<'a>(mut types: impl Iterator<Item = &'a Schema>) -> Option<Reached<'a>> {
    let first = types.next()?;
    Some(if types.all(|other| other == first) {
        Reached::Type(first)
    } else {
        Reached::Unknown
    })
}

/// The target of a pointer inside a type.
#[derive(Debug)]
pub enum Reached<'a> {
    /// A part of the type.
    Type(&'a Schema),
    /// A value that has no parts, such as an element of a column.
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
    /// The type without null.
    pub(crate) fn required(&self) -> &Self {
        let mut schema = self;
        while let Self::Optional(inner) = schema {
            schema = inner;
        }
        schema
    }

    /// The type in words, for messages.
    pub fn in_words(&self) -> String {
        match self {
            Self::Any => "any value".into(),
            Self::Json => "a value of JSON".into(),
            Self::Null => "nothing".into(),
            Self::Bool => "a boolean".into(),
            Self::Integer(of) => format!("an integer ({})", of.name()),
            Self::Number(_) => "a number".into(),
            Self::Int64 => "a bigint (i64)".into(),
            Self::Uint64 => "a bigint (u64)".into(),
            Self::String => "text".into(),
            Self::Char => "a character".into(),
            Self::Path => "a path".into(),
            Self::Date => "a Date".into(),
            Self::Duration => "a number of milliseconds".into(),
            Self::Bytes => "binary data".into(),
            Self::Column(element) => element.to_string(),
            Self::List(item) => format!("a list (of {})", item.in_words()),
            Self::Tuple(items) => {
                let items: Vec<_> = items.iter().map(Self::in_words).collect();
                format!("a list (of {})", items.join(", "))
            }
            Self::Fixed(list, length) => format!("{}, {length} long", list.in_words()),
            Self::Set(item) => format!("a Set (of {})", item.in_words()),
            Self::Map { .. } => "an object".into(),
            Self::Optional(_) => format!("{} or null", self.required().in_words()),
            Self::Ref(name) => name.to_string(),
            Self::Resource(name) => crate::resource::shown(name),
            Self::Callback { .. } => "a function".into(),
        }
    }
}
