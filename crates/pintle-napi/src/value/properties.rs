//! Visiting the properties of an object.
//!
//! Asking Node-API for every name and every value takes two calls of about 50 ns per property, and
//! its function for the names collects them again, whereas V8 caches them for `Object.keys`. So a
//! small function of the client (`lib/binding/properties.ts`) passes all of them as the arguments
//! of one call. That reduces options objects from 1.4 to 0.9 of the time that they take
//! under `#[napi]` (`npm run bench -- direct options`).

use std::{ffi::c_void, ptr};

use napi::sys;
use pintle_core::{
    Error,
    data::{Fault, Level},
    panic,
};

use crate::value::{
    classes,
    javascript::{array_length, make, referenced, type_of, undefined},
    realm::{MAX_INSIDE_JAVASCRIPT, Realm},
    text,
};

/// The maximum number of properties that `lib/binding/properties.ts` passes in one call. It learns
/// this when the addon is loaded.
pub(crate) const MAX: usize = 16;

/// What is called with each property.
pub(crate) type Visit<'v> = &'v mut dyn FnMut(&str, sys::napi_value) -> Result<(), Error>;

/// An object of the current call.
#[derive(Clone, Copy)]
struct Object<'r> {
    realm: &'r Realm,
    value: sys::napi_value,
}

/// A visit that waits for its properties.
struct Visiting<'v, 'r> {
    object: Object<'r>,
    visit: Visit<'v>,
    outcome: Result<(), Fault>,
}

/// Visits an object's own enumerable properties, in order.
pub(crate) fn visit(realm: &Realm, value: sys::napi_value, visit: Visit<'_>) -> Result<(), Fault> {
    let env = realm.env;
    if type_of(env, value) != sys::ValueType::napi_object {
        return Err(Fault::WrongType);
    }
    let object = Object { realm, value };
    if realm.handoff_properties.get().is_null() || Level::current() > MAX_INSIDE_JAVASCRIPT {
        let names = names(object).map_err(|error| realm.thrown(error))?;
        return one_by_one(object, names, visit);
    }
    let handoff_properties = referenced(env, realm.handoff_properties.get())?;
    let mut visiting = Visiting {
        object,
        visit,
        outcome: Ok(()),
    };
    let arguments = [value, referenced(env, realm.take_properties.get())?];
    let outer = realm.visiting.replace(ptr::from_mut(&mut visiting).cast());
    let this = undefined(env)?;
    let left = make!(napi_call_function(
        env,
        this,
        handoff_properties,
        2,
        arguments.as_ptr()
    ));
    realm.visiting.set(outer);
    let left = left.map_err(|error| realm.thrown(error));
    // The visit's own error comes first: an exception may only be a consequence of it.
    visiting.outcome?;
    let names = left?;
    if type_of(env, names) == sys::ValueType::napi_undefined {
        return Ok(());
    }
    one_by_one(object, names, visiting.visit)
}

/// `takeProperties(name, value, name, value, …): void`, which the client calls with all properties.
pub(crate) unsafe extern "C" fn take_properties(
    env: sys::napi_env,
    info: sys::napi_callback_info,
) -> sys::napi_value {
    let mut values = [ptr::null_mut(); 2 * MAX];
    let mut passed = values.len();
    let mut data: *mut c_void = ptr::null_mut();
    // SAFETY: there is room for `passed` values, and `info` is of the running callback.
    unsafe {
        sys::napi_get_cb_info(
            env,
            info,
            &raw mut passed,
            values.as_mut_ptr(),
            ptr::null_mut(),
            &raw mut data,
        );
    }
    // SAFETY: the callback was created with a `Realm`, which outlives every call.
    let realm = unsafe { &*data.cast::<Realm>() };
    let visiting = realm
        .visiting
        .replace(ptr::null_mut())
        .cast::<Visiting<'_, '_>>();
    // SAFETY: `visit` put it there, and waits for us to return; a second call finds null.
    let Some(visiting) = (unsafe { visiting.as_mut() }) else {
        return ptr::null_mut();
    };
    let values = &values[..passed.min(values.len())];
    let mut fault = None;
    let outcome = panic::catch(|| {
        fault = all(visiting.object, values, visiting.visit).err();
        Ok(())
    });
    visiting.outcome = fault.map_or(Ok(()), Err).and(outcome.map_err(Fault::from));
    // What a nested getter threw is a value of this call; rethrown, it reaches the outer one.
    let thrown = realm.thrown.replace(ptr::null_mut());
    if !thrown.is_null() {
        // SAFETY: the exception is of the current scope.
        unsafe { sys::napi_throw(env, thrown) };
    }
    ptr::null_mut()
}

/// Visits properties that were passed in.
fn all(object: Object<'_>, values: &[sys::napi_value], visit: Visit<'_>) -> Result<(), Fault> {
    if values.is_empty() {
        return check_plain(object);
    }
    for (index, property) in values.chunks_exact(2).enumerate() {
        one(object, index, property[0], Ok(property[1]), visit)?;
    }
    Ok(())
}

/// Reads each property separately: for objects with many, and for those where reading one throws.
fn one_by_one(object: Object<'_>, names: sys::napi_value, visit: Visit<'_>) -> Result<(), Fault> {
    let env = object.realm.env;
    let count = array_length(env, names)?;
    if count == 0 {
        return check_plain(object);
    }
    for index in 0..count {
        let name = make!(napi_get_element(env, names, index))
            .map_err(|error| object.realm.thrown(error))?;
        let value = make!(napi_get_property(env, object.value, name));
        let value = value.map_err(|error| object.realm.thrown(error));
        one(object, index as usize, name, value, visit)?;
    }
    Ok(())
}

fn one(
    object: Object<'_>,
    index: usize,
    name: sys::napi_value,
    value: Result<sys::napi_value, Error>,
    visit: Visit<'_>,
) -> Result<(), Fault> {
    let mut buffer = text::Buffer::new();
    let name = text::borrow(object.realm.env, name, &mut buffer)?;
    // Lists and views of memory have indices as names, and those come first.
    if index == 0 && name.starts_with(|first: char| first.is_ascii_digit()) {
        check_plain(object)?;
    }
    let value = value.map_err(|error| error.within(&name))?;
    Ok(visit(&name, value)?)
}

/// An object without names, or with indices as names, must be a plain one.
fn check_plain(object: Object<'_>) -> Result<(), Fault> {
    if classes::is_plain(object.realm.env, object.value) {
        Ok(())
    } else {
        Err(Fault::WrongType)
    }
}

/// The names of an object's own enumerable properties, without a JavaScript function.
fn names(object: Object<'_>) -> Result<sys::napi_value, Error> {
    make!(napi_get_all_property_names(
        object.realm.env,
        object.value,
        sys::KeyCollectionMode::own_only,
        sys::KeyFilter::enumerable | sys::KeyFilter::skip_symbols,
        sys::KeyConversion::numbers_to_strings
    ))
}
