//! The module's exports: the commands, and the functions that the client needs.

use napi::sys;
use pintle_core::{Error, Strings, data::Sink};

use crate::{
    call::environment::Environment,
    export::{
        addon::Addon, checks, client, contract, controls, helper::Helper, plans, policies,
        resources, streams,
    },
    value::javascript::{define, function, make},
};

/// The version of what is exported. It is raised when `lib/binding/binding.ts` changes, so that an addon
/// and JavaScript that do not fit together say so when the addon is loaded.
const INTERFACE_VERSION: i32 = 1;

/// Puts everything on the module's exports.
pub(crate) fn fill(
    environment: &Environment,
    exports: sys::napi_value,
    addon: &Addon,
) -> Result<(), Error> {
    let env = environment.env();
    let helpers: [&[Helper]; 8] = [
        &client::HELPERS,
        &contract::HELPERS,
        &controls::HELPERS,
        &checks::HELPERS,
        &plans::HELPERS,
        &resources::HELPERS,
        &streams::HELPERS,
        &policies::HELPERS,
    ];
    for &Helper { name, callback } in helpers.into_iter().flatten() {
        let text = name.to_str().unwrap_or_default();
        let callback = function(env, text, callback, environment.callback_data(text))?;
        define(env, exports, text, callback)?;
    }
    define(env, exports, "streams", streams(environment, addon)?)?;
    let version = environment.sink().int32(INTERFACE_VERSION)?;
    define(env, exports, "interfaceVersion", version)?;
    define(env, exports, "commands", commands(environment, addon)?)
}

/// The methods of the commands with an output.
fn streams(environment: &Environment, addon: &Addon) -> Result<sys::napi_value, Error> {
    let commands = addon.families.iter().flat_map(|family| family.commands);
    let methods = environment.contract.methods().iter().zip(commands);
    let streams = methods.filter(|(_, command)| command.item.is_some());
    let names: Strings = streams
        .map(|(method, _)| method.name().to_owned())
        .collect();
    environment.sink().strings(names)
}

/// The commands, in an object for each family. A blocking one appears twice: under its own name it
/// takes a control before its parameters and returns a promise, or the handle to its stream; with the suffix `Sync` it runs
/// synchronously.
fn commands(environment: &Environment, addon: &Addon) -> Result<sys::napi_value, Error> {
    let env = environment.env();
    let families = make!(napi_create_object(env))?;
    let mut entries = addon
        .entries
        .iter()
        .copied()
        .flatten()
        .zip(environment.contract.methods());
    for family in addon.families {
        let object = make!(napi_create_object(env))?;
        for (command, (entry, method)) in family.commands.iter().zip(entries.by_ref()) {
            let name = command.name;
            let data = environment.callback_data(method.name());
            let add = |name: &str, callback| -> Result<(), Error> {
                let callback = function(env, name, callback, data)?;
                define(env, object, name, callback)
            };
            if let Some(start) = entry.start {
                add(name, start)?;
                add(&format!("{name}Sync"), entry.call)?;
            } else {
                add(name, entry.call)?;
            }
        }
        define(env, families, family.name, object)?;
    }
    Ok(families)
}
