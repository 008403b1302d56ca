#![allow(unused, non_snake_case)]

#[path = "shared/image.rs"]
mod image;

pintle::families! {
    image => [add_up, add__up],
}

fn main() {}
