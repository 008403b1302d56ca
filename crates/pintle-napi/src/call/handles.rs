//! What JavaScript holds of Rust's, such as prepared plans. The garbage collector frees it.

use std::{cell::RefCell, collections::HashMap, ffi::c_void, ptr, sync::Arc};

use napi::sys;
use pintle_core::{Error, data::Source, errors};

use crate::{
    call::environment::{Environment, Held},
    value::{javascript::make, source::JsSource},
};

/// Makes a handle to a value.
pub(crate) fn hold<T: Held>(environment: &Environment, value: T) -> Result<sys::napi_value, Error> {
    let value = Arc::new(value);
    let address = Arc::as_ptr(&value) as usize;
    let data = ptr::from_ref(environment).cast_mut().cast();
    let handle = make!(napi_create_external(
        environment.env(),
        address as *mut c_void,
        Some(free::<T>),
        data
    ))?;
    T::held(environment).borrow_mut().insert(address, value);
    Ok(handle)
}

unsafe extern "C" fn free<T: Held>(_: sys::napi_env, value: *mut c_void, environment: *mut c_void) {
    // SAFETY: the pointer was made by `hold` on this thread.
    if let Some(environment) = unsafe { Environment::alive(environment.cast()) } {
        T::held(environment).borrow_mut().remove(&(value as usize));
    }
}

/// The value behind a handle.
pub(crate) fn held<T: Held>(
    environment: &Environment,
    handle: JsSource<'_>,
) -> Result<Arc<T>, Error> {
    let mut address = ptr::null_mut();
    // SAFETY: the handle is of the current scope; a value that is not an external leaves the
    // address null.
    unsafe { sys::napi_get_value_external(environment.env(), handle.value, &raw mut address) };
    let known: &RefCell<HashMap<_, _>> = T::held(environment);
    let value = known.borrow().get(&(address as usize)).cloned();
    value.ok_or_else(|| {
        let message = format!("expected {}, got {}", T::NAME, handle.describe());
        Error::new(&errors::INVALID_TYPE, message)
    })
}
