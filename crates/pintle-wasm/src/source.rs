//! Reading JavaScript values.

use std::{borrow::Cow, cell::RefCell};

use js_sys::{Array, JsString, Reflect};
use pintle_core::{
    AnyResource, Callback, Date, Decode, Error, Value,
    callback::CallbackArguments,
    data::{
        Columnar, Fault, Kinds, Level, Source,
        javascript::{self, JsReader, Kind},
    },
    errors,
};
use typed_arena::Arena;
use wasm_bindgen::{JsCast, JsValue};

use crate::{callbacks, columns, js_host, resources};

thread_local! {
    /// What a getter threw while arguments were read, until the error about it is created.
    static THROWN: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// A JavaScript value of the current call.
#[derive(Clone, Copy)]
pub(crate) struct JsSource<'s> {
    pub(crate) arena: &'s Arena<JsValue>,
    pub(crate) value: &'s JsValue,
}

impl JsSource<'_> {
    /// Another value of the same call.
    fn with(self, value: JsValue) -> Self {
        Self {
            value: self.arena.alloc(value),
            ..self
        }
    }
}

impl<'s> JsReader<'s> for JsSource<'s> {
    fn kind(self) -> Kind {
        js_host::kind(self.value)
    }

    fn class(self) -> Option<String> {
        Some(js_host::class_name(self.value)).filter(|name| !name.is_empty())
    }

    fn resource_words(self) -> Option<String> {
        js_host::about_resource(self.value, 1)
    }
}

