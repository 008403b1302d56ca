//! The library for guests written in Rust. A guest is a WebAssembly module that can only ask its
//! host to run commands; `docs/guests.md` describes how one is run and what it may request.
//!
//! ```
//! use pintle_guest::{Error, Value, call, json};
//!
//! fn run(input: Value) -> Result<Value, Error> {
//!     let sum = call("math.add", json!({ "a": input["a"], "b": 40 }))?;
//!     Ok(json!({ "sum": sum }))
//! }
//!
//! pintle_guest::guest!(run);
//! ```
//!
//! It is built as a `cdylib` for `wasm32-unknown-unknown`. On other targets the same code uses the
//! host in [`testing`], so that a guest can have plain unit tests.
//!
//! - `ask`: requests to the host
//! - `error`: errors of commands and of the guest itself
//! - `answer`: the guest's final answer
//! - `host`: calls to the host, and the guest's memory
//! - `panic`: the message of a panic, for the host to report

mod answer;
mod ask;
mod error;
mod host;

pub use ask::{ask, call, run_plan};
pub use error::Error;
#[cfg(not(target_arch = "wasm32"))]
pub use host::testing;
pub use serde_json::{Value, json};

#[doc(hidden)]
pub use answer::answer;
#[cfg(target_arch = "wasm32")]
#[doc(hidden)]
pub use host::memory;
#[cfg(target_arch = "wasm32")]
#[doc(hidden)]
pub mod panic;

/// The version of the guests' ABI.
pub const ABI: i32 = 1;

/// Exports a function as the guest: `fn(input: I) -> Result<O, Error>`, where the input can be read
/// from JSON and the result written as JSON.
#[macro_export]
macro_rules! guest {
    ($run:path) => {
        #[cfg(target_arch = "wasm32")]
        const _: () = {
            #[unsafe(no_mangle)]
            extern "C" fn pintle_abi() -> i32 {
                $crate::ABI
            }

            #[unsafe(no_mangle)]
            extern "C" fn pintle_alloc(length: usize) -> *mut u8 {
                $crate::memory::alloc(length)
            }

            #[unsafe(no_mangle)]
            unsafe extern "C" fn pintle_free(place: *mut u8, length: usize) {
                // SAFETY: the host gives back what it was given.
                drop(unsafe { $crate::memory::take(place, length) });
            }

            #[unsafe(no_mangle)]
            unsafe extern "C" fn pintle_run(place: *mut u8, length: usize) -> u64 {
                // SAFETY: the host has allocated its input, and passes ownership.
                let input = unsafe { $crate::memory::take(place, length) };
                $crate::panic::keep();
                $crate::memory::give($crate::answer(&input, $run))
            }

            #[unsafe(no_mangle)]
            extern "C" fn pintle_trap() -> u64 {
                $crate::memory::give($crate::panic::kept())
            }
        };

        #[cfg(not(target_arch = "wasm32"))]
        const _: () = {
            // What the host would call, so that nothing is unused.
            #[allow(dead_code)]
            fn answer(input: &[u8]) -> Vec<u8> {
                $crate::answer(input, $run)
            }
        };
    };
}
