//! Node-API calls as functions that return a `Result`.

use std::ptr;

use napi::sys;
use pintle_core::{Error, data::Fault, errors};

/// A function that Node calls.
pub(crate) type Callback =
    unsafe extern "C" fn(sys::napi_env, sys::napi_callback_info) -> sys::napi_value;

/// A failed status as an error that names the operation.
#[inline]
pub(crate) fn check(status: sys::napi_status, operation: &'static str) -> Result<(), Error> {
    if status == sys::Status::napi_ok {
        Ok(())
    } else {
        Err(refused(status, operation))
    }
}

#[cold]
fn refused(status: sys::napi_status, operation: &'static str) -> Error {
    let status = napi::Status::from(status);
    Error::new(&errors::NODE_API, format!("{operation} failed: {status}"))
}

/// Runs a Node-API function whose last argument is where its value goes.
macro_rules! make {
    ($function:ident($($argument:expr),*)) => {{
        let mut value = ::std::ptr::null_mut();
        // SAFETY: the arguments are of the current environment and scope, and `value` is valid for
        // a write.
        let status = unsafe { ::napi::sys::$function($($argument,)* &raw mut value) };
        $crate::value::javascript::check(status, stringify!($function)).map(|()| value)
    }};
}
pub(crate) use make;

pub(crate) fn undefined(env: sys::napi_env) -> Result<sys::napi_value, Error> {
    make!(napi_get_undefined(env))
}

/// A JavaScript string. One-byte text takes a fast path.
pub(crate) fn string(env: sys::napi_env, text: &str) -> Result<sys::napi_value, Error> {
    let (start, length) = (text.as_ptr().cast(), text.len().cast_signed());
    let made = if text.is_ascii() {
        make!(napi_create_string_latin1(env, start, length))
    } else {
        make!(napi_create_string_utf8(env, start, length))
    };
    if text.len() > LONG {
        return made.map_err(|error| too_long(text, error));
    }
    made
}

/// No engine rejects a text of this size for its length: V8 does from 512 MiB on, on 32 bits from
/// 256 MiB.
const LONG: usize = (1 << 28) - 32;

/// Node-API only reports that it failed.
#[cold]
fn too_long(text: &str, error: Error) -> Error {
    let units = if text.is_ascii() {
        text.len()
    } else {
        text.encode_utf16().count()
    };
    if units <= LONG {
        return error;
    }
    let message = format!(
        "expected a text that fits into a string of JavaScript (about 512 MiB in Node), got one of {units} \
         UTF-16 units; give it as bytes or in parts"
    );
    Error::new(&errors::INVALID_VALUE, message).caused_by(error.to_string())
}

/// Defines a property of an object, whatever its prototype has under that name.
pub(crate) fn define(
    env: sys::napi_env,
    object: sys::napi_value,
    name: &str,
    value: sys::napi_value,
) -> Result<(), Error> {
    define_all(env, object, &[property(env, name, value)?])
}

/// A property as a literal has it, for [`define_all`].
pub(crate) fn property(
    env: sys::napi_env,
    name: &str,
    value: sys::napi_value,
) -> Result<sys::napi_property_descriptor, Error> {
    const PLAIN: i32 = sys::PropertyAttributes::writable
        | sys::PropertyAttributes::enumerable
        | sys::PropertyAttributes::configurable;
    Ok(sys::napi_property_descriptor {
        utf8name: ptr::null(),
        name: string(env, name)?,
        method: None,
        getter: None,
        setter: None,
        value,
        attributes: PLAIN,
        data: ptr::null_mut(),
    })
}

/// Defines properties of an object.
pub(crate) fn define_all(
    env: sys::napi_env,
    object: sys::napi_value,
    properties: &[sys::napi_property_descriptor],
) -> Result<(), Error> {
    let (count, start) = (properties.len(), properties.as_ptr());
    // SAFETY: the object and the values are of the current scope; the descriptors live during the call.
    let status = unsafe { sys::napi_define_properties(env, object, count, start) };
    check(status, "napi_define_properties")
}

/// A function that Node calls with `data`.
pub(crate) fn function(
    env: sys::napi_env,
    name: &str,
    callback: Callback,
    data: *mut std::ffi::c_void,
) -> Result<sys::napi_value, Error> {
    let (start, length) = (name.as_ptr().cast(), name.len().cast_signed());
    make!(napi_create_function(
        env,
        start,
        length,
        Some(callback),
        data
    ))
}

pub(crate) fn type_of(env: sys::napi_env, value: sys::napi_value) -> sys::napi_valuetype {
    let mut kind = sys::ValueType::napi_undefined;
    // SAFETY: the value is of the current scope, and `kind` is valid for a write.
    unsafe { sys::napi_typeof(env, value, &raw mut kind) };
    kind
}

/// A value that outlives the current scope.
pub(crate) fn reference(
    env: sys::napi_env,
    value: sys::napi_value,
) -> Result<sys::napi_ref, Error> {
    make!(napi_create_reference(env, value, 1))
}

/// The value of a reference.
pub(crate) fn referenced(
    env: sys::napi_env,
    reference: sys::napi_ref,
) -> Result<sys::napi_value, Error> {
    make!(napi_get_reference_value(env, reference))
}

/// Calls a function by its reference, without `this`.
pub(crate) fn call<const N: usize>(
    env: sys::napi_env,
    function: sys::napi_ref,
    arguments: [sys::napi_value; N],
) -> Result<sys::napi_value, Error> {
    let function = referenced(env, function)?;
    let (this, start) = (undefined(env)?, arguments.as_ptr());
    make!(napi_call_function(env, this, function, N, start))
}

/// Values created while it is open do not outlive it.
pub(crate) struct Scope {
    env: sys::napi_env,
    scope: sys::napi_handle_scope,
}

impl Scope {
    pub(crate) fn open(env: sys::napi_env) -> Result<Self, Error> {
        let scope = make!(napi_open_handle_scope(env))?;
        Ok(Self { env, scope })
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        // SAFETY: it is the innermost open scope, since scopes end in order.
        unsafe { sys::napi_close_handle_scope(self.env, self.scope) };
    }
}

/// The length of an array.
pub(crate) fn array_length(env: sys::napi_env, value: sys::napi_value) -> Result<u32, Fault> {
    let mut length = 0;
    // SAFETY: the value is of the current scope, and `length` is valid for a write.
    let status = unsafe { sys::napi_get_array_length(env, value, &raw mut length) };
    if status == sys::Status::napi_ok {
        Ok(length)
    } else {
        Err(Fault::WrongType)
    }
}
