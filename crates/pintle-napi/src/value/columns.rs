//! Typed arrays.

use std::{ffi::c_void, ptr, ptr::NonNull, slice};

use napi::sys;
use pintle_core::data::{ColumnType, Fault, javascript::Kind};

/// The memory of a typed array.
#[derive(Clone, Copy)]
pub(crate) struct Memory<T> {
    pub(crate) start: NonNull<T>,
    pub(crate) length: usize,
}

impl<T> Memory<T> {
    /// The elements.
    ///
    /// # Safety
    /// The array must neither be detached nor changed during the lifetime that the caller picks.
    pub(crate) unsafe fn as_slice<'a>(&self) -> &'a [T] {
        // SAFETY: `memory` got start and length from V8, which aligns and initialises the memory.
        unsafe { slice::from_raw_parts(self.start.as_ptr(), self.length) }
    }
}

/// The typed arrays that Node-API names.
const TYPED_ARRAYS: [(sys::napi_typedarray_type, Kind); 11] = [
    (sys::TypedarrayType::int8_array, Kind::Int8Array),
    (sys::TypedarrayType::uint8_array, Kind::Uint8Array),
    (
        sys::TypedarrayType::uint8_clamped_array,
        Kind::Uint8ClampedArray,
    ),
    (sys::TypedarrayType::int16_array, Kind::Int16Array),
    (sys::TypedarrayType::uint16_array, Kind::Uint16Array),
    (sys::TypedarrayType::int32_array, Kind::Int32Array),
    (sys::TypedarrayType::uint32_array, Kind::Uint32Array),
    (sys::TypedarrayType::float32_array, Kind::Float32Array),
    (sys::TypedarrayType::float64_array, Kind::Float64Array),
    (sys::TypedarrayType::bigint64_array, Kind::BigInt64Array),
    (sys::TypedarrayType::biguint64_array, Kind::BigUint64Array),
];

/// What Node-API calls the columns of a type.
pub(crate) const fn type_of_column(column: ColumnType) -> sys::napi_typedarray_type {
    let mut index = 0;
    while index < TYPED_ARRAYS.len() {
        let (name, kind) = TYPED_ARRAYS[index];
        if kind as u8 == column.kind() as u8 {
            return name;
        }
        index += 1;
    }
    panic!("every column is a typed array");
}

/// What a value is, if it is a typed array.
pub(crate) fn kind(env: sys::napi_env, value: sys::napi_value) -> Option<Kind> {
    let name = info(env, value)?.kind;
    let named = TYPED_ARRAYS.iter().find(|(other, _)| *other == name);
    Some(named.map_or(Kind::OtherArray, |(_, kind)| *kind))
}

struct Info {
    kind: sys::napi_typedarray_type,
    length: usize,
    data: *mut c_void,
    buffer: sys::napi_value,
}

fn info(env: sys::napi_env, value: sys::napi_value) -> Option<Info> {
    let mut info = Info {
        kind: 0,
        length: 0,
        data: ptr::null_mut(),
        buffer: ptr::null_mut(),
    };
    // SAFETY: the value is of the current scope, and the results are valid for writes.
    let status = unsafe {
        sys::napi_get_typedarray_info(
            env,
            value,
            &raw mut info.kind,
            &raw mut info.length,
            &raw mut info.data,
            &raw mut info.buffer,
            ptr::null_mut(),
        )
    };
    (status == sys::Status::napi_ok).then_some(info)
}

/// The buffer of a typed array.
pub(crate) fn buffer(env: sys::napi_env, value: sys::napi_value) -> Option<sys::napi_value> {
    info(env, value).map(|info| info.buffer)
}

/// The memory of a typed array of that kind, which must be neither detached nor shared.
pub(crate) fn memory<T>(
    env: sys::napi_env,
    value: sys::napi_value,
    kind: sys::napi_typedarray_type,
) -> Result<Memory<T>, Fault> {
    let info = info(env, value)
        .filter(|info| info.kind == kind)
        .ok_or(Fault::WrongType)?;
    let mut answer = false;
    // SAFETY: the buffer is of the current scope, and `answer` is valid for a write.
    unsafe { sys::napi_is_arraybuffer(env, info.buffer, &raw mut answer) };
    if !answer {
        return Err(Fault::Invalid(
            "one in a SharedArrayBuffer, which other threads may change",
        ));
    }
    if info.length == 0 {
        // SAFETY: as above.
        unsafe { sys::napi_is_detached_arraybuffer(env, info.buffer, &raw mut answer) };
        if answer {
            return Err(Fault::Invalid("one whose buffer is detached"));
        }
    }
    let start = NonNull::new(info.data.cast()).unwrap_or(NonNull::dangling());
    Ok(Memory {
        start,
        length: info.length,
    })
}
