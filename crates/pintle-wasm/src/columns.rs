//! Typed arrays. Their memory is not ours, so everything is copied.

use js_sys::{ArrayBuffer, Object, Uint8Array};
use pintle_core::{
    Bytes, Column, Value,
    data::{ColumnType, Columnar, Fault},
};
use wasm_bindgen::{JsCast, JsValue};

use crate::{
    host::{self, Kind},
    source::JsSource,
};

/// The typed array for an element type.
fn kind_of(element: ColumnType) -> Kind {
    match element {
        ColumnType::Int32Array => Kind::Int32Array,
        ColumnType::Uint32Array => Kind::Uint32Array,
        ColumnType::Float64Array => Kind::Float64Array,
        ColumnType::BigInt64Array => Kind::BigInt64Array,
        ColumnType::BigUint64Array => Kind::BigUint64Array,
    }
}

/// The memory of a typed array of that kind, byte by byte.
fn memory_of_kind(view: &JsValue, kind: Kind) -> Result<Uint8Array, Fault> {
    if host::kind(view) == kind {
        memory(view)
    } else {
        Err(Fault::WrongType)
    }
}

/// The memory of a view, byte by byte.
pub(crate) fn memory(view: &JsValue) -> Result<Uint8Array, Fault> {
    if let Some(reason) = host::unreadable(view) {
        return Err(Fault::Invalid(reason));
    }
    // Every view has these, and they are getters of its class that do not throw.
    let view: &Uint8Array = view.unchecked_ref();
    let (buffer, offset, length) = (view.buffer(), view.byte_offset(), view.byte_length());
    Ok(Uint8Array::new_with_byte_offset_and_length(
        &buffer, offset, length,
    ))
}

/// Whether two views have memory in common.
pub(crate) fn overlap(a: &Uint8Array, b: &Uint8Array) -> bool {
    let (a_start, b_start) = (a.byte_offset(), b.byte_offset());
    Object::is(&a.buffer(), &b.buffer())
        && a_start < b_start + b.byte_length()
        && b_start < a_start + a.byte_length()
}

/// The bytes of a `Uint8Array`.
pub(crate) fn bytes(view: &JsValue) -> Result<Vec<u8>, Fault> {
    memory_of_kind(view, Kind::Uint8Array).map(|memory| memory.to_vec())
}

/// The elements of a typed array.
pub(crate) fn read<T: Columnar>(view: &JsValue) -> Result<Vec<T>, Fault> {
    memory_of::<T>(view).map(|memory| elements(&memory))
}

/// The memory of the typed array of an element type.
pub(crate) fn memory_of<T: Columnar>(view: &JsValue) -> Result<Uint8Array, Fault> {
    memory_of_kind(view, kind_of(T::TYPE))
}

/// The elements in a memory.
pub(crate) fn elements<T: Columnar>(memory: &Uint8Array) -> Vec<T> {
    let bytes = memory.length() as usize;
    let length = bytes / size_of::<T>();
    let mut elements: Vec<T> = Vec::with_capacity(length);
    // SAFETY: there is room for that many bytes, JavaScript fills all of them, and every element
    // type is a number, for which any bytes are valid.
    unsafe {
        memory.raw_copy_to_ptr(elements.as_mut_ptr().cast());
        elements.set_len(length);
    }
    elements
}

/// The memory of elements, to be copied.
pub(crate) fn as_bytes<T: Columnar>(elements: &[T]) -> &[u8] {
    // SAFETY: every element type is a number, whose bytes are all initialised.
    unsafe { std::slice::from_raw_parts(elements.as_ptr().cast(), size_of_val(elements)) }
}

/// A typed array with a copy of the elements.
pub(crate) fn write<T: Columnar>(elements: &[T]) -> JsValue {
    let buffer: ArrayBuffer = Uint8Array::from(as_bytes(elements)).buffer();
    match T::TYPE {
        ColumnType::Int32Array => js_sys::Int32Array::new(&buffer).into(),
        ColumnType::Uint32Array => js_sys::Uint32Array::new(&buffer).into(),
        ColumnType::Float64Array => js_sys::Float64Array::new(&buffer).into(),
        ColumnType::BigInt64Array => js_sys::BigInt64Array::new(&buffer).into(),
        ColumnType::BigUint64Array => js_sys::BigUint64Array::new(&buffer).into(),
    }
}

/// A view as a value.
pub(crate) fn value(source: JsSource<'_>, kind: Kind) -> Result<Value, Fault> {
    let view = source.value;
    Ok(match kind {
        Kind::Uint8Array => Value::Bytes(Bytes::from(bytes(view)?)),
        Kind::Int32Array => Value::Column(Column::I32(read(view)?.into())),
        Kind::Uint32Array => Value::Column(Column::U32(read(view)?.into())),
        Kind::Float64Array => Value::Column(Column::F64(read(view)?.into())),
        Kind::BigInt64Array => Value::Column(Column::I64(read(view)?.into())),
        Kind::BigUint64Array => Value::Column(Column::U64(read(view)?.into())),
        _ => return Err(Fault::WrongType),
    })
}
