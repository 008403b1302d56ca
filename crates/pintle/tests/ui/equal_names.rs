#![allow(unused, non_snake_case, non_camel_case_types)]

use pintle::{Data, command};

#[derive(Data)]
pub struct Point {
    pub left_x: f64,
    pub left__x: f64,
    pub leftX: f64,
    pub r#type: f64,
    pub _type: f64,
}

#[derive(Data)]
pub enum Kind {
    Some,
    some,
}

#[command]
pub fn shift(left_x: f64, left__x: f64) {}

fn main() {}
