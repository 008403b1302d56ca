#![allow(unused)]

use pintle::{Context, command};

#[command(blocking)]
pub fn wait(context: Context) {}

fn main() {}
