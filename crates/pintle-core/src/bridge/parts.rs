//! The lists and objects that are written, part by part.

use std::borrow::Cow;

use serde::ser::{
    self, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::Value as JsonValue;

use super::{failure::Failure, write::ToValue};
use crate::{Error, Name, Value, data::Level, errors};

/// A value inside the object with one name that serde makes of a variant of an enum.
struct Outer {
    variant: Option<&'static str>,
    /// One or two levels.
    _levels: (Level, Option<Level>),
}

impl Outer {
    fn new(variant: Option<&'static str>) -> Result<Self, Failure> {
        let inner = variant.map(|_| Level::enter()).transpose()?;
        Ok(Self {
            variant,
            _levels: (Level::enter()?, inner),
        })
    }

    fn place(&self, error: Error) -> Failure {
        Failure(match self.variant {
            Some(variant) => error.within(variant),
            None => error,
        })
    }

    fn wrap(&self, value: Value) -> Value {
        match self.variant {
            Some(variant) => Value::object(vec![(variant.into(), value)]),
            None => value,
        }
    }
}

/// So much is reserved in advance: the length is what the type says of itself.
const RESERVED: usize = 4096;

/// A list.
pub(super) struct Items {
    items: Vec<Value>,
    outer: Outer,
}

impl Items {
    pub(super) fn new(length: usize, variant: Option<&'static str>) -> Result<Self, Failure> {
        Ok(Self {
            items: Vec::with_capacity(length.min(RESERVED)),
            outer: Outer::new(variant)?,
        })
    }

    fn add<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Failure> {
        let index = self.items.len();
        let written = item.serialize(ToValue).map_err(|Failure(error)| {
            let error = error.at(&format!("/{index}"));
            self.outer.place(error)
        })?;
        self.items.push(written);
        Ok(())
    }

    fn finish(self) -> Value {
        self.outer.wrap(Value::list(self.items))
    }
}

/// An object.
pub(super) struct Members {
    fields: Vec<(Name, Value)>,
    /// The name of the next one, if that is known already.
    name: Name,
    outer: Outer,
}

impl Members {
    pub(super) fn new(length: usize, variant: Option<&'static str>) -> Result<Self, Failure> {
        Ok(Self {
            fields: Vec::with_capacity(length.min(RESERVED)),
            name: Name::default(),
            outer: Outer::new(variant)?,
        })
    }

    pub(super) fn add<T: Serialize + ?Sized>(
        &mut self,
        name: Name,
        value: &T,
    ) -> Result<(), Failure> {
        let written = value
            .serialize(ToValue)
            .map_err(|Failure(error)| self.outer.place(error.within(&name)))?;
        self.fields.push((name, written));
        Ok(())
    }

    /// An object has each name once. Of flattened fields and of maps, serde does not know that.
    pub(super) fn finish(self) -> Result<Value, Failure> {
        let mut names: Vec<&str> = self.fields.iter().map(|(name, _)| &**name).collect();
        names.sort_unstable();
        if let Some([name, _]) = names.windows(2).find(|pair| pair[0] == pair[1]) {
            let message = format!("the result has the name {name:?} twice");
            let error = Error::new(&errors::INVALID_VALUE, message);
            return Err(self.outer.place(error));
        }
        Ok(self.outer.wrap(Value::object(self.fields)))
    }
}

/// The text of a key, as `serde_json` has it.
fn name_of<T: Serialize + ?Sized>(key: &T) -> Result<Name, Failure> {
    let mut map = serde_json::value::Serializer.serialize_map(Some(1))?;
    map.serialize_entry(key, &())?;
    let name = match SerializeMap::end(map) {
        Ok(JsonValue::Object(map)) => map.into_iter().next().map(|(name, _)| name),
        _ => None,
    };
    name.map(Cow::Owned)
        .ok_or_else(|| ser::Error::custom("key must be a string"))
}

macro_rules! lists {
    ($($trait:ident $method:ident;)*) => {$(
        impl $trait for Items {
            type Ok = Value;
            type Error = Failure;

            fn $method<T: Serialize + ?Sized>(&mut self, item: &T) -> Result<(), Failure> {
                self.add(item)
            }

            fn end(self) -> Result<Value, Failure> {
                Ok(self.finish())
            }
        }
    )*};
}

lists! {
    SerializeSeq serialize_element;
    SerializeTuple serialize_element;
    SerializeTupleStruct serialize_field;
    SerializeTupleVariant serialize_field;
}

macro_rules! objects {
    ($($trait:ident)*) => {$(
        impl $trait for Members {
            type Ok = Value;
            type Error = Failure;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Failure> {
                self.add(name.into(), value)
            }

            fn end(self) -> Result<Value, Failure> {
                self.finish()
            }
        }
    )*};
}

objects! {
    SerializeStruct
    SerializeStructVariant
}

impl SerializeMap for Members {
    type Ok = Value;
    type Error = Failure;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Failure> {
        self.name = name_of(key).map_err(|Failure(error)| self.outer.place(error))?;
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failure> {
        let name = std::mem::take(&mut self.name);
        self.add(name, value)
    }

    fn end(self) -> Result<Value, Failure> {
        self.finish()
    }
}
