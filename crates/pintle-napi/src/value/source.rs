//! Reading JavaScript values.

use std::borrow::Cow;

use napi::sys;
use pintle_core::{
    Bytes, Column, Error, Value,
    data::{Columnar, Fault, Level, Source, describe_text},
};

use crate::value::{
    columns::{self, Memory},
    javascript::{array_length, make, type_of},
    properties,
    realm::Realm,
    text,
};

/// A JavaScript value of the current call.
#[derive(Clone, Copy)]
pub(crate) struct JsSource<'s> {
    pub(crate) realm: &'s Realm,
    pub(crate) value: sys::napi_value,
}

impl<'s> JsSource<'s> {
    pub(crate) fn env(self) -> sys::napi_env {
        self.realm.env
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
    pub(crate) fn memory<T: Columnar>(self) -> Result<Memory<T>, Fault> {
        columns::memory(self.env(), self.value, columns::kind_of(T::TYPE))
    }

    /// The number by which JavaScript refers to something of ours, such as a control.
    pub(crate) fn id(self) -> Option<u32> {
        self.number().ok().map(|number| number as u32)
    }

    /// The text of a value that must be a string.
    pub(crate) fn text(self) -> Result<Cow<'s, str>, Error> {
        self.string()
            .map_err(|fault| fault.expected("a string", self))
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
        if let Some(column) = column(self) {
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
        let memory = columns::memory(self.env(), self.value, sys::TypedarrayType::uint8_array)?;
        // SAFETY: V8 keeps the memory for the time of a synchronous call, in which no JavaScript
        // runs once a borrowed argument was read; blocking commands copy.
        Ok(Cow::Borrowed(unsafe { memory.as_slice() }))
    }

    fn column<T: Columnar>(self) -> Result<Cow<'s, [T]>, Fault> {
        let memory = self.memory::<T>()?;
        // SAFETY: as for `bytes`.
        Ok(Cow::Borrowed(unsafe { memory.as_slice() }))
    }

    fn list_len(self) -> Result<u32, Fault> {
        array_length(self.env(), self.value)
    }

    fn item(self, index: u32) -> Result<Self, Error> {
        let item = make!(napi_get_element(self.env(), self.value, index));
        item.map(|value| self.with(value))
            .map_err(|error| self.realm.thrown(error))
    }

    fn properties(
        self,
        visit: &mut dyn FnMut(&str, Self) -> Result<(), Error>,
    ) -> Result<(), Fault> {
        let _level = Level::enter()?;
        properties::visit_defined(self.realm, self.value, &mut |name, value| {
            visit(name, self.with(value))
        })
    }

    fn entries(self, visit: &mut dyn FnMut(&str, Self) -> Result<(), Error>) -> Result<(), Fault> {
        let _level = Level::enter()?;
        properties::visit(self.realm, self.value, &mut |name, value| {
            visit(name, self.with(value))
        })
    }

    fn value(self) -> Result<Value, Error> {
        self.any_value()
    }

    fn describe(self) -> String {
        describe(self)
    }
}

fn big<T>(status: sys::napi_status, lossless: bool, value: T) -> Result<T, Fault> {
    match (status, lossless) {
        (sys::Status::napi_ok, true) => Ok(value),
        (sys::Status::napi_ok, false) => Err(Fault::OutOfRange),
        _ => Err(Fault::WrongType),
    }
}

/// The value of a typed array, or `None` for any other value.
fn column(source: JsSource<'_>) -> Option<Result<Value, Error>> {
    fn read<T: Columnar>(source: JsSource<'_>, wrap: fn(Vec<T>) -> Column) -> Result<Value, Fault> {
        Ok(Value::Column(wrap(source.column::<T>()?.into_owned())))
    }
    let kind = columns::kind(source.env(), source.value)?;
    let value = match kind {
        sys::TypedarrayType::uint8_array => source.owned_bytes().map(|b: Bytes| Value::Bytes(b)),
        sys::TypedarrayType::int32_array => read(source, |c| Column::I32(c.into())),
        sys::TypedarrayType::uint32_array => read(source, |c| Column::U32(c.into())),
        sys::TypedarrayType::float64_array => read(source, |c| Column::F64(c.into())),
        sys::TypedarrayType::bigint64_array => read(source, |c| Column::I64(c.into())),
        sys::TypedarrayType::biguint64_array => read(source, |c| Column::U64(c.into())),
        _ => Err(Fault::WrongType),
    };
    Some(value.map_err(|fault| fault.expected("a typed array that a command can take", source)))
}

/// `1.5`, `"text"`, `undefined`, `an array`: what the caller passed.
#[cold]
fn describe(source: JsSource<'_>) -> String {
    match type_of(source.env(), source.value) {
        sys::ValueType::napi_undefined => "undefined".into(),
        sys::ValueType::napi_null => "null".into(),
        sys::ValueType::napi_boolean => source.bool().unwrap_or_default().to_string(),
        sys::ValueType::napi_number => number(source.number().unwrap_or_default()),
        sys::ValueType::napi_bigint => match (source.int64(), source.uint64()) {
            (Ok(number), _) => format!("{number}n"),
            (_, Ok(number)) => format!("{number}n"),
            _ => "a larger bigint".into(),
        },
        sys::ValueType::napi_string => source.string().map_or_else(
            |_| "a string that is not valid Unicode".into(),
            |text| describe_text(&text),
        ),
        sys::ValueType::napi_symbol => "a symbol".into(),
        sys::ValueType::napi_function => "a function".into(),
        sys::ValueType::napi_external => "an external value".into(),
        _ => match (source.list_len(), columns::name(source.env(), source.value)) {
            (Ok(_), _) => "an array".into(),
            (_, Some(name)) => name.into(),
            _ => "an object".into(),
        },
    }
}

/// A number as JavaScript writes it.
fn number(number: f64) -> String {
    if number.is_nan() {
        "NaN".into()
    } else if number.is_infinite() {
        if number > 0.0 {
            "Infinity".into()
        } else {
            "-Infinity".into()
        }
    } else {
        number.to_string()
    }
}
