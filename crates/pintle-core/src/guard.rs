//! Untrusted callers: what decides about their calls, and where their files may be.
//!
//! A [`Context`] carries both to every place where a command is called by its name, so that a call
//! in a plan, over a transport or from a guest meets the same guard. Direct calls have none: code
//! in the same process is trusted.

use std::{fmt, fs::File, path::Path, sync::Arc, time::Duration};

use crate::{
    Budget, Context, Error, ResourceTable, Value,
    callback::Numbered,
    command::{Begun, CallError, Command, Params},
    panic,
    resource::Scope,
};

/// One call of a command by its name.
#[derive(Clone, Copy, Debug)]
pub struct Invocation<'a> {
    /// The full name, such as `math.add`.
    pub method: &'a str,
    /// The command itself.
    pub command: &'static Command,
    /// Its parameters by name.
    pub params: &'a Value,
}

impl Invocation<'_> {
    /// Runs the command if the context's guard, if there is one, allows it.
    ///
    /// # Errors
    /// Those of the command and of the guard, and `ERR_PINTLE_PANIC`.
    pub fn run(&self, context: &Context) -> Result<Value, CallError> {
        let outcome = panic::catch(|| {
            Ok(match context.guard() {
                Some(guard) => guard.call(self, context),
                None => self.run_unguarded(context),
            })
        });
        let outcome = outcome.unwrap_or_else(|panicked| Err(CallError::Other(panicked)));
        outcome.map_err(|failed| failed.map(|error| error.of_command(self.method)))
    }

    /// Begins the command without waiting for its end, if it is asynchronous and no guard decides about
    /// it, which would wait.
    ///
    /// # Errors
    /// Those of reading the parameters.
    pub fn begin(&self, context: &Context) -> Option<Result<Begun, CallError>> {
        let begin = self.command.begin.filter(|_| context.guard().is_none())?;
        let _scope = Scope::enter(context.resources().map(|lease| lease.table()));
        let _numbered = Numbered::begin(context.callbacks());
        let outcome = panic::catch(|| {
            let params = Params::new(self.params).map_err(CallError::Arguments);
            let inputs = context.inputs();
            Ok(params.and_then(|params| begin(&params.with_inputs(inputs), context.clone())))
        });
        let outcome = outcome.unwrap_or_else(|panicked| Err(CallError::Other(panicked)));
        Some(outcome.map_err(|failed| failed.map(|error| error.of_command(self.method))))
    }

    /// Runs the command; what a guard does with a call that it allows.
    ///
    /// # Errors
    /// Those of the command.
    pub fn run_unguarded(&self, context: &Context) -> Result<Value, CallError> {
        let params = Params::new(self.params).map_err(CallError::Arguments)?;
        let lease = context.resources();
        let scope = Scope::enter(lease.map(|lease| lease.table()));
        let params = params.with_inputs(context.inputs());
        let numbered = Numbered::begin(context.callbacks());
        let result = (self.command.invoke)(&params, context)?;
        drop((scope, numbered));
        if let Some(lease) = lease {
            lease.reserve(&result)?;
        }
        Ok(result)
    }
}

/// Decides about the calls of an untrusted caller.
pub trait Guard: fmt::Debug + Send + Sync {
    /// Runs a call if it may run, and refuses it otherwise.
    ///
    /// # Errors
    /// `ERR_PINTLE_DENIED`, `ERR_PINTLE_POLICY_LIMIT`, and those of the command.
    fn call(&self, invocation: &Invocation<'_>, context: &Context) -> Result<Value, CallError>;

    /// Refuses a step of a plan, before any runs, that [`Guard::call`] would refuse whatever the
    /// references in its parameters turn out to be.
    ///
    /// # Errors
    /// As `call`.
    fn foresee(&self, invocation: &Invocation<'_>) -> Result<(), Error>;

    /// Counts an item of a plan's `forEach` that calls nothing itself, and refuses it when the caller
    /// has used up its limit. `quiet` is how long the plan has run without any call.
    ///
    /// # Errors
    /// `ERR_PINTLE_POLICY_LIMIT`, `ERR_PINTLE_TIMEOUT`.
    fn item(&self, quiet: Duration) -> Result<(), Error>;

    /// The budget for the caller's answers; `None` if they are not counted.
    fn budget(&self) -> Option<Budget>;

    /// The resources that the caller has, if they are counted.
    fn resources(&self) -> Option<Arc<ResourceTable>> {
        None
    }
}

/// What is to be done with the target of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Only reading.
    Read,
    /// Reading, writing, creating and removing.
    Write,
}

/// Opens files and folders, as long as the path does not lead out of certain folders: not through
/// `..`, not through links, and not through links that change concurrently.
///
/// Commands marked `confined` open every path they get through [`Context::confinement`], if there
/// is one, and from there on only relative to what they hold
/// open.
pub trait Confinement: fmt::Debug + Send + Sync {
    /// Opens a file for reading.
    ///
    /// # Errors
    /// `ERR_PINTLE_DENIED` if the path leads out, `ERR_PINTLE_IO`.
    fn open_file(&self, path: &Path) -> Result<File, Error>;

    /// Whether a file that was opened relative to a folder opened by this may be read.
    ///
    /// # Errors
    /// `ERR_PINTLE_DENIED` if it has another name that may be outside, `ERR_PINTLE_IO`.
    fn admit(&self, file: &File, path: &Path) -> Result<(), Error>;

    /// Opens a folder, for uses such as `openat`.
    ///
    /// # Errors
    /// `ERR_PINTLE_DENIED` if the path leads out or the folder is read-only, `ERR_PINTLE_IO`.
    fn open_folder(&self, path: &Path, access: Access) -> Result<File, Error>;

    /// Whether a folder, identified by device and inode, must be neither written to nor
    /// removed, although it may be in a folder that this has opened for writing.
    fn keeps(&self, folder: (u64, u64)) -> bool;

    /// How many folders below the top a folder is that was opened by this, or relative to what this
    /// has opened: a link in it may climb that many levels.
    ///
    /// # Errors
    /// `ERR_PINTLE_DENIED` if it has been moved out in the meantime, `ERR_PINTLE_IO`.
    fn depth(&self, folder: File) -> Result<usize, Error>;
}
