#![allow(unused)]

use pintle::{Resource, command};

#[derive(Resource)]
pub struct Index;

#[command]
pub fn change(index: &mut Index) {}

#[command(blocking)]
pub fn later(index: &Index) {}

fn main() {}
