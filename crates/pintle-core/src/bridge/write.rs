//! Writing what serde knows as a value of JSON, in the forms of `serde_json`.

use std::{borrow::Cow, fmt};

use serde::ser::{
    self, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::Value as JsonValue;

use crate::{
    Error, Name, Value,
    data::{Level, beyond, finite},
    errors,
    schema::IntegerType,
};

/// Writes a value.
///
/// # Errors
/// With the place: `ERR_PINTLE_NOT_FINITE`, `ERR_PINTLE_OUT_OF_RANGE` for an integer that JavaScript
/// would round, and `ERR_PINTLE_INVALID_VALUE` for what JSON does not have and for what the type itself
/// refuses.
pub(super) fn serialize<T: Serialize>(value: &T) -> Result<Value, Error> {
    value.serialize(ToValue).map_err(|Failure(error)| error)
}

/// An error in the form that serde wants.
#[derive(Debug)]
struct Failure(Error);

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.message())
    }
}

impl std::error::Error for Failure {}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        ser::Error::custom(error)
    }
}

impl ser::Error for Failure {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(Error::new(&errors::INVALID_VALUE, message.to_string()))
    }
}

struct ToValue;

fn integer(number: i128) -> Result<Value, Failure> {
    let of = IntegerType::I53;
    if (of.min().into()..=of.max().into()).contains(&number) {
        Ok(Value::Number(number as f64))
    } else {
        Err(beyond(number).into())
    }
}

macro_rules! integers {
    ($($method:ident $type:ty;)*) => {$(
        fn $method(self, number: $type) -> Result<Value, Failure> {
            integer(number.into())
        }
    )*};
}

impl Serializer for ToValue {
    type Ok = Value;
    type Error = Failure;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Items;
    type SerializeTupleVariant = Items;
    type SerializeMap = Members;
    type SerializeStruct = Members;
    type SerializeStructVariant = Members;

    integers! {
        serialize_i8 i8;
        serialize_i16 i16;
        serialize_i32 i32;
        serialize_i64 i64;
        serialize_i128 i128;
        serialize_u8 u8;
        serialize_u16 u16;
        serialize_u32 u32;
        serialize_u64 u64;
    }

    fn serialize_u128(self, number: u128) -> Result<Value, Failure> {
        integer(i128::try_from(number).map_err(|_| beyond(number))?)
    }

    fn serialize_bool(self, value: bool) -> Result<Value, Failure> {
        Ok(Value::Bool(value))
    }

    fn serialize_f32(self, number: f32) -> Result<Value, Failure> {
        self.serialize_f64(number.into())
    }

    fn serialize_f64(self, number: f64) -> Result<Value, Failure> {
        Ok(Value::Number(finite(number)?))
    }

    fn serialize_char(self, letter: char) -> Result<Value, Failure> {
        Ok(letter.encode_utf8(&mut [0; 4])[..].into())
    }

    fn serialize_str(self, text: &str) -> Result<Value, Failure> {
        Ok(text.into())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<Value, Failure> {
        let _level = Level::enter()?;
        let bytes = bytes.iter().map(|byte| Value::Number((*byte).into()));
        Ok(Value::list(bytes.collect()))
    }

    fn serialize_none(self) -> Result<Value, Failure> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Value, Failure> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Value, Failure> {
        Ok(Value::Null)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Value, Failure> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Value, Failure> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Value, Failure> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Value, Failure> {
        let mut members = Members::new(1, None)?;
        members.add(variant.into(), value)?;
        members.finish()
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Items, Failure> {
        Items::new(length.unwrap_or(0), None)
    }

    fn serialize_tuple(self, length: usize) -> Result<Items, Failure> {
        Items::new(length, None)
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Items, Failure> {
        Items::new(length, None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Items, Failure> {
        Items::new(length, Some(variant))
    }

    fn serialize_map(self, length: Option<usize>) -> Result<Members, Failure> {
        Members::new(length.unwrap_or(0), None)
    }

    fn serialize_struct(self, name: &'static str, length: usize) -> Result<Members, Failure> {
        // What only serde_json itself can write: of any other, these would become objects.
        if name.starts_with("$serde_json::private::") {
            let message = "serde_json's RawValue and numbers of any precision cannot be written";
            return Err(ser::Error::custom(message));
        }
        Members::new(length, None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Members, Failure> {
        Members::new(length, Some(variant))
    }
}

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
struct Items {
    items: Vec<Value>,
    outer: Outer,
}

impl Items {
    fn new(length: usize, variant: Option<&'static str>) -> Result<Self, Failure> {
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
struct Members {
    fields: Vec<(Name, Value)>,
    /// The name of the next one, if that is known already.
    name: Name,
    outer: Outer,
}

impl Members {
    fn new(length: usize, variant: Option<&'static str>) -> Result<Self, Failure> {
        Ok(Self {
            fields: Vec::with_capacity(length.min(RESERVED)),
            name: Name::default(),
            outer: Outer::new(variant)?,
        })
    }

    fn add<T: Serialize + ?Sized>(&mut self, name: Name, value: &T) -> Result<(), Failure> {
        let written = value
            .serialize(ToValue)
            .map_err(|Failure(error)| self.outer.place(error.within(&name)))?;
        self.fields.push((name, written));
        Ok(())
    }

    /// An object has each name once. Of flattened fields and of maps, serde does not know that.
    fn finish(self) -> Result<Value, Failure> {
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
