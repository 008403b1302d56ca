#![allow(unused)]

use pintle::command;

#[command]
pub fn divide(a: i32) -> (i32, i32, i32, i32, i32, i32, i32, i32, i32) {
    (a, a, a, a, a, a, a, a, a)
}

#[command]
pub fn nothing(a: Vec<((), i32)>) {}

fn main() {}
