#![allow(unused)]

use pintle::Data;

#[derive(Data, Default)]
#[data(optional)]
pub struct Unknown {
    pub deep: bool,
}

#[derive(Data, Default)]
#[data(default, default)]
pub struct Twice {
    pub deep: bool,
}

#[derive(Data, Default)]
#[data(default)]
#[data(default)]
pub struct TwiceApart {
    pub deep: bool,
}

#[derive(Data, Default)]
#[data(default = "new")]
pub struct WithValue {
    pub deep: bool,
}

#[derive(Data, Default)]
#[data(default(deep))]
pub struct WithList {
    pub deep: bool,
}

#[derive(Data, Default)]
#[data]
pub struct Bare {
    pub deep: bool,
}

#[derive(Data, Default)]
#[data()]
pub struct Empty {
    pub deep: bool,
}

#[derive(Data, Default)]
#[data = "default"]
pub struct Assigned {
    pub deep: bool,
}

#[derive(Data)]
pub struct Fields {
    #[data(renamed = "veryDeep")]
    pub deep: bool,
    #[data(default)]
    pub wide: bool,
    #[data]
    pub high: bool,
    #[data()]
    pub long: bool,
}

#[derive(Data)]
pub struct FlattenWithValue {
    #[data(flatten = true)]
    pub inner: Fields,
}

#[derive(Data)]
pub struct FlattenTwice {
    #[data(flatten, flatten)]
    pub inner: Fields,
}

#[derive(Data)]
pub struct DefaultWithoutValue {
    #[data(default = )]
    pub deep: bool,
}

#[derive(Data)]
pub struct DefaultTwice {
    #[data(default = true)]
    #[data(default = false)]
    pub deep: bool,
}

#[derive(Data, Default)]
#[data(default)]
pub enum OnEnum {
    #[default]
    One,
}

#[derive(Data)]
pub enum Variants {
    #[data(skip)]
    One,
    #[data(default)]
    Two,
}

#[derive(Data)]
pub enum Nothing {}

fn main() {}
