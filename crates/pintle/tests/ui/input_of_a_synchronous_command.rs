//! Only a blocking or async command can wait for its input.

#![allow(unused)]

use pintle::{Error, command, stream::Input};

#[command]
fn sum(numbers: Input<f64>) -> Result<f64, Error> {
    numbers.sum()
}

fn main() {}
