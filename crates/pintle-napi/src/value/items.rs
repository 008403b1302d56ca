//! Visiting the objects of a list.
//!
//! As for a single object (`properties.rs`), asking Node-API for every name and value is slow, and so is
//! a call of JavaScript for each object. So a small function of the client (`lib/binding/items.ts`) passes
//! several plain objects with the same names as the arguments of one call. What it does not pass is read like
//! any other object.

use std::{ffi::c_void, ptr};

use napi::sys;
use pintle_core::{Error, panic};

use crate::value::{
    batches::Place,
    javascript::{array_length, make, referenced, type_of, undefined},
    realm::Realm,
    text,
};

/// The maximum number of values that `lib/binding/items.ts` passes in one call. It learns this when the
/// addon is loaded.
pub(crate) const MAX: usize = 256;

/// Lists with fewer items are read one by one.
const FEW: u32 = 4;

/// How many objects of a list may have been refused before the rest is read one by one.
const PATIENCE: u32 = 8;

/// What is called with each item, and where its properties already are.
pub(crate) type Visit<'v> = &'v mut dyn FnMut(sys::napi_value, Place) -> Result<(), Error>;

/// A visit that waits for its objects.
struct Visiting<'v, 'r> {
    realm: &'r Realm,
    /// The index of the next object.
    next: u32,
    visit: Visit<'v>,
    outcome: Result<(), Error>,
}

/// An item of a list.
pub(crate) fn item(
    realm: &Realm,
    list: sys::napi_value,
    index: u32,
) -> Result<sys::napi_value, Error> {
    make!(napi_get_element(realm.env, list, index)).map_err(|error| realm.thrown(error))
}

/// Visits the items of a list of `length`, in order. Objects come several in one call, if `together`.
pub(crate) fn visit(
    realm: &Realm,
    list: sys::napi_value,
    length: u32,
    together: bool,
    visit: Visit<'_>,
) -> Result<(), Error> {
    let are_many = together && length >= FEW && !realm.handoff_items.get().is_null();
    let mut patience = if are_many { PATIENCE } else { 0 };
    let mut index = 0;
    while index < length {
        let at = |error: Error| error.at(&format!("/{index}"));
        let item = item(realm, list, index).map_err(at)?;
        if patience > 0 {
            if type_of(realm.env, item) == sys::ValueType::napi_object {
                let next = several(realm, list, index, visit)?;
                if next > index {
                    index = next.min(length);
                    continue;
                }
                patience -= 1;
            } else {
                patience = 0;
            }
        }
        visit(item, Place::NONE).map_err(at)?;
        index += 1;
    }
    Ok(())
}

/// Visits as many objects as the client passes, from `start` on. Returns the index of the next one.
fn several(
    realm: &Realm,
    list: sys::napi_value,
    start: u32,
    visit: Visit<'_>,
) -> Result<u32, Error> {
    let env = realm.env;
    let handoff = referenced(env, realm.handoff_items.get())?;
    let mut visiting = Visiting {
        realm,
        next: start,
        visit,
        outcome: Ok(()),
    };
    let first = make!(napi_create_uint32(env, start))?;
    let arguments = [list, first, referenced(env, realm.take_items.get())?];
    let outer = realm
        .visiting_items
        .replace(ptr::from_mut(&mut visiting).cast());
    let this = undefined(env)?;
    let left = make!(napi_call_function(
        env,
        this,
        handoff,
        3,
        arguments.as_ptr()
    ));
    realm.visiting_items.set(outer);
    let left = left.map_err(|error| realm.thrown(error));
    // The visit's own error comes first: an exception may only be a consequence of it.
    visiting.outcome?;
    if left.is_err() && visiting.next == start {
        // Nothing was passed, so nothing has been lost: the objects are read one by one.
        realm.thrown.set(ptr::null_mut());
        return Ok(start);
    }
    left.map(|_| visiting.next)
}

/// `takeItems(names, object, value, …, object, value, …): void`, which the client calls with objects.
pub(crate) unsafe extern "C" fn take_items(
    env: sys::napi_env,
    info: sys::napi_callback_info,
) -> sys::napi_value {
    let mut values = [ptr::null_mut(); MAX + 1];
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
        .visiting_items
        .replace(ptr::null_mut())
        .cast::<Visiting<'_, '_>>();
    // SAFETY: `several` put it there, and waits for us to return; a second call finds null.
    let Some(visiting) = (unsafe { visiting.as_mut() }) else {
        return ptr::null_mut();
    };
    let [names, values @ ..] = &values[..passed.min(values.len())] else {
        return ptr::null_mut();
    };
    visiting.outcome = panic::catch(|| all(visiting, *names, values));
    // What a nested getter threw is a value of this call; rethrown, it reaches the outer one.
    let thrown = realm.thrown.replace(ptr::null_mut());
    if !thrown.is_null() {
        // SAFETY: the exception is of the current scope.
        unsafe { sys::napi_throw(env, thrown) };
    }
    ptr::null_mut()
}

/// Visits objects that were passed in.
fn all(
    visiting: &mut Visiting<'_, '_>,
    names: sys::napi_value,
    values: &[sys::napi_value],
) -> Result<(), Error> {
    let realm = visiting.realm;
    let Some(names) = texts(realm.env, names) else {
        return Ok(());
    };
    let batch = realm.batches.open(names, values.to_vec());
    for (object, place) in batch.objects() {
        let index = visiting.next;
        (visiting.visit)(object, place).map_err(|error| error.at(&format!("/{index}")))?;
        visiting.next += 1;
    }
    Ok(())
}

/// The texts of a list, unless one is not Unicode: then the objects are read one by one, which says so.
fn texts(env: sys::napi_env, names: sys::napi_value) -> Option<Vec<String>> {
    let name = |index| text::read(env, make!(napi_get_element(env, names, index)).ok()?).ok();
    (0..array_length(env, names).ok()?).map(name).collect()
}
