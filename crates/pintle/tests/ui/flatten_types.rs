#![allow(unused)]

use pintle::Data;

#[derive(Data)]
pub struct Inner {
    pub deep: bool,
}

#[derive(Data)]
pub struct Outer {
    #[data(flatten)]
    pub inner: Option<Inner>,
}

fn main() {}
