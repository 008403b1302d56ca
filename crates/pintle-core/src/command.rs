//! A command: a Rust function and everything that is known about it.

mod arguments;
mod asynchronous;
mod failure;

use crate::{
    Context, DeclaredKind, Describe, Encode, Error, Value,
    data::{ValueSink, only_in_fields},
    schema::{Defs, Schema},
};

pub(crate) use arguments::in_options;
pub use arguments::{Arguments, Params, argument, options};
pub use asynchronous::{AsyncCallable, Asynchronous, Begin, Begun, begin};
pub use failure::{Fallible, IntoError, KindsOf, UnknownKinds, count_kinds, failure, join_kinds};

/// What `#[pintle::command]` generates for a function, so that every way to call it can be compiled
/// from it.
pub trait Callable: 'static {
    /// Its name within the family, in camelCase.
    const NAME: &'static str;
    /// Its documentation, from the doc comment.
    const DESCRIPTION: &'static str;
    /// The names of its parameters, in order.
    const NAMES: &'static [&'static str];
    /// Its parameters, in order.
    const PARAMS: &'static [Param];
    /// What it may throw, besides errors about arguments.
    const ERRORS: &'static [DeclaredKind];
    /// Its side effects.
    const EFFECTS: &'static [Effect];
    /// The variables of its caller's environment that it reads.
    const VARIABLES: &'static [&'static str];
    /// Whether it needs only its parameters.
    const PORTABLE: bool;
    /// Whether it opens files and folders only through the context's confinement.
    const CONFINED: bool;
    /// Whether it reports lines of text while it runs.
    const LINES: bool;
    /// The type of resources that its first parameter is a handle to.
    const RECEIVER: Option<&'static str> = None;

    /// How a call by name begins without waiting for its end, if the function is asynchronous.
    const BEGIN: Option<Begin> = None;

    /// [`Synchronous`], [`Blocking`] or [`Asynchronous`].
    type Mode: Mode;
    /// The arguments, once they have been read.
    type Arguments<'s>;
    /// The result.
    type Output: Encode + Send + 'static;
    /// What it sends, if [`Callable::ITEM`] describes it.
    type Item: Encode + Send + 'static;
    /// The type of what it sends, if it has an [`Output`](crate::stream::Output).
    const ITEM: Option<fn(&mut Defs) -> Schema> = None;

    /// Reads the arguments.
    fn decode<'s, A: Arguments<'s>>(arguments: &A) -> Result<Self::Arguments<'s>, Error>;
    /// The variables that a call with these arguments reads.
    fn variables(_: &Self::Arguments<'_>) -> &'static [&'static str] {
        Self::VARIABLES
    }
    /// Runs the function.
    fn call(arguments: Self::Arguments<'_>, context: &Context) -> Result<Self::Output, Error>;
}

/// A command that borrows nothing from its caller, and so can outlive the call.
pub trait BlockingCallable: Callable {
    /// The arguments.
    type Owned: Send + 'static;

    /// The arguments, which have no lifetime.
    fn own(arguments: Self::Arguments<'_>) -> Self::Owned;
    /// Runs the function.
    fn call_owned(arguments: Self::Owned, context: &Context) -> Result<Self::Output, Error>;
}

/// How a command is called.
pub trait Mode {
    /// Whether it may take long, and so must not run on JavaScript's thread.
    const BLOCKING: bool;
}

/// Runs synchronously, on the caller's thread.
#[derive(Debug)]
pub struct Synchronous;

/// May take long.
#[derive(Debug)]
pub struct Blocking;

impl Mode for Synchronous {
    const BLOCKING: bool = false;
}

impl Mode for Blocking {
    const BLOCKING: bool = true;
}

/// Everything that is known about a command, without its types. It knows neither Node nor any
/// transport.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing of its own that is known"
)]
pub struct Command {
    /// Its name within the family, in camelCase.
    pub name: &'static str,
    /// Its documentation, from the doc comment.
    pub description: &'static str,
    /// Its parameters, in order.
    pub params: &'static [Param],
    /// The type of its result; that of the list of all items, if it sends them.
    pub result: fn(&mut Defs) -> Schema,
    /// The type of what it sends, if it has an [`Output`](crate::stream::Output).
    pub item: Option<fn(&mut Defs) -> Schema>,
    /// What it may throw, besides errors about arguments.
    pub errors: &'static [DeclaredKind],
    /// Its side effects.
    pub effects: &'static [Effect],
    /// The variables of its caller's environment that it reads. With the effect `process` they need
    /// not be named: programs get all of them.
    pub variables: &'static [&'static str],
    /// Whether it may take long, and so must not run on JavaScript's thread.
    pub blocking: bool,
    /// Whether it needs only its parameters, and so runs in WebAssembly.
    pub portable: bool,
    /// Whether it opens files and folders only through [`Context::confinement`], so that a policy
    /// may allow it to an untrusted caller.
    pub confined: bool,
    /// Whether it reports lines of text while it runs, with
    /// [`Progress::of_lines`](crate::Progress::of_lines).
    pub lines: bool,
    /// The type of resources that it is a method of, since its first parameter is a handle to one.
    pub receiver: Option<&'static str>,
    /// Runs it on parameters by name.
    pub invoke: fn(&Params<'_>, &Context) -> Result<Value, CallError>,
    /// The same without waiting for its end, if the function is asynchronous.
    pub begin: Option<Begin>,
}

