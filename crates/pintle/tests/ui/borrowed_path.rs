#![allow(unused)]

use std::path::Path;

use pintle::command;

#[command]
pub fn exists(path: &Path) -> bool {
    path.exists()
}

fn main() {}
