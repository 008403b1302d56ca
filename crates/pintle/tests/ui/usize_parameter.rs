#![allow(unused)]

use pintle::command;

#[command]
pub fn nth(index: usize) {}

fn main() {}
