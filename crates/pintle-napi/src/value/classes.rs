//! Dates and sets, and the classes of other objects.
//!
//! Node-API has no functions for sets, nor for the name of a class. `lib/options/classes.ts` has them.

use std::{cell::Cell, ffi::CStr, ptr};

use napi::sys;
use pintle_core::{
    Date, Error,
    data::{Fault, javascript::Kind},
};

use crate::value::{
    javascript::{make, reference, referenced, type_of, undefined},
    realm::Realm,
    text,
};

/// The client's functions. They are null until they are set.
pub(crate) struct Classes {
    is_set: Cell<sys::napi_ref>,
    items_of: Cell<sys::napi_ref>,
    set_of: Cell<sys::napi_ref>,
    class_name: Cell<sys::napi_ref>,
}

impl Default for Classes {
    fn default() -> Self {
        let none = || Cell::new(ptr::null_mut());
        Self {
            is_set: none(),
            items_of: none(),
            set_of: none(),
            class_name: none(),
        }
    }
}

impl Classes {
    /// Takes the functions from an object.
    pub(crate) fn set(&self, env: sys::napi_env, classes: sys::napi_value) -> Result<(), Error> {
        let take = |place: &Cell<sys::napi_ref>, name: &CStr| {
            let function = make!(napi_get_named_property(env, classes, name.as_ptr()))?;
            place.set(reference(env, function)?);
            Ok(())
        };
        take(&self.is_set, c"isSet")?;
        take(&self.items_of, c"itemsOf")?;
        take(&self.set_of, c"setOf")?;
        take(&self.class_name, c"className")
    }
}

/// Calls one of the functions.
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
    answer.map_err(|error| realm.thrown(error))
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
