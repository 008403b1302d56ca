//! Pintle as a WebAssembly module, in Node and in browsers: what pintle-napi is for Node-API.
//!
//! - `addon`, `bindings`: what the module exports; `lib/wasm/binding.ts` is the other side
//! - `pair`: the call with two numbers, which needs none of the following
//! - `arguments`, `source`, `columns`: reading JavaScript values
//! - `sink`: writing them
//! - `callbacks`: functions that commands call
//! - `controls`, `plans`, `resources`, `contracts`, `panics`: what lives longer than one call
//!
//! There are no threads: everything runs synchronously, on the calling thread. A panic cannot be
//! caught here; JavaScript asks for its message and starts a new instance.

mod addon;
mod arguments;
mod bindings;
mod callbacks;
mod columns;
mod contracts;
mod controls;
mod js_host;
mod moves;
mod pair;
mod panics;
mod plans;
mod resources;
mod sink;
mod source;

pub use addon::{Addon, Entry};
