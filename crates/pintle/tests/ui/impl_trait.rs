#![allow(unused)]

use pintle::command;

#[command]
pub fn numbers() -> impl Iterator<Item = u32> {
    0..3
}

fn main() {}
