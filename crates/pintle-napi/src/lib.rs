//! Pintle's commands in Node: JavaScript values, the direct call, promises, registration.
//!
//! The only crate that knows Node-API. napi-rs registers the module; the calls themselves use
//! `napi::sys`, because a callback that is made for one command when the program is compiled costs
//! a third of what a generic wrapper does (`npm run bench -- direct`).
//!
//! - `value`: JavaScript values, read and written
//! - `call`: calls of commands, directly and as promises
//! - `export`: what the module exports
//!
//! A folder uses those before it, and no file uses one that uses it.

mod call;
mod export;
mod value;

pub use export::{
    addon::{Addon, Entry},
    load::register,
};
