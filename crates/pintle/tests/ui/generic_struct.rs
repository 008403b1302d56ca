#![allow(unused)]

use pintle::Data;

#[derive(Data)]
pub struct Page<T> {
    pub items: Vec<T>,
}

fn main() {}
