#![allow(unused)]

use pintle::Data;

#[derive(Data)]
pub struct Pair(i32, i32);

fn main() {}
