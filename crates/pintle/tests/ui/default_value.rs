#![allow(unused)]

use pintle::Data;

#[derive(Data)]
pub struct OfAnotherType {
    #[data(default = "4")]
    pub depth: u32,
}

#[derive(Data)]
pub struct OfAVariable {
    #[data(default = default)]
    pub depth: u32,
}

#[derive(Data, Default)]
#[data(default)]
pub struct WithTwoDefaults {
    #[data(default = 4)]
    pub depth: u32,
}

fn main() {}