impl Command {
    /// The command that a function is.
    pub const fn of<C: Callable>() -> Self {
        const { only_in_fields::<C::Output>() };
        Self {
            name: C::NAME,
            description: C::DESCRIPTION,
            params: C::PARAMS,
            result: <C::Output as Describe>::schema,
            item: C::ITEM,
            errors: C::ERRORS,
            effects: C::EFFECTS,
            variables: C::VARIABLES,
            blocking: C::Mode::BLOCKING,
            portable: C::PORTABLE,
            confined: C::CONFINED,
            lines: C::LINES,
            receiver: C::RECEIVER,
            invoke: |params, context| {
                let arguments = C::decode(params).map_err(CallError::Arguments)?;
                let outcome = C::call(arguments, context);
                Ok(outcome.and_then(|result| result.encode(ValueSink))?)
            },
            begin: C::BEGIN,
        }
    }
}

/// Why a call by name has no result.
#[derive(Debug)]
pub enum CallError {
    /// Its parameters are not those that the command takes, so it has not run.
    Arguments(Error),
    /// Anything else, such as what the command itself failed with.
    Other(Error),
}

impl CallError {
    /// The same with another error.
    #[must_use]
    pub fn map(self, change: impl FnOnce(Error) -> Error) -> Self {
        match self {
            Self::Arguments(error) => Self::Arguments(change(error)),
            Self::Other(error) => Self::Other(change(error)),
        }
    }

    /// What went wrong.
    pub fn error(&self) -> &Error {
        match self {
            Self::Arguments(error) | Self::Other(error) => error,
        }
    }
}

impl From<Error> for CallError {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}

impl From<CallError> for Error {
    fn from(failed: CallError) -> Self {
        match failed {
            CallError::Arguments(error) | CallError::Other(error) => error,
        }
    }
}

/// A parameter of a command.
#[derive(Debug)]
pub struct Param {
    /// Its name, in camelCase.
    pub name: &'static str,
    /// How it is passed.
    pub kind: ParamKind,
    /// Its type.
    pub schema: fn(&mut Defs) -> Schema,
    /// Whether it may be left out.
    pub optional: bool,
}

/// How a parameter is passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParamKind {
    /// By position; by its name in JSON.
    Value,
    /// As the trailing object of options, whose fields are at the same level as the other
    /// parameters in JSON.
    Options,
    /// As the caller's memory, which the command changes; only direct calls can do that.
    InPlace,
    /// By position, item by item while the command runs; as a list in JSON.
    Input,
}

/// A side effect of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Reads files or folders.
    FsRead,
    /// Writes files or folders.
    FsWrite,
    /// Starts programs.
    Process,
}

impl Effect {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::FsRead, Self::FsWrite, Self::Process];

    /// Its name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::FsRead => "fsRead",
            Self::FsWrite => "fsWrite",
            Self::Process => "process",
        }
    }
}
