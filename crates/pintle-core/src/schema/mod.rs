//! The types that cross the boundary, as data: the basis of the contract, the checks and the
//! generated TypeScript.

mod check;
mod fit;
mod float;
mod integer;
mod union;

use std::collections::BTreeMap;

use crate::{Name, Value, data::ColumnType};

pub(crate) use check::Seen;
pub use check::check;
pub use fit::{Reached, may_fit};
pub use float::FloatType;
pub use integer::IntegerType;
pub use union::{Alternative, Choice, Tagged};

/// The type of a parameter, a result or a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Schema {
    /// Any value that can cross the boundary.
    Any,
    /// Any value of JSON: no bigint, binary data, typed array, date or set is one.
    Json,
    /// `null`; as a result, TypeScript's `void`.
    Null,
    /// A boolean.
    Bool,
    /// A whole number of at most 32 bits.
    Integer(IntegerType),
    /// A finite float.
    Number(FloatType),
    /// `i64`: `bigint` in TypeScript, a decimal string in JSON.
    Int64,
    /// `u64`: `bigint` in TypeScript, a decimal string in JSON.
    Uint64,
    /// Text.
    String,
    /// Text of one character: a Unicode scalar value.
    Char,
    /// A path: text without NUL, not empty.
    Path,
    /// A moment: a `Date` in TypeScript, a text of RFC 3339 in JSON.
    Date,
    /// A duration: a number of milliseconds.
    Duration,
    /// Binary data: `Uint8Array` in TypeScript, base64 in JSON.
    Bytes,
    /// A column of numbers: a typed array in TypeScript, a list of numbers in JSON.
    Column(ColumnType),
    /// A list.
    List(Box<Schema>),
    /// A list of the given types, one for each item.
    Tuple(Vec<Schema>),
    /// A list, a column or binary data, with exactly this many items.
    Fixed(Box<Schema>, usize),
    /// A set: a `Set` in TypeScript, a list in JSON.
    Set(Box<Schema>),
    /// An object with arbitrary names of one type whose values have one type.
    Map {
        /// The names: [`String`](Self::String), [`Integer`](Self::Integer), [`Int64`](Self::Int64) or
        /// [`Uint64`](Self::Uint64) in decimal, or a reference to an enum.
        key: Box<Schema>,
        /// The values.
        value: Box<Schema>,
    },
    /// The type or `null`.
    Optional(Box<Schema>),
    /// A named type in [`Defs`].
    Ref(Name),
    /// A handle to a resource of the type of that name in [`Defs::resources`]: an instance of a class
    /// in TypeScript, a number in JSON that means something to one caller only.
    Resource(Name),
    /// A function of the caller, which JSON cannot hold.
    Callback {
        /// What it takes.
        params: Vec<Schema>,
        /// What it returns.
        result: Box<Schema>,
    },
}

/// A named type.
#[derive(Clone, Debug, PartialEq)]
pub struct Def {
    /// The full Rust name, to detect two types that share a short one. Empty where it is not known.
    pub rust_name: &'static str,
    /// Its documentation.
    pub description: Name,
    /// Its structure.
    pub shape: Shape,
}

/// A type of resources.
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceDef {
    /// The full Rust name. Empty where it is not known.
    pub rust_name: &'static str,
    /// Its documentation.
    pub description: Name,
}

/// The structure of a named type.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// An object with these properties and no others.
    Struct(Vec<Field>),
    /// One of these texts.
    Enum(Vec<Variant>),
    /// An object that is one of several, which a property names.
    Tagged(Tagged),
    /// A value of one of these types, which its kind distinguishes.
    Untagged(Vec<Choice>),
}

impl Shape {
    /// An enum of these texts, each with its documentation.
    pub fn variants(variants: &[(&'static str, &'static str)]) -> Self {
        let variant = |(name, description): &(&'static str, &'static str)| Variant {
            name: Name::Borrowed(name),
            description: Name::Borrowed(description),
        };
        Self::Enum(variants.iter().map(variant).collect())
    }
}

