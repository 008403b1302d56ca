//! The resources that JavaScript has handles to: each handle has a number.

use std::borrow::Cow;

use pintle_core::{AnyResource, Error, ResourceTable, data::Fault, resource};
use wasm_bindgen::JsValue;

use crate::js_host;

thread_local! {
    static RESOURCES: ResourceTable =
        ResourceTable::new(u64::MAX, ResourceTable::limit_reached);
}

/// Makes an instance of a resource's class.
pub(crate) fn hold(resource: AnyResource) -> Result<JsValue, Error> {
    let name = resource.kind().name();
    let number = RESOURCES.with(|resources| resources.add(resource))?;
    Ok(js_host::create_resource(name, number as f64))
}

/// The resource of a handle, or of an instance that has one.
pub(crate) fn get<'s>(value: &JsValue) -> Result<Cow<'s, AnyResource>, Fault> {
    let number = js_host::number_of_resource(value).ok_or(Fault::WrongType)?;
    let found = RESOURCES.with(|resources| resources.get(number as u64));
    found.map(Cow::Owned).ok_or_else(|| {
        let name = js_host::about_resource(value, 0).unwrap_or_default();
        Fault::Inside(resource::disposed(&name))
    })
}

/// Drops what a handle refers to.
pub(crate) fn dispose(number: f64) {
    RESOURCES.with(|resources| resources.release(number as u64));
}
