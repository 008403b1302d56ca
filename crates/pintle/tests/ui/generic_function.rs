#![allow(unused)]

use pintle::command;

#[command]
pub fn first<T>(list: Vec<T>) -> Option<T> {
    list.into_iter().next()
}

fn main() {}
