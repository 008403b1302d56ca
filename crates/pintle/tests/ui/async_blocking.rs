#![allow(unused)]

use pintle::command;

#[command(portable, blocking)]
pub async fn add(a: i32, b: i32) -> i32 {
    a + b
}

#[command]
pub async fn length(text: &str) -> u32 {
    text.len() as u32
}

fn main() {}
