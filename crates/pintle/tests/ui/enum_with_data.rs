#![allow(unused)]

use pintle::Data;

#[derive(Data)]
pub enum Input {
    Nothing,
    File(String),
}

fn main() {}
