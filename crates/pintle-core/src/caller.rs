//! Where a call was made: the folder from which its relative paths start, and its environment.

use std::{
    borrow::Cow,
    ffi::{OsStr, OsString},
    fs::File,
    io,
    path::{Path, PathBuf},
};

use crate::Error;

/// The folder and the environment of a caller at the moment of the call.
///
/// Both belong to the process, or to a JavaScript thread, and may have changed by the time a
/// command runs on another thread. Reading the process's environment there is not even safe while
/// another thread sets a variable. So they are read when the call is made, and passed along.
#[derive(Debug)]
pub struct Caller {
    folder: io::Result<PathBuf>,
    environment: Vec<(OsString, OsString)>,
    /// A folder that the path goes through and that must stay open, if any.
    _held: Option<File>,
}

impl Caller {
    /// A caller in an absolute `folder`, or the error of determining it, which only calls that need
    /// it report. `environment` has every variable that a command may ask for.
    pub fn new(folder: io::Result<PathBuf>, environment: Vec<(OsString, OsString)>) -> Self {
        Self {
            folder,
            environment,
            _held: None,
        }
    }

    /// The same caller in a folder without a path of its own, such as a removed one: `path` goes
    /// through `folder`, which stays open.
    #[must_use]
    pub fn within(self, path: PathBuf, folder: File) -> Self {
        Self {
            folder: Ok(path),
            _held: Some(folder),
            ..self
        }
    }

    /// The variables that the command has declared: all of them for commands
    /// with the effect `process`.
    pub fn environment(&self) -> &[(OsString, OsString)] {
        &self.environment
    }

    /// The value of a variable.
    pub fn variable(&self, name: &str) -> Option<&OsStr> {
        let is_it = |other: &OsStr| {
            if cfg!(windows) {
                other.eq_ignore_ascii_case(name)
            } else {
                other == name
            }
        };
        let mut all = self.environment.iter();
        all.find_map(|(other, value)| is_it(other).then_some(&**value))
    }

    /// `path` as seen from the caller's folder.
    ///
    /// # Errors
    /// `ERR_PINTLE_IO` if the folder is unknown, for example because it was removed.
    pub fn resolve<'p>(&self, path: &'p Path) -> Result<Cow<'p, Path>, Error> {
        // An empty path leads nowhere, not to the folder.
        if path.is_absolute() || path.as_os_str().is_empty() {
            return Ok(Cow::Borrowed(path));
        }
        match &self.folder {
            Ok(folder) => Ok(Cow::Owned(folder.join(path))),
            Err(error) => Err(Error::io(error, path)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Context;

    fn resolved(caller: &Caller, path: &str) -> Result<PathBuf, String> {
        let resolved = caller.resolve(Path::new(path)).map(Cow::into_owned);
        resolved.map_err(|error| error.code().to_owned())
    }

    #[test]
    fn a_relative_path_starts_from_the_callers_folder() {
        let here = std::env::temp_dir();
        let absolute = here.join("x").display().to_string();
        let caller = Caller::new(Ok(here.clone()), Vec::new());
        assert_eq!(resolved(&caller, "a/b"), Ok(here.join("a/b")));
        assert_eq!(resolved(&caller, &absolute), Ok(here.join("x")));
        assert_eq!(resolved(&caller, ""), Ok(PathBuf::new()));
    }

    #[test]
    fn only_who_needs_an_unknown_folder_hears_that_it_is_unknown() {
        let absolute = std::env::temp_dir().display().to_string();
        let caller = Caller::new(Err(io::ErrorKind::NotFound.into()), Vec::new());
        assert_eq!(resolved(&caller, "a"), Err("ERR_PINTLE_IO".into()));
        assert_eq!(resolved(&caller, &absolute), Ok(absolute.into()));
    }

    #[test]
    fn a_context_has_the_callers_variables_and_no_others() {
        let environment = vec![("ONE".into(), "1".into())];
        let caller = Caller::new(Ok(std::env::temp_dir()), environment);
        let context = Context::default().with_caller(caller.into());
        assert_eq!(context.variable("ONE"), Some("1".into()));
        assert_eq!(context.variable("PATH"), None);
        assert_eq!(Context::DETACHED.variable("PATH"), std::env::var_os("PATH"));
    }
}
