use std::time::Instant;

use pintle::command;

/// A type of one's own.
pub struct Mine;

/// Takes one.
#[command]
fn takes(mine: Mine) -> u32 {
    let _ = mine;
    1
}

/// Returns one.
#[command]
fn returns() -> Mine {
    Mine
}

/// Takes one of another library.
#[command]
fn since(start: Instant) -> f64 {
    start.elapsed().as_secs_f64()
}

/// Borrows what JavaScript does not have.
#[command]
fn borrows(flags: &[bool]) -> u32 {
    flags.len() as u32
}

fn main() {}
