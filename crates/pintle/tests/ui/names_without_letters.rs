#![allow(unused)]

use pintle::{Data, command};

#[derive(Data)]
pub struct Point {
    pub _1: f64,
    pub __: f64,
}

#[command]
pub fn shift(_0: f64) {}

#[command]
pub fn __() {}

fn main() {}
