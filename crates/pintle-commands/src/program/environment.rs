//! The environment that a program gets.

use std::{collections::BTreeMap, ffi::OsString};

use pintle::Context;

use super::options::RunOptions;

/// Environment variables by name.
pub(super) type Environment = BTreeMap<OsString, OsString>;

/// The variables that a program gets: those of the caller at the time of the call, and those in the
/// options.
pub(super) fn environment(options: &RunOptions, cx: &Context) -> Environment {
    let mut variables = match cx.environment() {
        _ if options.clear_env => Environment::new(),
        Some(variables) => variables.iter().cloned().collect(),
        None => std::env::vars_os().collect(),
    };
    for (name, value) in options.env.iter().flatten() {
        // On Windows, names of variables are case-insensitive.
        if cfg!(windows) {
            variables.retain(|other, _| !other.eq_ignore_ascii_case(name));
        }
        match value {
            Some(value) => variables.insert(name.into(), value.into()),
            None => variables.remove(&OsString::from(name)),
        };
    }
    variables
}

/// The value of PATH.
pub(super) fn search_path(variables: &Environment) -> Option<OsString> {
    let is_path =
        |name: &OsString| name == "PATH" || cfg!(windows) && name.eq_ignore_ascii_case("PATH");
    let found = variables.iter().find(|(name, _)| is_path(name));
    found.map(|(_, path)| path.clone())
}
