//! Reading JavaScript strings.

use std::{borrow::Cow, ptr};

use napi::sys;
use pintle_core::data::Fault;

/// Strings of up to this many bytes are read in one pass.
const SHORT: usize = 256;

/// The longest character in UTF-8, and the NUL that Node-API adds.
const MARGIN: usize = 4;

/// Room for a short string.
pub(crate) struct Buffer([u8; SHORT]);

impl Buffer {
    pub(crate) fn new() -> Self {
        Self([0; SHORT])
    }
}

/// The string's text. Node-API would replace a lone surrogate with U+FFFD; that is rejected.
pub(crate) fn read(env: sys::napi_env, value: sys::napi_value) -> Result<String, Fault> {
    borrow(env, value, &mut Buffer::new()).map(Cow::into_owned)
}

/// The string's text, in the buffer if it is short.
pub(crate) fn borrow(
    env: sys::napi_env,
    value: sys::napi_value,
    Buffer(buffer): &mut Buffer,
) -> Result<Cow<'_, str>, Fault> {
    let text = text_of(env, value, buffer)?;
    if text.contains('\u{FFFD}') && has_lone_surrogate(env, value) {
        return Err(Fault::Invalid(
            "a string with a lone surrogate, which is not valid Unicode",
        ));
    }
    Ok(text)
}

/// The string's text, with U+FFFD in place of what is not Unicode.
pub(crate) fn lossy(env: sys::napi_env, value: sys::napi_value) -> Result<String, Fault> {
    let Buffer(buffer) = &mut Buffer::new();
    text_of(env, value, buffer).map(Cow::into_owned)
}

fn text_of(
    env: sys::napi_env,
    value: sys::napi_value,
    buffer: &mut [u8; SHORT],
) -> Result<Cow<'_, str>, Fault> {
    // One pass into a buffer costs a third of querying the length first.
    let length = utf8(env, value, buffer)?;
    // Node-API returns valid UTF-8, but checking is cheap compared with the cost of being wrong.
    let text = if length < SHORT - MARGIN {
        str::from_utf8(&buffer[..length]).map(Cow::Borrowed).ok()
    } else {
        String::from_utf8(long(env, value)?).map(Cow::Owned).ok()
    };
    text.ok_or(Fault::Invalid("a string that is not valid"))
}

fn long(env: sys::napi_env, value: sys::napi_value) -> Result<Vec<u8>, Fault> {
    let mut length = 0;
    // SAFETY: without a buffer Node-API only returns the length.
    unsafe {
        sys::napi_get_value_string_utf8(env, value, ptr::null_mut(), 0, &raw mut length);
    }
    let mut buffer = vec![0; length + 1];
    let length = utf8(env, value, &mut buffer)?;
    buffer.truncate(length);
    Ok(buffer)
}

fn utf8(env: sys::napi_env, value: sys::napi_value, buffer: &mut [u8]) -> Result<usize, Fault> {
    let mut length = 0;
    // SAFETY: Node-API writes at most the buffer's length, and the value is of the current scope.
    let status = unsafe {
        sys::napi_get_value_string_utf8(
            env,
            value,
            buffer.as_mut_ptr().cast(),
            buffer.len(),
            &raw mut length,
        )
    };
    if status == sys::Status::napi_ok {
        Ok(length)
    } else {
        Err(Fault::WrongType)
    }
}

fn has_lone_surrogate(env: sys::napi_env, value: sys::napi_value) -> bool {
    let mut length = 0;
    // SAFETY: without a buffer Node-API only returns the length.
    unsafe { sys::napi_get_value_string_utf16(env, value, ptr::null_mut(), 0, &raw mut length) };
    let mut units = vec![0_u16; length + 1];
    // SAFETY: Node-API writes at most the buffer's length.
    unsafe {
        sys::napi_get_value_string_utf16(
            env,
            value,
            units.as_mut_ptr().cast(),
            units.len(),
            &raw mut length,
        );
    }
    char::decode_utf16(units[..length].iter().copied()).any(|unit| unit.is_err())
}
