#![allow(unused)]

use pintle::{Resource, command};

#[derive(Resource)]
struct Index;

struct Plain;

#[command]
pub fn change(index: &mut Index) {}

#[command(blocking)]
pub fn later(index: &Index) {}

#[command]
pub fn plain(plain: &Plain) {}

#[derive(Resource)]
struct Generic<T>(T);

#[derive(Resource)]
#[resource(size = 1)]
struct Word;

#[derive(Resource)]
#[allow(non_camel_case_types)]
struct plan;

fn main() {}
