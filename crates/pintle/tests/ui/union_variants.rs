#![allow(unused)]

use pintle::Data;

#[derive(Data)]
pub struct Point {
    pub x: f64,
}

#[derive(Data)]
#[data(tag = "kind")]
pub enum Tagged {
    Two(f64, f64),
    Nothing(),
    #[data(rename_all = "snake_case")]
    Held(Point),
}

#[derive(Data)]
#[data(tag = "kind")]
pub enum TagOfField {
    One { kind: String },
}

#[derive(Data)]
#[data(tag = "x")]
pub enum TagOfStruct {
    One(Point),
}

#[derive(Data)]
#[data(tag = "then")]
pub enum TagReserved {
    One,
}

#[derive(Data)]
#[data(tag = "")]
pub enum TagEmpty {
    One,
}

#[derive(Data)]
#[data(tag = "kind")]
pub enum NotAStruct {
    Text(String),
}

#[derive(Data)]
pub struct Flattened {
    #[data(flatten)]
    pub shape: TagOfStruct,
}

#[derive(Data)]
#[data(untagged)]
pub enum UntaggedVariants {
    Nothing,
    At { x: f64 },
    Text(String),
}

#[derive(Data)]
#[data(untagged, tag = "kind")]
pub enum Both {
    Text(String),
}

fn main() {}
