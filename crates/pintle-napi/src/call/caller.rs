//! Where JavaScript makes a call, read on its thread: the working folder, and `process.env`, which may
//! be a worker's own.
//!
//! The variables are read through Node, which guards them with its own lock, since one thread may
//! set them while another reads them. Each takes about 1 µs, as in Node's `child_process`: thirty
//! of them take a fortieth of the time to start a program.

use std::{env::current_dir, ffi::OsString, sync::Arc};

use napi::sys;
use pintle_core::{Caller, Context, Effect, Error, errors};

use crate::value::{
    javascript::{make, string, type_of},
    realm::Realm,
    source::JsSource,
    text,
};

/// Whether commands with these effects and variables need nothing from their caller.
#[inline]
pub(crate) const fn is_unasked(effects: &[Effect], variables: &[&str]) -> bool {
    effects.is_empty() && variables.is_empty()
}

/// The context of a call of commands with these effects and variables. If they need nothing from
/// their caller, the call costs nothing more.
#[inline]
pub(crate) fn context(
    realm: &Realm,
    effects: &[Effect],
    variables: &[&str],
) -> Result<Context, Error> {
    if is_unasked(effects, variables) {
        return Ok(Context::DETACHED);
    }
    let caller = caller(realm, effects, variables)?;
    Ok(Context::default().with_caller(Arc::new(caller)))
}

/// The caller of commands with these effects and variables.
pub(crate) fn caller(
    realm: &Realm,
    effects: &[Effect],
    variables: &[&str],
) -> Result<Caller, Error> {
    let variables = if effects.contains(&Effect::Process) {
        all(realm)?
    } else {
        named(realm, variables)?
    };
    let folder = current_dir();
    let is_gone = folder.is_err();
    let mut caller = Caller::new(folder, variables);
    if is_gone {
        caller = in_removed_folder(caller);
    }
    Ok(caller)
}

/// A program can still be started in a removed folder.
#[cfg(target_os = "linux")]
#[cold]
fn in_removed_folder(caller: Caller) -> Caller {
    use std::{fs::File, os::fd::AsRawFd};
    match File::open(".") {
        Ok(folder) => {
            let path = format!("/proc/self/fd/{}", folder.as_raw_fd());
            caller.within(path.into(), folder)
        }
        Err(_) => caller,
    }
}

#[cfg(not(target_os = "linux"))]
#[cold]
fn in_removed_folder(caller: Caller) -> Caller {
    caller
}

type Variables = Vec<(OsString, OsString)>;

fn named(realm: &Realm, names: &[&str]) -> Result<Variables, Error> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let env = realm.env;
    let all = process_env(realm)?;
    let mut variables = Vec::new();
    for name in names {
        let key = string(env, name)?;
        if let Some(value) = value(all, key)? {
            variables.push(((*name).into(), value));
        }
    }
    Ok(variables)
}

/// Everything in `process.env`, including inherited properties, as Node passes them to programs.
fn all(realm: &Realm) -> Result<Variables, Error> {
    let env = realm.env;
    let all = process_env(realm)?;
    let names = make!(napi_get_property_names(env, all.value));
    let names = names.map_err(|error| all.realm.thrown(error))?;
    let mut length = 0;
    // SAFETY: `length` is valid for a write.
    unsafe { sys::napi_get_array_length(env, names, &raw mut length) };
    let mut variables = Vec::with_capacity(length as usize);
    for index in 0..length {
        let name = make!(napi_get_element(env, names, index))?;
        if let Some(value) = value(all, name)? {
            variables.push((read(all, name)?, value));
        }
    }
    Ok(variables)
}

fn process_env(realm: &Realm) -> Result<JsSource<'_>, Error> {
    let env = realm.env;
    let global = make!(napi_get_global(env))?;
    let process = make!(napi_get_named_property(env, global, c"process".as_ptr()))?;
    let value = make!(napi_get_named_property(env, process, c"env".as_ptr()))?;
    Ok(JsSource::new(realm, value))
}

/// The value of a variable; none if it is `undefined`.
fn value(all: JsSource<'_>, name: sys::napi_value) -> Result<Option<OsString>, Error> {
    let env = all.env();
    let value = make!(napi_get_property(env, all.value, name));
    let value = value.map_err(|error| all.realm.thrown(error))?;
    match type_of(env, value) {
        sys::ValueType::napi_undefined => Ok(None),
        sys::ValueType::napi_string => read(all, value).map(Some),
        _ => {
            // A replacement of `process.env` may contain anything.
            let value = make!(napi_coerce_to_string(env, value));
            read(all, value.map_err(|error| all.realm.thrown(error))?).map(Some)
        }
    }
}

fn read(all: JsSource<'_>, value: sys::napi_value) -> Result<OsString, Error> {
    let text = text::lossy(all.env(), value);
    let text = text.map_err(|fault| fault.expected("a string", all.with(value)))?;
    if text.contains('\0') {
        let message =
            "expected process.env without NUL characters, which cannot be passed to programs";
        return Err(Error::new(&errors::INVALID_VALUE, message));
    }
    Ok(text.into())
}
