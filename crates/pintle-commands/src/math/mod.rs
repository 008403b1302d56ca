//! Arithmetic that checks everything: what does not fit is an error, and never wraps or loses
//! digits.
//!
//! Functions without a suffix are for `i32`; `_i64` are bigints in TypeScript, `_f64` floats.

mod arrays;
mod errors;
mod scalars;

pub use arrays::*;
pub use errors::{DIVISION_BY_ZERO, OVERFLOW};
pub use scalars::*;
