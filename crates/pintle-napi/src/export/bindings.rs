//! What the TypeScript client needs besides the commands: `lib/binding/binding.ts` is the other
//! side.

use std::{ffi::CStr, ptr};

use napi::sys;
use pintle_core::{
    Error,
    data::{Sink, Source},
};

use crate::{
    call::{
        environment::Environment,
        feed::Feed,
        handles::{held, hold},
        running, stream,
        streaming::Streaming,
    },
    export::{
        helper::{Answer, Given, Helper},
        plans,
    },
    value::{
        callback::take_answer,
        classes, items,
        javascript::{function, make, reference, string, type_of, undefined},
        properties,
        realm::Realm,
    },
};

/// The functions by the names that the module exports them under.
pub(crate) const HELPERS: [Helper; 20] = [
    Helper::new(c"contract", contract),
    Helper::new(c"calls", calls),
    Helper::new(c"initialize", initialize),
    Helper::new(c"createControl", create_control),
    Helper::new(c"cancel", cancel),
    Helper::new(c"checkParams", check_params),
    Helper::new(c"checkResult", check_result),
    Helper::new(c"preparePlan", prepare_plan),
    Helper::new(c"runPlan", run_plan),
    Helper::new(c"readWords", read_words),
    Helper::new(c"listCommands", list_commands),
    Helper::new(c"planSchema", plan_schema),
    Helper::new(c"resources", resources),
    Helper::new(c"disposeResource", dispose_resource),
    Helper::new(c"pullStream", pull_stream),
    Helper::new(c"leaveStream", leave_stream),
    Helper::new(c"createFeed", create_feed),
    Helper::new(c"feedItem", feed_item),
    Helper::new(c"feedRoom", feed_room),
    Helper::new(c"endFeed", end_feed),
];

/// `contract(): string`.
fn contract(environment: &Environment, []: Given<'_, 0>) -> Answer {
    string(environment.env(), environment.contract.text())
}

/// `calls(method?): string`.
fn calls(environment: &Environment, [method]: Given<'_, 1>) -> Answer {
    let calls = if method.is_undefined() {
        environment.contract.calls()
    } else {
        environment.contract.call_of(&method.text()?)
    };
    string(environment.env(), &calls)
}

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

/// `resources(): string`.
fn resources(environment: &Environment, []: Given<'_, 0>) -> Answer {
    string(environment.env(), &environment.contract.resources())
}

/// `disposeResource(handle): void`. Does nothing if it has been disposed of.
fn dispose_resource(environment: &Environment, [handle]: Given<'_, 1>) -> Answer {
    let mut address = ptr::null_mut();
    // SAFETY: the handle is of the current scope; a value that is not an external leaves the address
    // null.
    unsafe { sys::napi_get_value_external(environment.env(), handle.value, &raw mut address) };
    environment.realm.resources.dispose(address);
    undefined(environment.env())
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

/// `createControl(onProgress?): number`.
fn create_control(environment: &Environment, [on_progress]: Given<'_, 1>) -> Answer {
    let listener = if on_progress.is(sys::ValueType::napi_function) {
        reference(environment.env(), on_progress.value)?
    } else {
        ptr::null_mut()
    };
    let number = environment
        .controls
        .borrow_mut()
        .open(&environment.cancel, listener);
    environment.sink().number(f64::from(number))
}

/// `cancel(control): void`. Does nothing if the call has ended.
fn cancel(environment: &Environment, [control]: Given<'_, 1>) -> Answer {
    let controls = environment.controls.borrow();
    let token = control.id().and_then(|number| controls.get(number));
    let token = token.map(|control| control.token.clone());
    drop(controls);
    if let Some(token) = token {
        token.cancel();
    }
    undefined(environment.env())
}

/// `checkParams(method, params): void`.
fn check_params(environment: &Environment, [method, params]: Given<'_, 2>) -> Answer {
    let method = environment.contract.method(&method.text()?)?;
    let params = params
        .value()
        .map_err(|error| error.of_command(method.name()))?;
    method.check_params(params.view(), environment.contract.defs())?;
    undefined(environment.env())
}

/// `checkResult(method, result): void`.
fn check_result(environment: &Environment, [method, result]: Given<'_, 2>) -> Answer {
    let method = environment.contract.method(&method.text()?)?;
    let result = result
        .value()
        .map_err(|error| error.of_command(method.name()))?;
    method.check_result(result.view(), environment.contract.defs())?;
    undefined(environment.env())
}

/// `preparePlan(text): PlanHandle`.
fn prepare_plan(environment: &Environment, [plan]: Given<'_, 1>) -> Answer {
    plans::prepare(environment, &plan.text()?)
}

/// `runPlan(control, plan, input): Promise<PlanReport>`.
fn run_plan(environment: &Environment, [control, plan, input, steps]: Given<'_, 4>) -> Answer {
    let control = control.id();
    let wants_steps = steps.bool().unwrap_or(true);
    plans::run(environment, control, plan, input, wants_steps)
        .inspect_err(|_| running::release(environment, control))
}

/// `readWords(request): string`, both JSON.
fn read_words(environment: &Environment, [request]: Given<'_, 1>) -> Answer {
    let answer = pintle_command_line::read_words(environment.contract, &request.text()?)?;
    string(environment.env(), &answer)
}

/// `listCommands(): string`, JSON.
fn list_commands(environment: &Environment, []: Given<'_, 0>) -> Answer {
    let listed = pintle_command_line::list_commands(environment.contract)?;
    string(environment.env(), &listed)
}

/// `planSchema(): string`.
fn plan_schema(environment: &Environment, []: Given<'_, 0>) -> Answer {
    string(environment.env(), &pintle_core::plan::schema())
}

/// `pullStream(stream, columns): Promise<batch | undefined>`.
fn pull_stream(environment: &Environment, [stream, columns]: Given<'_, 2>) -> Answer {
    let columns = columns.bool().unwrap_or(false);
    stream::pull(environment, held(environment, stream)?, columns)
}

/// `leaveStream(stream): void`.
fn leave_stream(environment: &Environment, [stream]: Given<'_, 1>) -> Answer {
    held::<Streaming>(environment, stream)?.leave();
    undefined(environment.env())
}

/// `createFeed(): FeedHandle`.
fn create_feed(environment: &Environment, []: Given<'_, 0>) -> Answer {
    hold(environment, Feed::default())
}

/// `feedItem(feed, item): boolean`.
fn feed_item(environment: &Environment, [feed, item]: Given<'_, 2>) -> Answer {
    let has_room = held::<Feed>(environment, feed)?.send(item);
    environment.sink().bool(has_room)
}

/// `feedRoom(feed): Promise<boolean>`.
fn feed_room(environment: &Environment, [feed]: Given<'_, 1>) -> Answer {
    stream::room(environment, held(environment, feed)?)
}

/// `endFeed(feed, failed): void`.
fn end_feed(environment: &Environment, [feed, failed]: Given<'_, 2>) -> Answer {
    held::<Feed>(environment, feed)?.end(failed.bool().unwrap_or(true));
    undefined(environment.env())
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
