//! Reading JavaScript values.

use std::{borrow::Cow, ptr};

use napi::sys;
use pintle_core::{
    Error, Value,
    data::{Element, Fault, Level, Source},
    errors,
};

use crate::{
    call::environment::Environment,
    value::{
        describe,
        javascript::{make, type_of},
        numbers::{self, Memory},
        properties, text,
    },
};

/// A JavaScript value of the current call.
#[derive(Clone, Copy)]
pub(crate) struct JsSource<'s> {
    pub(crate) environment: &'s Environment,
    pub(crate) value: sys::napi_value,
}

impl JsSource<'_> {
    pub(crate) fn env(self) -> sys::napi_env {
        self.environment.env
    }

    pub(crate) fn is(self, kind: sys::napi_valuetype) -> bool {
        type_of(self.env(), self.value) == kind
    }

    pub(crate) fn is_undefined(self) -> bool {
        self.is(sys::ValueType::napi_undefined)
    }

    /// Another value of the same call.
    pub(crate) fn with(self, value: sys::napi_value) -> Self {
        Self { value, ..self }
    }

    /// The memory of a typed array of `T`.
    pub(crate) fn memory<T: Element>(self) -> Result<Memory<T>, Fault> {
        numbers::memory(self.env(), self.value, numbers::kind_of(T::TYPE))
    }

    /// The error for an operation that ran JavaScript which threw. The exception is kept until the
    /// error is made.
    #[cold]
    pub(crate) fn thrown(self, error: Error) -> Error {
        let mut pending = false;
        // SAFETY: `pending` is valid for a write.
        unsafe { sys::napi_is_exception_pending(self.env(), &raw mut pending) };
        if !pending {
            return error;
        }
        if let Ok(exception) = make!(napi_get_and_clear_last_exception(self.env())) {
            self.environment.thrown.set(exception);
        }
        Error::new(&errors::GETTER_THREW, "reading it threw an exception")
    }

    fn any_value(self) -> Result<Value, Error> {
        let failed =
            |fault: Fault| fault.expected("a value that JSON or a typed array can hold", self);
        match type_of(self.env(), self.value) {
            sys::ValueType::napi_undefined | sys::ValueType::napi_null => Ok(Value::Null),
            sys::ValueType::napi_boolean => self.bool().map(Value::Bool).map_err(failed),
            sys::ValueType::napi_number => match self.number() {
                Ok(number) if number.is_finite() => Ok(Value::Number(number)),
                Ok(_) => Err(Fault::OutOfRange.expected("a finite number", self)),
                Err(fault) => Err(failed(fault)),
            },
            sys::ValueType::napi_bigint => {
                let signed = self.int64().map(i128::from);
                let number = signed.or_else(|_| self.uint64().map(i128::from));
                number
                    .map(Value::BigInt)
                    .map_err(|fault| fault.expected("a bigint of 64 bits", self))
            }
            sys::ValueType::napi_string => self
                .string()
                .map(|text| Value::from(&*text))
                .map_err(failed),
            sys::ValueType::napi_object => self.object_value(),
            _ => Err(failed(Fault::WrongType)),
        }
    }

    fn object_value(self) -> Result<Value, Error> {
        if let Some(column) = numbers::column(self) {
            return column;
        }
        if let Ok(length) = self.list_len() {
            let _level = Level::enter()?;
            let item = |index| {
                let item = self.item(index).and_then(|item| {
                    if item.is_undefined() {
                        let expected = "a value that JSON can hold";
                        return Err(Fault::WrongType.expected(expected, item));
                    }
                    item.any_value()
                });
                item.map_err(|error| error.at(&format!("/{index}")))
            };
            let items = (0..length).map(item).collect::<Result<Vec<_>, _>>()?;
            return Ok(Value::list(items));
        }
        let mut fields = Vec::new();
        let mut visit = |name: &str, value: Self| {
            let value = value.any_value().map_err(|error| error.within(name))?;
            fields.push((name.to_owned().into(), value));
            Ok(())
        };
        self.properties(&mut visit)
            .map_err(|fault| fault.expected("a plain object", self))?;
        Ok(fields.into_iter().collect())
    }
}

