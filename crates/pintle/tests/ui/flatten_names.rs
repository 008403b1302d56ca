#![allow(unused)]

use pintle::{Data, Error, command};

#[derive(Data)]
pub struct Selection {
    pub max_depth: u32,
    pub signal: bool,
}

#[derive(Data)]
pub struct Sizes {
    pub min_size: f64,
    pub max_size: f64,
}

#[derive(Data)]
pub struct WithOwn {
    #[data(flatten)]
    pub selection: Selection,
    pub max_depth: u32,
}

#[derive(Data)]
pub struct WithOther {
    #[data(flatten)]
    pub sizes: Sizes,
    #[data(flatten)]
    pub other_sizes: Sizes,
}

#[derive(Data)]
pub struct Nested {
    #[data(flatten)]
    pub selection: Selection,
}

#[derive(Data)]
pub struct WithNested {
    #[data(flatten)]
    pub nested: Nested,
    pub max_depth: u32,
}

/// The flattened options are options of the command.
#[command]
pub fn walk(root: String, options: Nested) {}

fn main() {}