/// A text that a value of an enum may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The text.
    pub name: Name,
    /// Its documentation.
    pub description: Name,
}

/// A property of a struct.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name in TypeScript and JSON: camelCase.
    pub name: Name,
    /// Its documentation.
    pub description: Name,
    /// Its type.
    pub schema: Schema,
    /// Whether it may be left out of a parameter. A result always has it.
    pub optional: bool,
    /// Its default, if that is worth mentioning.
    pub default: Option<Value>,
}

/// The named types in a contract.
#[derive(Debug, Default)]
pub struct Defs {
    types: BTreeMap<Name, Def>,
    resources: BTreeMap<Name, ResourceDef>,
    conflicts: Vec<(&'static str, &'static str)>,
}

impl Defs {
    /// Adds the type `name` unless it exists, and returns the schema that refers to it.
    ///
    /// `shape` is only called for a new type, so that a type may contain itself.
    pub fn named(
        &mut self,
        name: &'static str,
        rust_name: &'static str,
        description: &'static str,
        shape: impl FnOnce(&mut Self) -> Shape,
    ) -> Schema {
        match self.types.get(name) {
            Some(known) if known.rust_name != rust_name => {
                self.conflicts.push((known.rust_name, rust_name));
            }
            Some(_) => {}
            None => {
                let def = |shape| Def {
                    rust_name,
                    description: description.into(),
                    shape,
                };
                self.types
                    .insert(name.into(), def(Shape::Struct(Vec::new())));
                let shape = shape(self);
                self.types.insert(name.into(), def(shape));
            }
        }
        Schema::Ref(name.into())
    }

    /// Adds the type of resources `name` unless it exists, and returns the schema of a handle to one.
    pub fn resource(
        &mut self,
        name: &'static str,
        rust_name: &'static str,
        description: &'static str,
    ) -> Schema {
        let known = self.resources.entry(name.into()).or_insert(ResourceDef {
            rust_name,
            description: description.into(),
        });
        if known.rust_name != rust_name {
            self.conflicts.push((known.rust_name, rust_name));
        }
        Schema::Resource(name.into())
    }

    /// Adds a type of resources that has been read from somewhere.
    pub(crate) fn insert_resource(&mut self, name: Name, def: ResourceDef) {
        self.resources.insert(name, def);
    }

    /// The types of resources by name.
    pub fn resources(&self) -> &BTreeMap<Name, ResourceDef> {
        &self.resources
    }

    /// Adds a type that has been read from somewhere.
    pub(crate) fn insert(&mut self, name: Name, def: Def) {
        self.types.insert(name, def);
    }

    /// The type of that name.
    pub fn get(&self, name: &str) -> Option<&Def> {
        self.types.get(name)
    }

    /// All types by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Def)> {
        self.types.iter().map(|(name, def)| (&**name, def))
    }

    /// Two Rust types that share one short name, if there are any.
    pub fn conflict(&self) -> Option<(&'static str, &'static str)> {
        let both = self.resources.iter().find_map(|(name, resource)| {
            let def = self.types.get(name)?;
            Some((def.rust_name, resource.rust_name))
        });
        self.conflicts.first().copied().or(both)
    }

    /// The fields of a type, if it is a struct.
    pub fn fields(&self, schema: &Schema) -> Option<&[Field]> {
        match schema {
            Schema::Ref(name) => match &self.get(name)?.shape {
                Shape::Struct(fields) => Some(fields),
                Shape::Enum(_) | Shape::Tagged(_) | Shape::Untagged(_) => None,
            },
            _ => None,
        }
    }

    /// The texts of a type, when it is an enum.
    pub fn variants(&self, schema: &Schema) -> Option<&[Variant]> {
        match schema {
            Schema::Ref(name) => match &self.get(name)?.shape {
                Shape::Enum(variants) => Some(variants),
                Shape::Struct(_) | Shape::Tagged(_) | Shape::Untagged(_) => None,
            },
            _ => None,
        }
    }
}
