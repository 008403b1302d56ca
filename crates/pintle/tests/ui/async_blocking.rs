#![allow(unused)]

use pintle::command;

#[command(portable, blocking)]
pub async fn add(a: i32, b: i32) -> i32 {
    a + b
}

fn main() {}
