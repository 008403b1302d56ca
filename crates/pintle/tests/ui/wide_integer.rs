#![allow(unused)]

use pintle::command;

#[command]
pub fn square(number: Option<u128>) {}

fn main() {}
