#![allow(unused)]

use pintle::command;

#[command(effects(network))]
pub fn fetch(url: String) {}

fn main() {}
