//! The built-in commands.

pub mod program;

pub mod math;
