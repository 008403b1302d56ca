#![allow(unused)]

use pintle::{Data, command};

#[derive(Data)]
pub struct Point {
    pub x: f64,
}

#[command]
pub fn x(Point { x }: Point) -> f64 {
    x
}

fn main() {}
