#![allow(unused)]

use pintle::{Data, command};

#[derive(Data, Default)]
#[data(default)]
pub struct Options {
    pub deep: bool,
}

#[command]
pub fn walk(options: Options, root: String) {}

fn main() {}
