//! Writing JavaScript values.

use std::ptr;

use napi::sys;
use pintle_core::{
    AnyResource, Bytes, Date, Error, Strings, Value,
    data::{
        Columnar, Encode, JsonList, Level, Sink, discard_all, encode_items, is_plain,
        javascript::{self, JsWriter},
    },
    errors,
};

use crate::value::{
    classes,
    columns::type_of_column,
    javascript::{Scope, call, check, define_all, make, property, referenced, string, undefined},
    realm::{MAX_INSIDE_JAVASCRIPT, Realm},
};

/// Writes values into the current scope.
#[derive(Clone, Copy)]
pub(crate) struct JsSink<'e>(pub(crate) &'e Realm);

/// Memory of at least this size is passed without copying; less is copied, which is cheaper.
const GIVEN_AWAY: usize = 4096;

/// This many items of a long list are added in one call of `Array.prototype.push`: setting them one
/// by one costs three times as much as creating short strings.
const PUSHED: usize = 64;

/// This many properties of an object are defined in one call: one by one, it takes longer than setting them.
const DEFINED: usize = 16;

/// Lists of at least this many items are written as JSON, if nothing in them has another form there.
const PARSED: usize = 16;

/// How long the JSON text becomes before JavaScript reads it.
const LONGEST: usize = 16 << 20;

impl JsSink<'_> {
    fn env(self) -> sys::napi_env {
        self.0.env
    }

    /// An `ArrayBuffer` with the elements.
    fn buffer<T: Copy + Send + Sync + 'static>(
        self,
        elements: Vec<T>,
    ) -> Result<sys::napi_value, Error> {
        let size = size_of_val(&elements[..]);
        if size < GIVEN_AWAY || !self.0.turn.may_give(size) {
            return self.copied(&elements);
        }
        let given = self.0.given_away.buffer(self.env(), elements);
        // Runtimes with a memory cage, such as Electron, do not allow foreign memory.
        given.or_else(|elements| self.copied(&elements))
    }

    fn copied<T: Copy>(self, elements: &[T]) -> Result<sys::napi_value, Error> {
        let (mut data, mut buffer) = (ptr::null_mut(), ptr::null_mut());
        let size = size_of_val(elements);
        // SAFETY: the results are valid for writes.
        let status = unsafe {
            sys::napi_create_arraybuffer(self.env(), size, &raw mut data, &raw mut buffer)
        };
        check(status, "napi_create_arraybuffer")?;
        if size > 0 {
            // SAFETY: the new buffer has `size` bytes and overlaps nothing.
            unsafe { ptr::copy_nonoverlapping(elements.as_ptr().cast::<u8>(), data.cast(), size) };
        }
        Ok(buffer)
    }

    fn bytes_in(self, buffer: sys::napi_value, length: usize) -> Result<sys::napi_value, Error> {
        let class = self.0.bytes_class.get();
        if class.is_null() {
            let kind = sys::TypedarrayType::uint8_array;
            return make!(napi_create_typedarray(self.env(), kind, length, buffer, 0));
        }
        let class = referenced(self.env(), class)?;
        let arguments = [buffer];
        make!(napi_new_instance(self.env(), class, 1, arguments.as_ptr()))
    }

    fn column_in<T: Columnar>(
        self,
        buffer: sys::napi_value,
        length: usize,
    ) -> Result<sys::napi_value, Error> {
        make!(napi_create_typedarray(
            self.env(),
            const { type_of_column(T::TYPE) },
            length,
            buffer,
            0
        ))
    }

    fn pushed(
        self,
        mut items: impl Iterator<Item = Result<sys::napi_value, Error>>,
    ) -> Result<sys::napi_value, Error> {
        let env = self.env();
        let list = make!(napi_create_array(env))?;
        let push = referenced(env, self.0.push.get())?;
        loop {
            let scope = Scope::open(env)?;
            let mut batch = [ptr::null_mut(); PUSHED];
            let mut count = 0;
            for (place, item) in batch.iter_mut().zip(&mut items) {
                *place = item?;
                count += 1;
            }
            let start = batch.as_ptr();
            make!(napi_call_function(env, list, push, count, start))?;
            drop(scope);
            if count < PUSHED {
                return Ok(list);
            }
        }
    }
}

impl JsSink<'_> {
    /// Writes a list as JSON, which JavaScript reads: it creates objects faster than Node-API does.
    fn parsed<T: Encode>(self, items: Vec<T>) -> Result<sys::napi_value, Error> {
        let json = JsonList::default();
        let mut lists = Vec::new();
        let mut items = items.into_iter();
        for item in items.by_ref() {
            if json.len() > LONGEST {
                lists.push(json.take(|text| self.parse(text))?);
            }
            if let Err(error) = json.add(item) {
                discard_all(items);
                return Err(error);
            }
        }
        lists.push(json.take(|text| self.parse(text))?);
        if let [only] = lists[..] {
            return Ok(only);
        }
        let count = lists.len();
        let all = self.list(count, lists.into_iter().map(Ok))?;
        let flat = referenced(self.env(), self.0.flat.get())?;
        make!(napi_call_function(self.env(), all, flat, 0, ptr::null()))
    }

    fn parse(self, json: &[u8]) -> Result<sys::napi_value, Error> {
        let env = self.env();
        let text = str::from_utf8(json).map_err(|error| {
            Error::new(&errors::NODE_API, format!("JSON is not UTF-8: {error}"))
        })?;
        let arguments = [string(env, text)?];
        let parse = referenced(env, self.0.json_parse.get())?;
        let this = undefined(env)?;
        make!(napi_call_function(env, this, parse, 1, arguments.as_ptr()))
    }
}

