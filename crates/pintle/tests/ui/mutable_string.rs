#![allow(unused)]

use pintle::command;

#[command]
pub fn shout(text: &mut String) {
    text.make_ascii_uppercase();
}

fn main() {}
