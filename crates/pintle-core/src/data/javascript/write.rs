//! Writing values of any type.

use crate::{
    Error, Name, Value,
    data::{Columnar, Level, Sink},
};

/// What makes values of JavaScript.
pub trait JsWriter: Sink {
    /// Makes an empty object.
    fn new_object(self) -> Result<Self::Output, Error>;
    /// Sets a property by a name that a program chose.
    fn put(
        self,
        object: &Self::Output,
        name: &'static str,
        value: Self::Output,
    ) -> Result<(), Error>;
    /// Defines a property by a name that is data: `__proto__` is a name like any other.
    fn define(self, object: &Self::Output, name: &str, value: Self::Output) -> Result<(), Error>;
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
            let object = sink.new_object()?;
            for (name, value) in fields.iter() {
                let value = write(sink, value.clone())?;
                match name {
                    Name::Borrowed(name) => sink.put(&object, name, value)?,
                    Name::Owned(name) => sink.define(&object, name, value)?,
                }
            }
            Ok(object)
        }
    }
}

/// Writes an object whose names are known when the program is compiled: what [`Sink::object`] does.
#[inline]
pub fn write_object<K: JsWriter>(
    sink: K,
    fields: impl IntoIterator<Item = (&'static str, Result<K::Output, Error>)>,
) -> Result<K::Output, Error> {
    let object = sink.new_object()?;
    for (name, value) in fields {
        sink.put(&object, name, value?)?;
    }
    Ok(object)
}

/// Writes an object whose names are data: what [`Sink::map`] does.
pub fn write_map<K: JsWriter>(
    sink: K,
    entries: impl Iterator<Item = (String, Result<K::Output, Error>)>,
) -> Result<K::Output, Error> {
    let object = sink.new_object()?;
    for (name, value) in entries {
        sink.define(&object, &name, value?)?;
    }
    Ok(object)
}
