//! An async command has neither an output nor an input.

#![allow(unused)]

use pintle::{Error, command, stream::{Input, Output}};

#[command]
async fn rows(out: &Output<u32>) -> Result<(), Error> {
    out.send(1)
}

#[command]
fn sum(numbers: Input<f64>) -> Result<f64, Error> {
    numbers.sum()
}

fn main() {}
