//! Writing what serde knows as a value of JSON, in the forms of `serde_json`.

use serde::ser::{self, Serialize, Serializer};

use super::{
    failure::Failure,
    parts::{Items, Members},
};
use crate::{
    Error, Value,
    data::{Level, beyond, finite},
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

pub(super) struct ToValue;

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
