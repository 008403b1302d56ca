#![allow(unused)]

use pintle::command;

#[command(blocking)]
pub fn hash(data: &[u8]) -> u32 {
    data.len() as u32
}

fn main() {}
