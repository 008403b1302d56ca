//! Pintle's commands in Node: JavaScript values, the direct call, promises, registration.
//!
//! The only crate that knows Node-API. napi-rs registers the module; the calls themselves use
//! `napi::sys`, because a callback that is made for one command when the program is compiled costs
//! a third of what a generic wrapper does (`npm run bench -- direct`).

mod addon;
mod arguments;
mod bindings;
mod caller;
mod control;
mod describe;
mod direct;
mod environment;
mod javascript;
mod mailbox;
mod numbers;
mod pin;
mod plans;
mod policies;
mod promise;
mod properties;
mod sessions;
mod sink;
mod source;
mod text;
mod throw;

pub use addon::{Addon, Entry, register};
