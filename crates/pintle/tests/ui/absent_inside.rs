#![allow(unused)]

use pintle::{Data, command};

#[command]
pub fn list(values: Vec<Option<Option<f64>>>) {}

#[command]
pub fn result() -> Option<Option<f64>> {
    None
}

#[command]
pub fn result_or_error() -> Result<Option<Option<f64>>, pintle::Error> {
    Ok(None)
}

#[command]
pub fn thrice(value: Option<Option<Option<f64>>>) {}

fn main() {}
