//! Where the relative paths of a caller start. The process's folder is never used: it may have
//! changed by the time a path is opened.

use std::{
    borrow::Cow,
    path::{Path, PathBuf},
};

use pintle_core::{Caller, Error, Value};

use crate::matcher::Known;

/// What relative paths start from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Base<'a> {
    /// The folder of the caller, which may be unknown.
    Caller(&'a Caller),
    /// An absolute folder.
    Folder(&'a Path),
}

impl Base<'_> {
    /// A path relative to it.
    pub(crate) fn resolve<'p>(&self, path: &'p Path) -> Result<Cow<'p, Path>, Error> {
        match self {
            Self::Caller(caller) => caller.resolve(path),
            Self::Folder(folder) => Ok(Cow::Owned(folder.join(path))),
        }
    }
}

/// Where the paths in a list start.
#[derive(Debug)]
pub(crate) enum ListBase {
    /// The folder of the caller.
    Caller,
    /// The parameter `root` of the call.
    Root(Result<PathBuf, Error>),
    /// The same, but not known yet.
    Unknown,
}

impl ListBase {
    /// For a call with these parameters, of which `paths` are paths.
    pub(crate) fn of(params: &Value, paths: &[String], known: Known, caller: &Caller) -> Self {
        match params.get("root") {
            Some(Value::Pending) if known == Known::Partial => Self::Unknown,
            Some(Value::String(root)) if paths.iter().any(|path| path == "root") => {
                Self::Root(caller.resolve(Path::new(&**root)).map(Cow::into_owned))
            }
            _ => Self::Caller,
        }
    }
}
