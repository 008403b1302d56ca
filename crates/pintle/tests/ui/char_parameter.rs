#![allow(unused)]

use pintle::command;

#[command]
pub fn repeat(letter: char, count: u32) {}

fn main() {}
