#![allow(unused)]

use pintle::Data;

#[derive(Data)]
#[data(rename_all = "camel")]
pub struct UnknownCasing {
    pub deep: bool,
}

#[derive(Data)]
#[data(rename_all)]
pub struct NoCasing {
    pub deep: bool,
}

#[derive(Data)]
pub struct Names {
    #[data(rename = "")]
    pub empty: bool,
    #[data(rename = "__proto__")]
    pub prototype: bool,
    #[data(rename = "1st")]
    pub first: bool,
    #[data(rename = "a\0")]
    pub control: bool,
    #[data(rename = 5)]
    pub number: bool,
    #[data(rename)]
    pub none: bool,
    #[data(rename = "a", rename = "b")]
    pub twice: bool,
    #[data(skip, rename = "a")]
    pub skipped: bool,
    #[data(flatten, rename = "a")]
    pub flattened: Inner,
    #[data(flatten, skip)]
    pub both: Inner,
    #[data(skip = true)]
    pub value: bool,
}

#[derive(Data)]
pub struct Inner {
    pub deep: bool,
}

#[derive(Data)]
pub struct Equal {
    pub one: bool,
    #[data(rename = "one")]
    pub two: bool,
}

#[derive(Data)]
#[data(rename_all = "lowercase")]
pub enum EqualVariants {
    OneTwo,
    Onetwo,
}

#[derive(Data)]
pub enum Empty {
    #[data(rename = "")]
    One,
}

#[derive(Data)]
#[data(rename_all_fields = "snake_case")]
pub enum NoFields {
    One,
}

#[derive(Data)]
pub struct Reserved {
    #[data(rename = "then")]
    pub after: bool,
}

fn main() {}
