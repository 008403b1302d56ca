#![allow(unused)]

use pintle::Data;

#[derive(Data)]
pub union Both {
    pub a: u32,
    pub b: u32,
}

fn main() {}
