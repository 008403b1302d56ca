//! Reading JavaScript strings.

use std::ptr;

use napi::sys;
use pintle_core::data::Fault;

/// Strings of up to this many bytes are read in one pass.
const SHORT: usize = 256;

/// The longest character in UTF-8, and the NUL that Node-API adds.
const MARGIN: usize = 4;

/// The string's text. Node-API would replace a lone surrogate by U+FFFD; that is refused.
pub(crate) fn read(env: sys::napi_env, value: sys::napi_value) -> Result<String, Fault> {
    // One pass into a buffer costs a third of asking for the length first.
    let mut buffer = [0_u8; SHORT];
    let length = utf8(env, value, &mut buffer)?;
    let text = if length < SHORT - MARGIN {
        buffer[..length].to_vec()
    } else {
        let mut length = 0;
        // SAFETY: without a buffer Node-API only gives the length.
        unsafe {
            sys::napi_get_value_string_utf8(env, value, ptr::null_mut(), 0, &raw mut length);
        }
        let mut buffer = vec![0; length + 1];
        let length = utf8(env, value, &mut buffer)?;
        buffer.truncate(length);
        buffer
    };
    // Node-API gives valid UTF-8, but looking is cheap beside what it costs to be wrong.
    let text = String::from_utf8(text).map_err(|_| Fault::Invalid("a string that is not valid"))?;
    if text.contains('\u{FFFD}') && has_lone_surrogate(env, value) {
        return Err(Fault::Invalid(
            "a string with a lone surrogate, which is not valid Unicode",
        ));
    }
    Ok(text)
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
    // SAFETY: without a buffer Node-API only gives the length.
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
