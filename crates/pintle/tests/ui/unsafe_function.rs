#![allow(unused)]

use pintle::command;

#[command]
pub unsafe fn read(address: u32) -> u32 {
    address
}

fn main() {}
