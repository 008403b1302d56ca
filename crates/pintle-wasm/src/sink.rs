//! Writing JavaScript values.

use js_sys::Object;
use pintle_core::{
    AnyResource, Bytes, Date, Error, Strings, Value,
    data::{
        Columnar, Sink,
        javascript::{self, JsWriter},
    },
    errors,
};
use wasm_bindgen::{JsValue, intern};

use crate::{callbacks::Thrown, columns, js_host, resources, source};

/// Writes JavaScript values.
#[derive(Clone, Copy)]
pub(crate) struct JsSink;

impl JsWriter for JsSink {
    fn own_properties<N: AsRef<str>>(
        self,
        properties: impl Iterator<Item = (N, Result<JsValue, Error>)>,
    ) -> Result<JsValue, Error> {
        let object = Object::new().into();
        for (name, value) in properties {
            js_host::define(&object, name.as_ref(), &value?);
        }
        Ok(object)
    }

    fn copied_column<T: Columnar>(self, elements: &[T]) -> Result<JsValue, Error> {
        Ok(columns::write(elements))
    }
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
        Ok(js_host::bytes(&value))
    }

    fn column<T: Columnar>(self, value: Vec<T>) -> Result<JsValue, Error> {
        Ok(columns::write(&value))
    }

    fn strings(self, value: Strings) -> Result<JsValue, Error> {
        self.list(value.len(), value.iter().map(|text| self.string(text)))
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

    fn date(self, value: Date) -> Result<JsValue, Error> {
        Ok(js_host::date_of(value.millis() as f64))
    }

    fn set(
        self,
        length: usize,
        items: impl Iterator<Item = Result<JsValue, Error>>,
    ) -> Result<JsValue, Error> {
        Ok(js_host::set_of(&self.list(length, items)?))
    }

    fn object(
        self,
        fields: impl IntoIterator<Item = (&'static str, Result<JsValue, Error>)>,
    ) -> Result<JsValue, Error> {
        // A name that is known is copied into JavaScript once.
        let fields = fields.into_iter();
        self.own_properties(fields.map(|(name, value)| (intern(name), value)))
    }

    fn map(
        self,
        entries: impl Iterator<Item = (String, Result<JsValue, Error>)>,
    ) -> Result<JsValue, Error> {
        self.own_properties(entries)
    }

    fn resource(self, resource: AnyResource) -> Result<JsValue, Error> {
        resources::hold(resource)
    }

    fn value(self, value: Value) -> Result<JsValue, Error> {
        javascript::write(self, value)
    }
}

/// An error as data, from which JavaScript creates one with the caller's stack.
#[cold]
pub(crate) fn error_data(error: &Error) -> JsValue {
    let data = JsSink.value(error.to_value()).unwrap_or(JsValue::NULL);
    if *error.kind() == errors::GETTER_THREW
        && let Some(exception) = source::take_thrown()
    {
        js_host::define(&data, "cause", &exception);
    }
    if let Some(thrown) = error
        .origin()
        .and_then(|origin| origin.downcast_ref::<Thrown>())
    {
        js_host::define(&data, "cause", &thrown.value());
    }
    data
}
