//! The value that travels between commands without JavaScript or JSON in between.

mod nested;

use std::{borrow::Cow, sync::Arc};

use crate::{AnyResource, Bytes, Column, Date, Strings};

pub use nested::{Nested, Part};

/// The name of an object's property. Those of Rust types are static and cost nothing.
pub type Name = Cow<'static, str>;

/// Any value a command takes or returns, in the form that a plan keeps between steps.
///
/// Bulk values (bytes, number columns, path lists) are shared, never copied or turned into JSON,
/// when one step's result becomes another step's parameter.
#[derive(Clone, Debug)]
pub enum Value {
    /// `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// Every number of at most 53 bits, and every float. Always finite.
    Number(f64),
    /// A 64-bit integer, signed or unsigned: `bigint` in TypeScript, a decimal string in JSON.
    BigInt(i128),
    /// Text.
    String(Arc<str>),
    /// Binary data.
    Bytes(Bytes),
    /// A column of numbers: a typed array in TypeScript.
    Column(Column),
    /// A list of texts, such as the paths of a walk.
    Strings(Arc<Strings>),
    /// A moment: a `Date` in TypeScript, a text of RFC 3339 in JSON.
    Date(Date),
    /// A list of anything.
    List(Arc<Nested<Value>>),
    /// A set: a `Set` in TypeScript, a list in JSON.
    Set(Arc<Nested<Value>>),
    /// Named properties, in order. Names are unique.
    Object(Arc<Nested<(Name, Value)>>),
    /// A handle to a resource.
    Resource(AnyResource),
    /// Where a plan's reference will be filled in. Only the check of a plan creates these.
    #[doc(hidden)]
    Pending,
}

impl Value {
    /// A list.
    pub fn list(items: Vec<Value>) -> Self {
        Self::List(Arc::new(items.into()))
    }

    /// A set. The items must be unique.
    pub fn set(items: Vec<Value>) -> Self {
        Self::Set(Arc::new(items.into()))
    }

    /// An object. The names must be unique.
    pub fn object(fields: Vec<(Name, Value)>) -> Self {
        Self::Object(Arc::new(fields.into()))
    }

    /// An empty object.
    pub fn empty_object() -> Self {
        Self::Object(Arc::default())
    }

    /// Whether it may contain values.
    pub(crate) fn is_nested(&self) -> bool {
        matches!(self, Self::List(_) | Self::Set(_) | Self::Object(_))
    }

    /// A view of this value.
    pub fn view(&self) -> ValueRef<'_> {
        match self {
            Self::String(text) => ValueRef::Str(text),
            Self::Number(number) => ValueRef::Number(*number),
            Self::BigInt(number) => ValueRef::BigInt(*number),
            other => ValueRef::Value(other),
        }
    }

    /// The property `name` of an object.
    pub fn get(&self, name: &str) -> Option<&Value> {
        match self {
            Self::Object(fields) => fields
                .iter()
                .find_map(|(key, value)| (key == name).then_some(value)),
            _ => None,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.into())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::String(text.into())
    }
}

impl FromIterator<(Name, Value)> for Value {
    fn from_iter<I: IntoIterator<Item = (Name, Value)>>(fields: I) -> Self {
        Self::object(fields.into_iter().collect())
    }
}

/// A view of a [`Value`] or of one element inside a bulk value, which is not a separate `Value`.
#[derive(Clone, Copy, Debug)]
pub enum ValueRef<'a> {
    /// A whole value that is neither text nor a number.
    Value(&'a Value),
    /// Text, or an element of a list of texts.
    Str(&'a str),
    /// A number, or an element of a column.
    Number(f64),
    /// A 64-bit integer, or an element of a column.
    BigInt(i128),
    /// The properties of an object except for those named in `except`: an options object whose
    /// fields are at the same level as the other parameters.
    Fields {
        /// All properties.
        fields: &'a [(Name, Value)],
        /// The names of the parameters that do not belong to the options.
        except: &'a [&'static str],
    },
}

impl ValueRef<'_> {
    /// The value that is seen. Bulk values are shared, not copied.
    pub fn to_value(self) -> Value {
        match self {
            Self::Value(value) => value.clone(),
            Self::Str(text) => text.into(),
            Self::Number(number) => Value::Number(number),
            Self::BigInt(number) => Value::BigInt(number),
            Self::Fields { fields, except } => fields
                .iter()
                .filter(|(name, _)| !except.contains(&name.as_ref()))
                .cloned()
                .collect(),
        }
    }
}
