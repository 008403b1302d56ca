//! A command that goes on when its caller does borrows text and numbers from its call, and nothing else.

#![allow(unused)]

use std::path::Path;

use pintle::command;

#[command(blocking)]
pub fn hash(data: &[u8], name: &str, numbers: &[f64]) -> u32 {
    data.len() as u32
}

#[command]
pub async fn hash_async(data: &[u8], name: &str, numbers: &[f64]) -> u32 {
    data.len() as u32
}

#[command(blocking)]
pub fn fill(data: &mut [u8]) {}

#[command]
pub async fn write(name: &mut str) {}

#[command(blocking)]
pub fn read(path: &Path) {}

/// State.
#[derive(pintle::Resource)]
pub struct Index;

#[command(blocking)]
pub fn search(index: &Index) {}

#[command(blocking)]
pub fn flags(data: &[bool]) {}

fn main() {}
