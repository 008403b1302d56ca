#![allow(unused)]

use pintle::command;

#[command]
pub fn divide(a: i32, b: i32) -> (i32, i32) {
    (a / b, a % b)
}

fn main() {}
