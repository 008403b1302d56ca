#![allow(unused)]

use std::{collections::BTreeMap, path::PathBuf};

use pintle::{Bytes, Data, Value};

#[derive(Data)]
pub struct Point {
    pub x: f64,
}

#[derive(Data)]
#[data(untagged)]
pub enum InJson {
    Text(String),
    Big(i64),
    Data(Bytes),
    File(PathBuf),
}

#[derive(Data)]
#[data(untagged)]
pub enum Lists {
    Names(Vec<String>),
    Numbers(Vec<f64>),
    Pair((f64, f64)),
}

#[derive(Data)]
#[data(untagged)]
pub enum Objects {
    At(Point),
    Named(BTreeMap<String, f64>),
}

#[derive(Data)]
#[data(untagged)]
pub enum Numbers {
    Whole(u8),
    Float(f64),
}

#[derive(Data)]
#[data(untagged)]
pub enum Anything {
    Maybe(Option<bool>),
    Any(Value),
}

fn main() {}
