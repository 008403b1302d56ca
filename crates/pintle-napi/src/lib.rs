//! Pintle's commands in Node: JavaScript values, the direct call, promises, registration.
//!
//! The only crate that knows Node-API. napi-rs registers the module; the calls themselves use
//! `napi::sys`, because a callback generated for one command at compile time costs a third of a
//! generic wrapper (`npm run bench -- direct`).
//!
//! - `value`: JavaScript values, read and written
//! - `call`: calls of commands, directly and as promises
//! - `export`: what the module exports
//!
//! A folder only uses those before it, and there are no circular imports.

mod call;
mod export;
mod value;

pub use export::{
    addon::{Addon, Entry},
    load::register,
};
