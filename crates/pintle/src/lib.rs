//! Rust commands for TypeScript.
//!
//! A function marked [`macro@command`] becomes a plain typed function in Node, an entry in the contract,
//! and a step that plans can use:
//!
//! ```
//! mod math {
//! use pintle::{Error, ErrorKind, command};
//!
//! /// The sum does not fit.
//! pub static OVERFLOW: ErrorKind = ErrorKind {
//!     code: "ERR_DEMO_OVERFLOW",
//!     summary: "The sum does not fit into 32 bits.",
//!     fix: "Use smaller numbers.",
//! };
//!
//! /// Adds two 32-bit integers.
//! #[command(portable, errors(OVERFLOW))]
//! pub fn add(a: i32, b: i32) -> Result<i32, Error> {
//!     a.checked_add(b).ok_or_else(|| Error::new(&OVERFLOW, format!("{a} + {b} overflows")))
//! }
//! }
//!
//! assert_eq!(math::add(2, 40).unwrap(), 42);
//! assert_eq!(math::add::COMMAND.name, "add");
//! ```
//!
//! [`addon!`] lists the commands that an addon exports.

mod addon;
pub mod runtime;

pub use pintle_core::*;
pub use pintle_macros::{Data, ErrorKinds, Resource, command};
#[cfg(feature = "napi")]
#[doc(hidden)]
pub use pintle_napi as napi;
#[cfg(feature = "wasm")]
#[doc(hidden)]
pub use pintle_wasm as wasm;
