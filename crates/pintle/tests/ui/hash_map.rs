#![allow(unused)]

use std::collections::HashMap;

use pintle::command;

#[command]
pub fn count(words: HashMap<String, u32>) {}

fn main() {}
