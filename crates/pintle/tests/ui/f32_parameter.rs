#![allow(unused)]

use pintle::command;

#[command]
pub fn half(number: f32) {}

fn main() {}
