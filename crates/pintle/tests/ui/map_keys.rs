use std::collections::{BTreeMap, HashMap};

use pintle::{Data, command};

/// A word, or a number.
#[derive(Data, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[data(untagged)]
pub enum Name {
    /// A word.
    Word(String),
    /// A number.
    Number(u32),
}

/// The names of an object are not of several types.
#[command]
fn by_name(values: BTreeMap<Name, u32>) -> u32 {
    values.len() as u32
}

/// They are not booleans either.
#[command]
fn by_flag() -> HashMap<bool, u32> {
    HashMap::new()
}

fn main() {}
