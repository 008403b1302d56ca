//! Writing into a [`Value`].

use std::sync::Arc;

use crate::{
    AnyResource, Bytes, Date, Error, Name, Strings, Value,
    data::{Columnar, Sink},
};

/// Writes values that stay in Rust.
#[derive(Clone, Copy, Debug)]
pub struct ValueSink;

impl Sink for ValueSink {
    type Output = Value;

    fn null(self) -> Result<Value, Error> {
        Ok(Value::Null)
    }

    fn bool(self, value: bool) -> Result<Value, Error> {
        Ok(Value::Bool(value))
    }

    fn number(self, value: f64) -> Result<Value, Error> {
        Ok(Value::Number(value))
    }

    fn int64(self, value: i64) -> Result<Value, Error> {
        Ok(Value::BigInt(value.into()))
    }

    fn uint64(self, value: u64) -> Result<Value, Error> {
        Ok(Value::BigInt(value.into()))
    }

    fn string(self, value: &str) -> Result<Value, Error> {
        Ok(value.into())
    }

    fn bytes(self, value: Bytes) -> Result<Value, Error> {
        Ok(Value::Bytes(value))
    }

    fn column<T: Columnar>(self, value: Vec<T>) -> Result<Value, Error> {
        Ok(Value::Column(T::wrap(Arc::new(value))))
    }

    fn strings(self, value: Strings) -> Result<Value, Error> {
        Ok(Value::Strings(Arc::new(value)))
    }

    fn list(
        self,
        _length: usize,
        items: impl Iterator<Item = Result<Value, Error>>,
    ) -> Result<Value, Error> {
        Ok(Value::list(items.collect::<Result<_, _>>()?))
    }

    fn date(self, value: Date) -> Result<Value, Error> {
        Ok(Value::Date(value))
    }

    fn set(
        self,
        _length: usize,
        items: impl Iterator<Item = Result<Value, Error>>,
    ) -> Result<Value, Error> {
        Ok(Value::set(items.collect::<Result<_, _>>()?))
    }

    fn object(
        self,
        fields: impl IntoIterator<Item = (&'static str, Result<Value, Error>)>,
    ) -> Result<Value, Error> {
        fields
            .into_iter()
            .map(|(name, value)| Ok((Name::Borrowed(name), value?)))
            .collect()
    }

    fn map(
        self,
        entries: impl Iterator<Item = (String, Result<Value, Error>)>,
    ) -> Result<Value, Error> {
        entries
            .map(|(name, value)| Ok((Name::Owned(name), value?)))
            .collect()
    }

    fn resource(self, resource: AnyResource) -> Result<Value, Error> {
        Ok(Value::Resource(resource))
    }

    fn value(self, value: Value) -> Result<Value, Error> {
        Ok(value)
    }
}
