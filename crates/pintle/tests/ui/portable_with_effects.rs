#![allow(unused)]

use pintle::command;

#[command(portable, effects(fs_read))]
pub fn read(path: String) {}

fn main() {}
