//! What the client passes once for each thread.

use std::{ffi::CStr, ptr};

use napi::sys;
use pintle_core::{Error, data::Sink};

use crate::{
    call::environment::Environment,
    export::helper::{Answer, Given, Helper},
    value::{
        callback::take_answer,
        classes, items,
        javascript::{function, make, reference, type_of, undefined},
        properties,
        realm::Realm,
    },
};

/// The function by the name that the module exports it under.
pub(crate) const HELPERS: [Helper; 1] = [Helper::new(c"initialize", initialize)];

/// `initialize({ createError, Bytes, handoffProperties, handoffItems, classes, prepareCallback, transfers?, createResource?, handleOf?, aboutResource? }): void`.
/// Without `transfers`, `transfer()` has no effect; without the last three, handles to resources are externals.
fn initialize(environment: &Environment, [host]: Given<'_, 1>) -> Answer {
    let Environment { realm, .. } = environment;
    let env = realm.env;
    let property = |name| property(env, host.value, name);
    environment.create_error.set(property(c"createError")?);
    realm.bytes_class.set(property(c"Bytes")?);
    let classes = make!(napi_get_named_property(
        env,
        host.value,
        c"classes".as_ptr()
    ))?;
    classes::set(realm, classes)?;
    let prepare = make!(napi_get_named_property(
        env,
        host.value,
        c"prepareCallback".as_ptr()
    ))?;
    if type_of(env, prepare) == sys::ValueType::napi_function {
        realm.functions.prepare.set(reference(env, prepare)?);
    }
    let transfers = make!(napi_get_named_property(
        env,
        host.value,
        c"transfers".as_ptr()
    ))?;
    if type_of(env, transfers) == sys::ValueType::napi_object {
        let moves = &realm.moves;
        moves
            .is_given
            .set(self::property(env, transfers, c"isGiven")?);
        moves.take.set(self::property(env, transfers, c"take")?);
    }
    let handoff = handoff(
        environment,
        host.value,
        c"handoffProperties",
        properties::MAX,
    )?;
    realm.handoff_properties.set(reference(env, handoff)?);
    let data = ptr::from_ref(realm).cast_mut().cast();
    let take_properties = function(env, "takeProperties", properties::take_properties, data)?;
    realm.take_properties.set(reference(env, take_properties)?);
    let handoff = self::handoff(environment, host.value, c"handoffItems", items::MAX)?;
    realm.handoff_items.set(reference(env, handoff)?);
    let take_items = function(env, "takeItems", items::take_items, data)?;
    realm.take_items.set(reference(env, take_items)?);
    // As they are when the addon is loaded: a program may replace them.
    let array = make!(napi_create_array(env))?;
    realm.push.set(self::property(env, array, c"push")?);
    realm.flat.set(self::property(env, array, c"flat")?);
    let global = make!(napi_get_global(env))?;
    let json = make!(napi_get_named_property(env, global, c"JSON".as_ptr()))?;
    realm.json_parse.set(self::property(env, json, c"parse")?);
    let answers = function(env, "takeAnswer", take_answer, data)?;
    realm.functions.take_answer.set(reference(env, answers)?);
    let Realm {
        create_resource,
        handle_of,
        about_resource,
        ..
    } = realm;
    for (place, name) in [
        (create_resource, c"createResource"),
        (handle_of, c"handleOf"),
        (about_resource, c"aboutResource"),
    ] {
        let given = make!(napi_get_named_property(env, host.value, name.as_ptr()))?;
        if host.with(given).is(sys::ValueType::napi_function) {
            place.set(reference(env, given)?);
        }
    }
    undefined(env)
}

/// What a function of the client returns for a maximum, which it does not know by itself.
fn handoff(
    environment: &Environment,
    host: sys::napi_value,
    name: &CStr,
    max: usize,
) -> Result<sys::napi_value, Error> {
    let env = environment.env();
    let create = make!(napi_get_named_property(env, host, name.as_ptr()))?;
    let arguments = [environment.sink().number(max as f64)?];
    make!(napi_call_function(
        env,
        undefined(env)?,
        create,
        1,
        arguments.as_ptr()
    ))
}

/// A reference to an object's property.
fn property(
    env: sys::napi_env,
    object: sys::napi_value,
    name: &CStr,
) -> Result<sys::napi_ref, Error> {
    reference(
        env,
        make!(napi_get_named_property(env, object, name.as_ptr()))?,
    )
}
