//! Arithmetic that checks everything: what does not fit is an error, never a wrapped or lost digit.
//!
//! Functions without a suffix are for `i32`; `_i64` are bigints in TypeScript, `_f64` floats.

mod arrays;
mod errors;
mod scalars;

pub use arrays::{add_into, add_into_f64, add_into_i64, sum, sum_f64, sum_i64};
pub use errors::{DIVISION_BY_ZERO, OVERFLOW};
pub use scalars::{
    add, add_f64, add_i64, divide, divide_f64, divide_i64, multiply, multiply_f64, multiply_i64,
    subtract, subtract_f64, subtract_i64,
};
