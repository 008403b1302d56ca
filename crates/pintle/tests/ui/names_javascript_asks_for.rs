#![allow(unused)]

use pintle::Data;

#[derive(Data)]
pub struct Outcome {
    pub then: String,
    pub to_string: String,
    pub value_of: f64,
}

fn main() {}
