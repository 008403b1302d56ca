use std::rc::Rc;

use pintle::Data;

/// Counted.
#[derive(Data)]
struct Counted {
    /// How many.
    count: usize,
}

/// Large.
#[derive(Data)]
struct Large {
    /// How much.
    amounts: Vec<i128>,
}

/// Called.
#[derive(Data)]
struct Called {
    /// By whom.
    listener: Box<dyn Fn(u32) -> u32>,
}

/// Pointed at.
#[derive(Data)]
struct Pointed {
    /// A function.
    listener: fn(u32) -> u32,
    /// Memory.
    memory: *const u8,
}

/// Shared.
#[derive(Data)]
struct Shared {
    /// The name.
    name: Rc<String>,
}

/// Iterated.
#[derive(Data)]
struct Iterated {
    /// The rows.
    rows: Option<Box<dyn Iterator<Item = u32>>>,
}

/// Unknown.
#[derive(Data)]
struct Unknown {
    /// When.
    start: std::time::Instant,
}

fn main() {}
