//! Reading JavaScript values.

use std::{borrow::Cow, ptr};

use napi::sys;
use pintle_core::{
    AnyResource, Callback, Date, Decode, Error, Value,
    callback::CallbackArguments,
    data::{
        Columnar, Fault, Kinds, Lent, Level, Source,
        javascript::{self, JsReader, Kind},
    },
};

use crate::value::{
    batches::Place,
    callback, classes,
    columns::{self, Memory},
    items,
    javascript::{array_length, call, make, string, type_of},
    properties,
    realm::{MAX_INSIDE_JAVASCRIPT, Realm},
    taking, text,
};

/// A JavaScript value of the current call.
#[derive(Clone, Copy)]
pub(crate) struct JsSource<'s> {
    pub(crate) realm: &'s Realm,
    pub(crate) value: sys::napi_value,
    /// Where its properties already are, if it is an object that was passed with others.
    place: Place,
    /// Whether the call takes memory that it was given.
    takes: bool,
}

impl<'s> JsSource<'s> {
    pub(crate) fn env(self) -> sys::napi_env {
        self.realm.env
    }

    pub(crate) fn is(self, kind: sys::napi_valuetype) -> bool {
        type_of(self.env(), self.value) == kind
    }

    /// What a function of the client says of this, which may be an instance of a resource's class.
    fn asked(self, function: sys::napi_ref) -> Result<sys::napi_value, Fault> {
        let is_object = self.is(sys::ValueType::napi_object);
        if !is_object || function.is_null() || Level::current() > MAX_INSIDE_JAVASCRIPT {
            return Err(Fault::WrongType);
        }
        Ok(call(self.env(), function, [self.value])?)
    }

    /// The name of the type of a resource that another program or addon has, or what messages call it.
    fn about_resource(self, index: u32) -> Result<Cow<'s, str>, Fault> {
        let about = self.with(self.asked(self.realm.about_resource.get())?);
        about.list_len()?;
        about.item(index)?.string()
    }

    pub(crate) fn new(realm: &'s Realm, value: sys::napi_value) -> Self {
        let place = Place::NONE;
        Self {
            realm,
            value,
            place,
            takes: false,
        }
    }

    /// The same value, in a call that takes memory that it was given; see [`taking::Taking`].
    pub(crate) fn taking(self, takes: bool) -> Self {
        Self { takes, ..self }
    }

    /// Another value of the same call.
    pub(crate) fn with(self, value: sys::napi_value) -> Self {
        Self::new(self.realm, value).taking(self.takes)
    }

    /// An object of the same call that was passed with others.
    pub(crate) fn in_batch(self, value: sys::napi_value, place: Place) -> Self {
        Self {
            place,
            ..self.with(value)
        }
    }

    /// Visits the properties that were passed with the object. Returns whether they were.
    fn passed(self, visit: &mut dyn FnMut(&str, Self) -> Result<(), Error>) -> Result<bool, Fault> {
        let Some(batch) = self.realm.batches.get(self.place) else {
            return Ok(false);
        };
        for (name, value) in batch.properties(self.place) {
            visit(name, self.with(value))?;
        }
        Ok(true)
    }

    /// The memory of a typed array of `T`.
    pub(crate) fn memory<T: Columnar>(self) -> Result<Memory<T>, Fault> {
        let kind = const { columns::type_of_column(T::TYPE) };
        columns::memory(self.env(), self.value, kind)
    }

    /// The same, before it is copied.
    fn memory_to_copy<T>(self, kind: sys::napi_typedarray_type) -> Result<Memory<T>, Fault> {
        let memory = columns::memory(self.env(), self.value, kind)?;
        if self.takes {
            taking::note(self.realm, self.value)?;
        }
        Ok(memory)
    }

    /// The elements of a typed array of that kind: as they are where the call was given their memory, or else a
    /// copy.
    fn lent<T: Copy + Send + Sync + 'static>(
        self,
        kind: sys::napi_typedarray_type,
    ) -> Result<Lent<T>, Fault> {
        let memory = columns::memory(self.env(), self.value, kind)?;
        if self.takes
            && let Some(lent) = taking::lend(self.realm, self.value, memory, kind)?
        {
            return Ok(lent);
        }
        // SAFETY: no JavaScript of others runs before it is copied.
        Ok(unsafe { memory.as_slice() }.to_vec().into())
    }

    /// The number by which JavaScript refers to something here, such as a control.
    pub(crate) fn id(self) -> Option<u32> {
        self.number().ok().map(|number| number as u32)
    }

    /// The text of a value that must be a string.
    pub(crate) fn text(self) -> Result<Cow<'s, str>, Error> {
        self.string()
            .map_err(|fault| fault.expected("a string", self))
    }
}