impl JsWriter for JsSink<'_> {
    fn own_properties<N: AsRef<str>>(
        self,
        properties: impl Iterator<Item = (N, Result<sys::napi_value, Error>)>,
    ) -> Result<sys::napi_value, Error> {
        let env = self.env();
        let object = make!(napi_create_object(env))?;
        let room = properties.size_hint().0.min(DEFINED);
        let mut descriptors = Vec::with_capacity(room);
        for (name, value) in properties {
            descriptors.push(property(env, name.as_ref(), value?)?);
            if descriptors.len() == DEFINED {
                define_all(env, object, &descriptors)?;
                descriptors.clear();
            }
        }
        define_all(env, object, &descriptors)?;
        Ok(object)
    }

    fn copied_column<T: Columnar>(self, elements: &[T]) -> Result<sys::napi_value, Error> {
        self.column_in::<T>(self.copied(elements)?, elements.len())
    }
}

impl Sink for JsSink<'_> {
    type Output = sys::napi_value;

    fn null(self) -> Result<sys::napi_value, Error> {
        make!(napi_get_null(self.env()))
    }

    fn unit(self) -> Result<sys::napi_value, Error> {
        undefined(self.env())
    }

    fn bool(self, value: bool) -> Result<sys::napi_value, Error> {
        make!(napi_get_boolean(self.env(), value))
    }

    fn number(self, value: f64) -> Result<sys::napi_value, Error> {
        make!(napi_create_double(self.env(), value))
    }

    #[inline]
    fn int32(self, value: i32) -> Result<sys::napi_value, Error> {
        make!(napi_create_int32(self.env(), value))
    }

    fn int64(self, value: i64) -> Result<sys::napi_value, Error> {
        make!(napi_create_bigint_int64(self.env(), value))
    }

    fn uint64(self, value: u64) -> Result<sys::napi_value, Error> {
        make!(napi_create_bigint_uint64(self.env(), value))
    }

    fn string(self, value: &str) -> Result<sys::napi_value, Error> {
        string(self.env(), value)
    }

    fn bytes(self, value: Bytes) -> Result<sys::napi_value, Error> {
        let length = value.len();
        let buffer = match value.try_into_vec() {
            Ok(owned) => self.buffer(owned)?,
            Err(shared) => self.copied(&shared)?,
        };
        self.bytes_in(buffer, length)
    }

    fn column<T: Columnar>(self, value: Vec<T>) -> Result<sys::napi_value, Error> {
        let length = value.len();
        self.column_in::<T>(self.buffer(value)?, length)
    }

    fn strings(self, value: Strings) -> Result<sys::napi_value, Error> {
        self.list(
            value.len(),
            value.iter().map(|text| string(self.env(), text)),
        )
    }

    fn list(
        self,
        length: usize,
        items: impl Iterator<Item = Result<sys::napi_value, Error>>,
    ) -> Result<sys::napi_value, Error> {
        if length > PUSHED && Level::current() <= MAX_INSIDE_JAVASCRIPT {
            return self.pushed(items);
        }
        let list = make!(napi_create_array_with_length(self.env(), length))?;
        for (index, item) in (0..).zip(items) {
            // SAFETY: both values are of the current scope.
            let status = unsafe { sys::napi_set_element(self.env(), list, index, item?) };
            check(status, "napi_set_element")?;
        }
        Ok(list)
    }

    fn items<T: Encode>(self, items: Vec<T>) -> Result<sys::napi_value, Error> {
        let are_many = items.len() >= PARSED && Level::current() <= MAX_INSIDE_JAVASCRIPT;
        if are_many && is_plain::<T>() {
            return self.parsed(items);
        }
        encode_items(items, self)
    }

    fn date(self, value: Date) -> Result<sys::napi_value, Error> {
        make!(napi_create_date(self.env(), value.millis() as f64))
    }

    fn set(
        self,
        length: usize,
        items: impl Iterator<Item = Result<sys::napi_value, Error>>,
    ) -> Result<sys::napi_value, Error> {
        classes::set_of(self.0, self.list(length, items)?)
    }

    fn object(
        self,
        fields: impl IntoIterator<Item = (&'static str, Result<sys::napi_value, Error>)>,
    ) -> Result<sys::napi_value, Error> {
        self.own_properties(fields.into_iter())
    }

    fn map(
        self,
        entries: impl Iterator<Item = (String, Result<sys::napi_value, Error>)>,
    ) -> Result<sys::napi_value, Error> {
        self.own_properties(entries)
    }

    fn resource(self, resource: AnyResource) -> Result<sys::napi_value, Error> {
        let name = resource.kind().name();
        if Level::current() > MAX_INSIDE_JAVASCRIPT {
            let message = format!(
                "expected a resource inside at most {MAX_INSIDE_JAVASCRIPT} levels of nesting, got more"
            );
            return Err(Error::new(&errors::INVALID_VALUE, message));
        }
        let handle = self.0.resources.hold(resource)?;
        let create = self.0.create_resource.get();
        if create.is_null() {
            return Ok(handle);
        }
        call(self.env(), create, [string(self.env(), name)?, handle])
    }

    fn value(self, value: Value) -> Result<sys::napi_value, Error> {
        javascript::write(self, value)
    }
}
