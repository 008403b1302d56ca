//! What JavaScript does for us because only it can: `lib/wasm/js-host.ts`.

use std::cell::RefCell;

use js_sys::Array;
use pintle_core::data::javascript::Kind;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The functions passed to `initialize`.
    #[derive(Clone)]
    pub(crate) type JsHost;

    /// The kind of a value: its place in [`Kind::ALL`].
    #[wasm_bindgen(method)]
    fn kind(this: &JsHost, value: &JsValue) -> u8;

    /// Whether another thread may change a view's memory, or it is detached.
    #[wasm_bindgen(method)]
    fn memory(this: &JsHost, view: &JsValue) -> u8;

    /// Whether an object is a plain object, of any realm.
    #[wasm_bindgen(method, js_name = isPlain)]
    fn is_plain(this: &JsHost, object: &JsValue) -> bool;

    /// A typed array of that kind, with a copy of the memory.
    #[wasm_bindgen(method)]
    fn column(this: &JsHost, kind: u8, memory: &[u8]) -> JsValue;

    /// The bytes of a result.
    #[wasm_bindgen(method)]
    fn bytes(this: &JsHost, data: &[u8]) -> JsValue;

    /// What `getTime` of a `Date` is; undefined for anything else.
    #[wasm_bindgen(method, js_name = timeOf)]
    fn time_of(this: &JsHost, value: &JsValue) -> Option<f64>;

    /// A `Date`.
    #[wasm_bindgen(method, js_name = dateOf)]
    fn date_of(this: &JsHost, millis: f64) -> JsValue;

    /// The items of a `Set`; undefined for anything else.
    #[wasm_bindgen(method, js_name = itemsOf)]
    fn items_of(this: &JsHost, value: &JsValue) -> Option<Array>;

    /// A `Set` of the items.
    #[wasm_bindgen(method, js_name = setOf)]
    fn set_of(this: &JsHost, items: &JsValue) -> JsValue;

    /// The name of an object's class; empty for a plain one.
    #[wasm_bindgen(method, js_name = className)]
    fn class_name(this: &JsHost, object: &JsValue) -> String;
    /// An instance of a resource's class, for the number of a resource.
    #[wasm_bindgen(method, js_name = createResource)]
    fn create_resource(this: &JsHost, name: &str, number: f64) -> JsValue;

    /// The number of the resource that a handle, or an instance, refers to. One that is no longer
    /// there has a number that no resource has.
    #[wasm_bindgen(method, js_name = numberOfResource)]
    fn number_of_resource(this: &JsHost, value: &JsValue) -> Option<f64>;

    /// The type of a handle or an instance, whoever has its resource, and what messages call it.
    #[wasm_bindgen(method, js_name = aboutResource)]
    fn about_resource(this: &JsHost, value: &JsValue) -> Option<Vec<String>>;

    /// Whether a view was given with `transfer`, or what is wrong with it.
    #[wasm_bindgen(method, js_name = isGiven)]
    fn is_given(this: &JsHost, view: &JsValue, others: &Array) -> JsValue;

    /// Takes the memory of views that were given.
    #[wasm_bindgen(method, js_name = takeGiven)]
    fn take_given(this: &JsHost, views: &Array);

    /// Sets an object's own property, whatever its name.
    #[wasm_bindgen(method)]
    fn define(this: &JsHost, object: &JsValue, name: &str, value: &JsValue);
}

thread_local! {
    static HOST: RefCell<Option<JsHost>> = const { RefCell::new(None) };
}

pub(crate) fn set(host: JsHost) {
    HOST.set(Some(host));
}

fn with<T>(work: impl FnOnce(&JsHost) -> T) -> T {
    HOST.with_borrow(|host| work(host.as_ref().expect("initialize() is called first")))
}

pub(crate) fn kind(value: &JsValue) -> Kind {
    Kind::ALL[usize::from(with(|host| host.kind(value)))]
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

pub(crate) fn column(kind: Kind, memory: &[u8]) -> JsValue {
    with(|host| host.column(kind as u8, memory))
}

pub(crate) fn bytes(data: &[u8]) -> JsValue {
    with(|host| host.bytes(data))
}

pub(crate) fn time_of(value: &JsValue) -> Option<f64> {
    with(|host| host.time_of(value))
}

pub(crate) fn date_of(millis: f64) -> JsValue {
    with(|host| host.date_of(millis))
}

pub(crate) fn items_of(value: &JsValue) -> Option<Array> {
    with(|host| host.items_of(value))
}

pub(crate) fn set_of(items: &JsValue) -> JsValue {
    with(|host| host.set_of(items))
}

pub(crate) fn class_name(object: &JsValue) -> String {
    with(|host| host.class_name(object))
}

pub(crate) fn is_given(view: &JsValue, others: &Array) -> JsValue {
    with(|host| host.is_given(view, others))
}

pub(crate) fn take_given(views: &Array) {
    with(|host| host.take_given(views));
}

pub(crate) fn define(object: &JsValue, name: &str, value: &JsValue) {
    with(|host| host.define(object, name, value));
}

pub(crate) fn create_resource(name: &str, number: f64) -> JsValue {
    with(|host| host.create_resource(name, number))
}

pub(crate) fn number_of_resource(value: &JsValue) -> Option<f64> {
    with(|host| host.number_of_resource(value))
}

/// The name of a resource's type, or what messages call it.
pub(crate) fn about_resource(value: &JsValue, index: usize) -> Option<String> {
    let about = with(|host| host.about_resource(value))?;
    about.into_iter().nth(index)
}