impl<'s> JsReader<'s> for JsSource<'s> {
    fn kind(self) -> Kind {
        match type_of(self.env(), self.value) {
            sys::ValueType::napi_undefined => Kind::Undefined,
            sys::ValueType::napi_null => Kind::Null,
            sys::ValueType::napi_boolean => Kind::Boolean,
            sys::ValueType::napi_number => Kind::Number,
            sys::ValueType::napi_bigint => Kind::BigInt,
            sys::ValueType::napi_string => Kind::String,
            sys::ValueType::napi_symbol => Kind::Symbol,
            sys::ValueType::napi_function => Kind::Function,
            sys::ValueType::napi_external => Kind::External,
            _ if array_length(self.env(), self.value).is_ok() => Kind::List,
            _ => columns::kind(self.env(), self.value)
                .unwrap_or_else(|| classes::kind(self.realm, self.value)),
        }
    }

    fn class(self) -> Option<String> {
        classes::class_name(self.realm, self.value)
    }

    fn resource_words(self) -> Option<String> {
        self.about_resource(1).ok().map(Cow::into_owned)
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
        let memory = self.memory_to_copy(sys::TypedarrayType::uint8_array)?;
        // SAFETY: V8 keeps the memory for the time of a synchronous call, in which no JavaScript
        // runs once a borrowed argument was read; blocking commands copy.
        Ok(Cow::Borrowed(unsafe { memory.as_slice() }))
    }

    fn column<T: Columnar>(self) -> Result<Cow<'s, [T]>, Fault> {
        let memory = self.memory_to_copy(const { columns::type_of_column(T::TYPE) })?;
        // SAFETY: as for `bytes`.
        Ok(Cow::Borrowed(unsafe { memory.as_slice() }))
    }

    fn lent_bytes(self) -> Result<Lent<u8>, Fault> {
        self.lent(sys::TypedarrayType::uint8_array)
    }

    fn lent_column<T: Columnar>(self) -> Result<Lent<T>, Fault> {
        self.lent(const { columns::type_of_column(T::TYPE) })
    }

    fn list_len(self) -> Result<u32, Fault> {
        array_length(self.env(), self.value)
    }

    fn item(self, index: u32) -> Result<Self, Error> {
        items::item(self.realm, self.value, index).map(|item| self.with(item))
    }

    fn each(
        self,
        length: u32,
        visit: &mut dyn FnMut(Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let together = Level::current() <= MAX_INSIDE_JAVASCRIPT;
        items::visit(
            self.realm,
            self.value,
            length,
            together,
            &mut |item, place| visit(self.in_batch(item, place)),
        )
    }

    fn property(self, name: &str) -> Result<Option<Self>, Fault> {
        if !self.is(sys::ValueType::napi_object) {
            return Err(Fault::WrongType);
        }
        if let Some(batch) = self.realm.batches.get(self.place) {
            let found = batch.properties(self.place).find(|(own, _)| *own == name);
            return Ok(found.map(|(_, value)| self.with(value)));
        }
        let env = self.env();
        let value = make!(napi_get_property(env, self.value, string(env, name)?));
        let value = value.map_err(|error| self.realm.thrown(error).within(name))?;
        Ok(Some(self.with(value)))
    }

    fn date(self) -> Result<Date, Fault> {
        classes::date(self.env(), self.value)
    }

    fn set_items(self, visit: &mut dyn FnMut(u32, Self) -> Result<(), Error>) -> Result<(), Fault> {
        let items = self.with(classes::items(self.realm, self.value)?);
        for index in 0..items.list_len()? {
            visit(index, items.item(index)?)?;
        }
        Ok(())
    }

    fn properties(
        self,
        visit: &mut dyn FnMut(&str, Self) -> Result<(), Error>,
    ) -> Result<(), Fault> {
        let _level = Level::enter()?;
        let mut defined = |name: &str, value: Self| {
            if value.is_undefined() {
                Ok(())
            } else {
                visit(name, value)
            }
        };
        if self.passed(&mut defined)? {
            return Ok(());
        }
        properties::visit(self.realm, self.value, &mut |name, value| {
            defined(name, self.with(value))
        })
    }

    fn entries(self, visit: &mut dyn FnMut(&str, Self) -> Result<(), Error>) -> Result<(), Fault> {
        let _level = Level::enter()?;
        if self.passed(visit)? {
            return Ok(());
        }
        properties::visit(self.realm, self.value, &mut |name, value| {
            visit(name, self.with(value))
        })
    }

    #[inline]
    fn resource(self) -> Result<Cow<'s, AnyResource>, Fault> {
        let mut address = ptr::null_mut();
        // SAFETY: the value is of the current scope, and the result is valid for a write.
        let status =
            unsafe { sys::napi_get_value_external(self.env(), self.value, &raw mut address) };
        if status != sys::Status::napi_ok {
            // An instance, whose handle is private. A method passes the handle itself.
            let handle = self.asked(self.realm.handle_of.get())?;
            // SAFETY: as above; a value that is not an external leaves the address null.
            unsafe { sys::napi_get_value_external(self.env(), handle, &raw mut address) };
        }
        // SAFETY: as for `bytes`.
        unsafe { self.realm.resources.get(address) }.map(Cow::Borrowed)
    }

    fn resource_type(self) -> Result<Option<Cow<'s, str>>, Fault> {
        match self.resource() {
            Ok(resource) => Ok(Some(Cow::Borrowed(resource.kind().name()))),
            Err(Fault::WrongType) => self.about_resource(0).map(Some),
            Err(fault) => Err(fault),
        }
    }

    fn callback<A, R>(self) -> Result<Callback<A, R>, Fault>
    where
        A: CallbackArguments + Send + 'static,
        R: Decode + Send + 'static,
    {
        if self.is_function() {
            callback::keep(self.realm, self.value, |realm, value| {
                R::decode(JsSource::new(realm, value))
            })
        } else {
            Err(Fault::WrongType)
        }
    }

    fn is_function(self) -> bool {
        self.is(sys::ValueType::napi_function)
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
        self.is(sys::ValueType::napi_undefined)
    }
}

fn big<T>(status: sys::napi_status, lossless: bool, value: T) -> Result<T, Fault> {
    match (status, lossless) {
        (sys::Status::napi_ok, true) => Ok(value),
        (sys::Status::napi_ok, false) => Err(Fault::OutOfRange),
        _ => Err(Fault::WrongType),
    }
}
