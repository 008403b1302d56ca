//! Writing JavaScript values.

use js_sys::{Object, Reflect};
use pintle_core::{
    Bytes, Column, Error, Name, Strings, Value,
    data::{Columnar, Level, Sink},
    errors,
};
use wasm_bindgen::{JsValue, intern};

use crate::{columns, host, source};

/// Writes JavaScript values.
#[derive(Clone, Copy)]
pub(crate) struct JsSink;

impl JsSink {
    fn list_of<'a>(self, items: impl ExactSizeIterator<Item = &'a str>) -> Result<JsValue, Error> {
        self.list(items.len(), items.map(|text| Ok(JsValue::from_str(text))))
    }
}

/// An object. Names that are data may be `__proto__`, which only a definition makes a property.
fn object_of<'a>(
    fields: impl Iterator<Item = (&'a Name, Result<JsValue, Error>)>,
) -> Result<JsValue, Error> {
    let object: JsValue = Object::new().into();
    for (name, value) in fields {
        match name {
            Name::Borrowed(name) => put(&object, name, &value?),
            Name::Owned(name) => host::define(&object, name, &value?),
        }
    }
    Ok(object)
}

fn put(object: &JsValue, name: &str, value: &JsValue) {
    // An ordinary object takes any property.
    let _ = Reflect::set(object, &JsValue::from_str(intern(name)), value);
}

impl Sink for JsSink {
    type Output = JsValue;

    fn null(self) -> Result<JsValue, Error> {
        Ok(JsValue::NULL)
    }

    fn unit(self) -> Result<JsValue, Error> {
        Ok(JsValue::UNDEFINED)
    }

    fn bool(self, value: bool) -> Result<JsValue, Error> {
        Ok(value.into())
    }

    fn number(self, value: f64) -> Result<JsValue, Error> {
        Ok(value.into())
    }

    fn int64(self, value: i64) -> Result<JsValue, Error> {
        Ok(value.into())
    }

    fn uint64(self, value: u64) -> Result<JsValue, Error> {
        Ok(value.into())
    }

    fn string(self, value: &str) -> Result<JsValue, Error> {
        Ok(value.into())
    }

    fn bytes(self, value: Bytes) -> Result<JsValue, Error> {
        Ok(host::bytes(&value))
    }

    fn column<T: Columnar>(self, value: Vec<T>) -> Result<JsValue, Error> {
        Ok(columns::write(&value))
    }

    fn strings(self, value: Strings) -> Result<JsValue, Error> {
        self.list_of(value.iter())
    }

    fn list(
        self,
        _length: usize,
        items: impl Iterator<Item = Result<JsValue, Error>>,
    ) -> Result<JsValue, Error> {
        let list = js_sys::Array::new();
        for item in items {
            list.push(&item?);
        }
        Ok(list.into())
    }

    fn object<const N: usize>(
        self,
        fields: [(&'static str, Result<JsValue, Error>); N],
    ) -> Result<JsValue, Error> {
        let object: JsValue = Object::new().into();
        for (name, value) in fields {
            put(&object, name, &value?);
        }
        Ok(object)
    }

    fn map(
        self,
        entries: impl Iterator<Item = (String, Result<JsValue, Error>)>,
    ) -> Result<JsValue, Error> {
        let object: JsValue = Object::new().into();
        for (name, value) in entries {
            host::define(&object, &name, &value?);
        }
        Ok(object)
    }

    fn value(self, value: Value) -> Result<JsValue, Error> {
        match value {
            Value::Null | Value::Pending => self.null(),
            Value::Bool(value) => self.bool(value),
            Value::Number(number) => self.number(number),
            Value::BigInt(number) => match i64::try_from(number) {
                Ok(number) => self.int64(number),
                Err(_) => self.uint64(number as u64),
            },
            Value::String(text) => self.string(&text),
            Value::Bytes(bytes) => self.bytes(bytes),
            Value::Strings(items) => self.list_of(items.iter()),
            Value::Column(column) => Ok(match column {
                Column::I32(column) => columns::write(&column),
                Column::U32(column) => columns::write(&column),
                Column::F64(column) => columns::write(&column),
                Column::I64(column) => columns::write(&column),
                Column::U64(column) => columns::write(&column),
            }),
            Value::List(items) => {
                let _level = Level::enter_enveloped()?;
                self.list(
                    items.len(),
                    items.iter().map(|item| self.value(item.clone())),
                )
            }
            Value::Object(fields) => {
                let _level = Level::enter_enveloped()?;
                object_of(
                    fields
                        .iter()
                        .map(|(name, value)| (name, self.value(value.clone()))),
                )
            }
        }
    }
}

/// An error as data, from which JavaScript creates one with the caller's stack.
#[cold]
pub(crate) fn error_data(error: &Error) -> JsValue {
    let data = JsSink.value(error.to_value()).unwrap_or(JsValue::NULL);
    if *error.kind() == errors::GETTER_THREW
        && let Some(exception) = source::take_thrown()
    {
        host::define(&data, "cause", &exception);
    }
    data
}
