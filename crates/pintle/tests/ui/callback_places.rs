#![allow(unused)]

use pintle::{Callback, command};

#[command]
pub fn synchronous(on_item: Option<Callback<(u32,), bool>>) {}

#[command(blocking)]
pub fn result() -> Option<Callback<(u32,), bool>> {
    None
}

#[command(blocking)]
pub fn by_trait(on_item: impl Fn(u32) -> bool) {}

#[command(blocking)]
pub fn boxed(on_item: Box<dyn Fn(u32) -> bool + Send>) {}

#[command(blocking)]
pub fn borrowed(on_item: &dyn Fn(u32) -> bool) {}

#[command(blocking)]
pub fn pointer(on_item: fn(u32) -> bool) {}

#[command(blocking)]
pub fn not_a_tuple(on_item: Callback<[u32; 2], bool>) {}

#[command(blocking)]
pub fn inside(on_item: Callback<(usize,), bool>) {}

fn main() {}
