//! `pintle-host`: the list of its commands, which are those of the addon.

use std::process::ExitCode;

use pintle_commands::{hash, math, program, tree};

pintle::families! {
    math => [
        add, subtract, multiply, divide,
        add_i64, subtract_i64, multiply_i64, divide_i64,
        add_f64, subtract_f64, multiply_f64, divide_f64,
        sum, sum_i64, sum_f64,
        add_into, add_into_i64, add_into_f64,
    ],
    program => [run, which],
    tree => [walk],
    hash => [bytes, file, files, tree],
}

fn main() -> ExitCode {
    pintle_host::main("pintle", env!("CARGO_PKG_VERSION"), FAMILIES)
}
