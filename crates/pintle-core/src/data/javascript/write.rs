//! Writing values of any type.

use crate::{
    Error, Value,
    data::{Columnar, Level, Sink},
};

/// What makes values of JavaScript.
pub trait JsWriter: Sink {
    /// Makes an object with these properties of its own. They are defined, not set: what `Object.prototype`
    /// has under such a name, as it does under `__proto__` and `constructor`, could refuse or take the value.
    fn own_properties<N: AsRef<str>>(
        self,
        properties: impl Iterator<Item = (N, Result<Self::Output, Error>)>,
    ) -> Result<Self::Output, Error>;
    /// Makes a typed array with a copy of the elements.
    fn copied_column<T: Columnar>(self, elements: &[T]) -> Result<Self::Output, Error>;
}

/// Writes any value: what [`Sink::value`] does.
pub fn write<K: JsWriter>(sink: K, value: Value) -> Result<K::Output, Error> {
    match value {
        Value::Null | Value::Pending => sink.null(),
        Value::Bool(value) => sink.bool(value),
        Value::Number(number) => sink.number(number),
        Value::BigInt(number) => match i64::try_from(number) {
            Ok(number) => sink.int64(number),
            Err(_) => sink.uint64(number as u64),
        },
        Value::String(text) => sink.string(&text),
        Value::Bytes(bytes) => sink.bytes(bytes),
        Value::Strings(items) => sink.list(items.len(), items.iter().map(|item| sink.string(item))),
        Value::Column(column) => column.write_copy(sink),
        Value::Resource(resource) => sink.resource(resource),
        Value::List(items) => {
            let _level = Level::enter_enveloped()?;
            let written = items.iter().map(|item| write(sink, item.clone()));
            sink.list(items.len(), written)
        }
        Value::Date(date) => sink.date(date),
        Value::Set(items) => {
            let _level = Level::enter_enveloped()?;
            let written = items.iter().map(|item| write(sink, item.clone()));
            sink.set(items.len(), written)
        }
        Value::Object(fields) => {
            let _level = Level::enter_enveloped()?;
            let fields = fields.iter();
            sink.own_properties(fields.map(|(name, value)| (name, write(sink, value.clone()))))
        }
    }
}
