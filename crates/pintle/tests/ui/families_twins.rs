#![allow(unused, non_snake_case)]

#[path = "shared/image.rs"]
mod image;

pintle::families! {
    image => [resize, resize_sync],
}

fn main() {}
