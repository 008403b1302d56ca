//! The environment and the folder that a program gets.

use std::{collections::BTreeMap, ffi::OsString, io, path::PathBuf};

use pintle::{Context, Error};

use super::options::RunOptions;

/// Environment variables by their names.
pub(super) type Environment = BTreeMap<OsString, OsString>;

/// The variables that a program gets.
pub(super) fn environment(options: &RunOptions, _: &Context) -> Environment {
    let mut variables: Environment = if options.clear_env {
        Environment::new()
    } else {
        std::env::vars_os().collect()
    };
    for (name, value) in options.env.iter().flatten() {
        // On Windows, case does not tell one variable from another.
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

/// The folder to run in, as an absolute path.
pub(super) fn folder(options: &RunOptions, _: &Context) -> Result<PathBuf, Error> {
    let folder = options.cwd.clone().unwrap_or_default();
    let absolute = if folder.as_os_str().is_empty() {
        std::env::current_dir()
    } else {
        std::path::absolute(&folder)
    };
    absolute.map_err(|error: io::Error| Error::io(&error, &folder).at("/cwd"))
}