impl<'s> Source<'s> for JsSource<'s> {
    fn is_absent(self) -> bool {
        self.value.is_undefined() || self.value.is_null()
    }

    fn bool(self) -> Result<bool, Fault> {
        self.value.as_bool().ok_or(Fault::WrongType)
    }

    #[inline]
    fn number(self) -> Result<f64, Fault> {
        self.value.as_f64().ok_or(Fault::WrongType)
    }

    fn int64(self) -> Result<i64, Fault> {
        big(self.value)
    }

    fn uint64(self) -> Result<u64, Fault> {
        big(self.value)
    }

    fn string(self) -> Result<Cow<'s, str>, Fault> {
        let text = self.value.as_string().ok_or(Fault::WrongType)?;
        // The replacement of a lone surrogate may also be in the original text.
        if text.contains('\u{FFFD}') && !self.value.unchecked_ref::<JsString>().is_valid_utf16() {
            return Err(Fault::Invalid(
                "a string with a lone surrogate, which is not valid Unicode",
            ));
        }
        Ok(Cow::Owned(text))
    }

    fn bytes(self) -> Result<Cow<'s, [u8]>, Fault> {
        columns::bytes(self.value).map(Cow::Owned)
    }

    fn column<T: Columnar>(self) -> Result<Cow<'s, [T]>, Fault> {
        columns::read(self.value).map(Cow::Owned)
    }

    fn list_len(self) -> Result<u32, Fault> {
        if self.kind() != Kind::List {
            return Err(Fault::WrongType);
        }
        let length = Reflect::get(self.value, &"length".into()).map_err(thrown)?;
        length
            .as_f64()
            .map(|length| length as u32)
            .ok_or(Fault::WrongType)
    }

    fn item(self, index: u32) -> Result<Self, Error> {
        Reflect::get_u32(self.value, index)
            .map(|item| self.with(item))
            .map_err(thrown)
    }

    fn property(self, name: &str) -> Result<Option<Self>, Fault> {
        if !self.kind().is_object() {
            return Err(Fault::WrongType);
        }
        let value = Reflect::get(self.value, &name.into());
        let value = value.map_err(|exception| thrown(exception).within(name))?;
        Ok(Some(self.with(value)))
    }

    fn date(self) -> Result<Date, Fault> {
        Date::from_javascript(js_host::time_of(self.value).ok_or(Fault::WrongType)?)
    }

    fn set_items(self, visit: &mut dyn FnMut(u32, Self) -> Result<(), Error>) -> Result<(), Fault> {
        let items = js_host::items_of(self.value).ok_or(Fault::WrongType)?;
        for (index, item) in (0..).zip(items.iter()) {
            visit(index, self.with(item))?;
        }
        Ok(())
    }

    fn properties(
        self,
        visit: &mut dyn FnMut(&str, Self) -> Result<(), Error>,
    ) -> Result<(), Fault> {
        self.entries(&mut |name, value| {
            if value.value.is_undefined() {
                Ok(())
            } else {
                visit(name, value)
            }
        })
    }

    fn entries(self, visit: &mut dyn FnMut(&str, Self) -> Result<(), Error>) -> Result<(), Fault> {
        if !self.kind().is_object() {
            return Err(Fault::WrongType);
        }
        let _level = Level::enter()?;
        let names = own_names(self.value).map_err(thrown)?;
        for (index, name) in names.iter().enumerate() {
            let name_source = self.with(name.clone());
            let text = name_source.string()?;
            // Lists and views of memory have indices as names, and those come first.
            if index == 0
                && text.starts_with(|first: char| first.is_ascii_digit())
                && !js_host::is_plain(self.value)
            {
                return Err(Fault::WrongType);
            }
            let value = Reflect::get(self.value, &name)
                .map_err(|exception| thrown(exception).within(&text))?;
            visit(&text, self.with(value))?;
        }
        if names.length() == 0 && !js_host::is_plain(self.value) {
            return Err(Fault::WrongType);
        }
        Ok(())
    }

    fn callback<A, R>(self) -> Result<Callback<A, R>, Fault>
    where
        A: CallbackArguments + Send + 'static,
        R: Decode + Send + 'static,
    {
        let function = self.value.dyn_ref::<js_sys::Function>();
        function.map(callbacks::keep).ok_or(Fault::WrongType)
    }

    fn is_function(self) -> bool {
        self.value.is_function()
    }

    fn resource(self) -> Result<Cow<'s, AnyResource>, Fault> {
        if self.value.is_object() {
            resources::get(self.value)
        } else {
            Err(Fault::WrongType)
        }
    }

    fn resource_type(self) -> Result<Option<Cow<'s, str>>, Fault> {
        match self.resource() {
            Ok(resource) => Ok(Some(resource.kind().name().into())),
            Err(Fault::WrongType) if self.value.is_object() => {
                let name = js_host::about_resource(self.value, 0).ok_or(Fault::WrongType)?;
                Ok(Some(name.into()))
            }
            Err(fault) => Err(fault),
        }
    }

    fn value(self) -> Result<Value, Error> {
        javascript::read(self)
    }

    fn describe(self) -> String {
        javascript::describe(self)
    }

    fn kinds(self) -> Kinds {
        self.kind().kinds()
    }

    fn is_undefined(self) -> bool {
        self.value.is_undefined()
    }
}

/// The names of an object's own enumerable properties. A proxy may throw.
fn own_names(object: &JsValue) -> Result<Array, JsValue> {
    #[wasm_bindgen::prelude::wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(catch, js_namespace = Object, js_name = keys)]
        fn keys(object: &JsValue) -> Result<Array, JsValue>;
    }
    keys(object)
}

/// The error for an operation that ran JavaScript which threw.
#[cold]
fn thrown(exception: JsValue) -> Error {
    THROWN.set(Some(exception));
    Error::new(&errors::GETTER_THREW, "reading it threw an exception")
}

/// What a getter threw, once.
pub(crate) fn take_thrown() -> Option<JsValue> {
    THROWN.take()
}

fn big<T: TryFrom<JsValue>>(value: &JsValue) -> Result<T, Fault> {
    if !value.is_bigint() {
        return Err(Fault::WrongType);
    }
    T::try_from(value.clone()).map_err(|_| Fault::OutOfRange)
}
