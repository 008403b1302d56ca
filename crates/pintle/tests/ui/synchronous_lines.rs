use pintle::command;

/// Tells lines at once.
#[command(lines)]
pub fn tell() -> u32 {
    1
}

fn main() {}
