//! Dates and sets, and the classes of other objects.
//!
//! Node-API has no functions for sets, nor for the name of a class. `lib/options/classes.ts` has them.

use std::{cell::Cell, ffi::CStr};

use napi::sys;
use pintle_core::{
    Date, Error,
    data::{Fault, javascript::Kind, no_stack},
};

use crate::value::{
    javascript::{make, reference, referenced, type_of, undefined},
    realm::Realm,
    text,
};

/// Takes the client's functions from an object.
pub(crate) fn set(realm: &Realm, classes: sys::napi_value) -> Result<(), Error> {
    let env = realm.env;
    let take = |place: &Cell<sys::napi_ref>, name: &CStr| {
        let function = make!(napi_get_named_property(env, classes, name.as_ptr()))?;
        place.set(reference(env, function)?);
        Ok(())
    };
    take(&realm.classes.is_set, c"isSet")?;
    take(&realm.classes.items_of, c"itemsOf")?;
    take(&realm.classes.set_of, c"setOf")?;
    take(&realm.classes.class_name, c"className")
}

/// Calls one of the functions. They do not throw, so that where one fails there is no stack left for it.
fn ask(
    realm: &Realm,
    function: &Cell<sys::napi_ref>,
    value: sys::napi_value,
) -> Result<sys::napi_value, Error> {
    let env = realm.env;
    let function = referenced(env, function.get())?;
    let this = undefined(env)?;
    let arguments = [value];
    let answer = make!(napi_call_function(
        env,
        this,
        function,
        1,
        arguments.as_ptr()
    ));
    answer.map_err(|_| {
        let _ = make!(napi_get_and_clear_last_exception(env));
        no_stack()
    })
}

/// What an object is that is neither a list nor a typed array.
pub(crate) fn kind(realm: &Realm, value: sys::napi_value) -> Kind {
    if is_date(realm.env, value) {
        Kind::Date
    } else if !is_plain(realm.env, value) && is_set(realm, value) {
        Kind::Set
    } else {
        Kind::Object
    }
}

/// An object is plain when its prototype is `Object.prototype`, of any realm, or null.
pub(crate) fn is_plain(env: sys::napi_env, value: sys::napi_value) -> bool {
    let is_null = |value| type_of(env, value) == sys::ValueType::napi_null;
    let prototype = |value| make!(napi_get_prototype(env, value));
    prototype(value).is_ok_and(|first| is_null(first) || prototype(first).is_ok_and(is_null))
}

fn is_date(env: sys::napi_env, value: sys::napi_value) -> bool {
    let mut answer = false;
    // SAFETY: the value is of the current scope, and `answer` is valid for a write.
    unsafe { sys::napi_is_date(env, value, &raw mut answer) };
    answer
}

fn is_set(realm: &Realm, value: sys::napi_value) -> bool {
    let mut answer = false;
    if let Ok(said) = ask(realm, &realm.classes.is_set, value) {
        // SAFETY: the value is of the current scope, and `answer` is valid for a write.
        unsafe { sys::napi_get_value_bool(realm.env, said, &raw mut answer) };
    }
    answer
}

/// The moment of a `Date`.
pub(crate) fn date(env: sys::napi_env, value: sys::napi_value) -> Result<Date, Fault> {
    if !is_date(env, value) {
        return Err(Fault::WrongType);
    }
    let mut millis = f64::NAN;
    // SAFETY: the value is of the current scope, and `millis` is valid for a write.
    unsafe { sys::napi_get_date_value(env, value, &raw mut millis) };
    Date::from_javascript(millis)
}

/// The items of a `Set`, as an array.
pub(crate) fn items(realm: &Realm, value: sys::napi_value) -> Result<sys::napi_value, Fault> {
    let items = ask(realm, &realm.classes.items_of, value)?;
    if type_of(realm.env, items) == sys::ValueType::napi_undefined {
        Err(Fault::WrongType)
    } else {
        Ok(items)
    }
}

/// A `Set` of the items of an array.
pub(crate) fn set_of(realm: &Realm, items: sys::napi_value) -> Result<sys::napi_value, Error> {
    ask(realm, &realm.classes.set_of, items)
}

/// The name of an object's class, if it has one.
pub(crate) fn class_name(realm: &Realm, value: sys::napi_value) -> Option<String> {
    let name = ask(realm, &realm.classes.class_name, value).ok()?;
    text::read(realm.env, name)
        .ok()
        .filter(|name| !name.is_empty())
}
