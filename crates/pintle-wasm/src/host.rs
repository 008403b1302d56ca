//! What JavaScript does for us because only it can: `lib/wasm/host.ts`.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The functions passed to `initialize`.
    #[derive(Clone)]
    pub(crate) type Host;

    /// The kind of a value, a number of [`Kind`].
    #[wasm_bindgen(method)]
    fn kind(this: &Host, value: &JsValue) -> u8;

    /// Whether another thread may change a view's memory, or it is detached.
    #[wasm_bindgen(method)]
    fn memory(this: &Host, view: &JsValue) -> u8;

    /// Whether an object is a plain object, of any realm.
    #[wasm_bindgen(method, js_name = isPlain)]
    fn is_plain(this: &Host, object: &JsValue) -> bool;

    /// The bytes of a result.
    #[wasm_bindgen(method)]
    fn bytes(this: &Host, data: &[u8]) -> JsValue;

    /// Sets an object's own property, whatever its name.
    #[wasm_bindgen(method)]
    fn define(this: &Host, object: &JsValue, name: &str, value: &JsValue);
}

thread_local! {
    static HOST: RefCell<Option<Host>> = const { RefCell::new(None) };
}

pub(crate) fn set(host: Host) {
    HOST.set(Some(host));
}

fn with<T>(work: impl FnOnce(&Host) -> T) -> T {
    HOST.with_borrow(|host| work(host.as_ref().expect("initialize() is called first")))
}

/// The kind of a JavaScript value; the numbers are those of `lib/wasm/host.ts`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
#[repr(u8)]
pub(crate) enum Kind {
    Undefined,
    Null,
    Boolean,
    Number,
    BigInt,
    String,
    Symbol,
    Function,
    List,
    Object,
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    /// A view of another type, such as a `DataView`.
    View,
}

const KINDS: [Kind; 22] = [
    Kind::Undefined,
    Kind::Null,
    Kind::Boolean,
    Kind::Number,
    Kind::BigInt,
    Kind::String,
    Kind::Symbol,
    Kind::Function,
    Kind::List,
    Kind::Object,
    Kind::Int8Array,
    Kind::Uint8Array,
    Kind::Uint8ClampedArray,
    Kind::Int16Array,
    Kind::Uint16Array,
    Kind::Int32Array,
    Kind::Uint32Array,
    Kind::Float32Array,
    Kind::Float64Array,
    Kind::BigInt64Array,
    Kind::BigUint64Array,
    Kind::View,
];

pub(crate) fn kind(value: &JsValue) -> Kind {
    KINDS[usize::from(with(|host| host.kind(value)))]
}

/// Why the memory of a view cannot be read, if so.
pub(crate) fn unreadable(view: &JsValue) -> Option<&'static str> {
    match with(|host| host.memory(view)) {
        0 => None,
        1 => Some("one in a SharedArrayBuffer, which other threads may change"),
        _ => Some("one whose buffer is detached"),
    }
}

pub(crate) fn is_plain(object: &JsValue) -> bool {
    with(|host| host.is_plain(object))
}

pub(crate) fn bytes(data: &[u8]) -> JsValue {
    with(|host| host.bytes(data))
}

pub(crate) fn define(object: &JsValue, name: &str, value: &JsValue) {
    with(|host| host.define(object, name, value));
}
