#![allow(unused)]

use pintle::command;

#[command]
pub fn length(text: &str) -> usize {
    text.len()
}

fn main() {}
