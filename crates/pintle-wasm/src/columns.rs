//! Typed arrays. Their memory is not ours, so everything is copied.

use js_sys::{Object, Uint8Array};
use pintle_core::data::{Columnar, Fault, javascript::Kind};
use wasm_bindgen::{JsCast, JsValue};

use crate::{js_host, moves};

/// The memory of a typed array of that kind, byte by byte.
fn memory_of_kind(view: &JsValue, kind: Kind) -> Result<Uint8Array, Fault> {
    if js_host::kind(view) == kind {
        let memory = memory(view)?;
        moves::note(view)?;
        Ok(memory)
    } else {
        Err(Fault::WrongType)
    }
}

/// The memory of a view, byte by byte.
pub(crate) fn memory(view: &JsValue) -> Result<Uint8Array, Fault> {
    if let Some(reason) = js_host::unreadable(view) {
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
    memory_of_kind(view, T::TYPE.kind())
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
    js_host::column(T::TYPE.kind(), as_bytes(elements))
}