impl<'s> Source<'s> for JsSource<'s> {
    fn is_absent(self) -> bool {
        let kind = type_of(self.env(), self.value);
        kind == sys::ValueType::napi_undefined || kind == sys::ValueType::napi_null
    }

    fn bool(self) -> Result<bool, Fault> {
        let mut value = false;
        // SAFETY: the value is of the current scope, and the result is valid for a write.
        let status = unsafe { sys::napi_get_value_bool(self.env(), self.value, &raw mut value) };
        if status == sys::Status::napi_ok {
            Ok(value)
        } else {
            Err(Fault::WrongType)
        }
    }

    #[inline]
    fn number(self) -> Result<f64, Fault> {
        let mut value = 0.0;
        // SAFETY: the value is of the current scope, and the result is valid for a write.
        let status = unsafe { sys::napi_get_value_double(self.env(), self.value, &raw mut value) };
        if status == sys::Status::napi_ok {
            Ok(value)
        } else {
            Err(Fault::WrongType)
        }
    }

    fn int64(self) -> Result<i64, Fault> {
        let (mut value, mut lossless) = (0, false);
        // SAFETY: the value is of the current scope, and the results are valid for a write.
        let status = unsafe {
            sys::napi_get_value_bigint_int64(
                self.env(),
                self.value,
                &raw mut value,
                &raw mut lossless,
            )
        };
        big(status, lossless, value)
    }

    fn uint64(self) -> Result<u64, Fault> {
        let (mut value, mut lossless) = (0, false);
        // SAFETY: the value is of the current scope, and the results are valid for a write.
        let status = unsafe {
            sys::napi_get_value_bigint_uint64(
                self.env(),
                self.value,
                &raw mut value,
                &raw mut lossless,
            )
        };
        big(status, lossless, value)
    }

    fn string(self) -> Result<Cow<'s, str>, Fault> {
        text::read(self.env(), self.value).map(Cow::Owned)
    }

    fn bytes(self) -> Result<Cow<'s, [u8]>, Fault> {
        let memory = numbers::memory(self.env(), self.value, sys::TypedarrayType::uint8_array)?;
        // SAFETY: V8 keeps the memory for the time of a synchronous call, in which no JavaScript
        // runs once a borrowed argument was read; blocking commands copy.
        Ok(Cow::Borrowed(unsafe { memory.as_slice() }))
    }

    fn array<T: Element>(self) -> Result<Cow<'s, [T]>, Fault> {
        let memory = self.memory::<T>()?;
        // SAFETY: as for `bytes`.
        Ok(Cow::Borrowed(unsafe { memory.as_slice() }))
    }

    fn list_len(self) -> Result<u32, Fault> {
        let mut length = 0;
        // SAFETY: the value is of the current scope, and `length` is valid for a write.
        let status = unsafe { sys::napi_get_array_length(self.env(), self.value, &raw mut length) };
        if status == sys::Status::napi_ok {
            Ok(length)
        } else {
            Err(Fault::WrongType)
        }
    }

    fn item(self, index: u32) -> Result<Self, Error> {
        let item = make!(napi_get_element(self.env(), self.value, index));
        item.map(|value| self.with(value))
            .map_err(|error| self.thrown(error))
    }

    fn properties(
        self,
        visit: &mut dyn FnMut(&str, Self) -> Result<(), Error>,
    ) -> Result<(), Fault> {
        let _level = Level::enter()?;
        properties::visit_defined(self, visit)
    }

    fn entries(self, visit: &mut dyn FnMut(&str, Self) -> Result<(), Error>) -> Result<(), Fault> {
        let _level = Level::enter()?;
        properties::visit(self, visit)
    }

    fn value(self) -> Result<Value, Error> {
        self.any_value()
    }

    fn describe(self) -> String {
        describe::describe(self)
    }
}

fn big<T>(status: sys::napi_status, lossless: bool, value: T) -> Result<T, Fault> {
    match (status, lossless) {
        (sys::Status::napi_ok, true) => Ok(value),
        (sys::Status::napi_ok, false) => Err(Fault::OutOfRange),
        _ => Err(Fault::WrongType),
    }
}
