#![allow(unused)]

use pintle::Data;

#[derive(Data, Default)]
#[data(optional)]
pub struct Options {
    pub deep: bool,
}

fn main() {}
