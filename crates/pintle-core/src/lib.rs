//! The core of Pintle: commands, the contract that describes them, plans that compose them, and the
//! errors they return. It does not know Node, does no I/O, and can be used from plain Rust.
//!
//! Command authors depend on the crate `pintle`, which re-exports this one.

extern crate self as pintle;

#[cfg(feature = "serde")]
mod bridge;
mod budget;
mod bytes;
pub mod callback;
mod caller;
mod cancel;
mod clock;
mod context;
mod date;
mod error;
mod progress;
mod strings;
mod value;

pub mod command;
pub mod contract;
pub mod data;
#[path = "catalogue.rs"]
pub mod errors;
mod guard;
pub mod json;
pub mod names;
pub mod panic;
pub mod places;
pub mod plan;
pub mod pointer;
pub mod pool;
pub mod resource;
pub mod schema;
pub mod stream;
mod suggest;
pub mod task;

#[cfg(feature = "serde")]
pub use bridge::Json;
pub use budget::Budget;
pub use bytes::Bytes;
pub use callback::Callback;
pub use caller::Caller;
pub use cancel::{CancelToken, OnCancel};
pub use command::{Command, Effect};
pub use context::Context;
pub use contract::{Contract, Family};
pub use data::{Clamped, Column, Decode, DecodeRef, Describe, Encode, Safe};
pub use date::Date;
pub use error::{
    DeclaredKind, Error, ErrorKind, ErrorKinds, MAX_ERROR_DETAILS, MAX_ERROR_TEXT, OnPath,
    TypedKind,
};
pub use guard::{Access, Confinement, Guard, Invocation};
pub use progress::{Progress, ProgressListener, Stream};
pub use resource::{AnyResource, Resource, ResourceTable};
pub use strings::Strings;
pub use suggest::did_you_mean;
pub use value::{Name, Nested, Part, Value, ValueRef};
