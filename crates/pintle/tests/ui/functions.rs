use pintle::command;

/// Takes a boxed closure.
#[command]
fn boxed(listener: Box<dyn Fn(u32) -> u32>) -> u32 {
    listener(1)
}

/// Takes a pointer to a function.
#[command]
fn pointed(listener: fn(u32) -> u32) -> u32 {
    listener(1)
}

/// Takes any closure.
#[command]
fn any(listener: impl Fn(u32) -> u32) -> u32 {
    listener(1)
}

/// Returns an iterator.
#[command]
fn rows() -> impl Iterator<Item = u32> {
    [1].into_iter()
}

/// Returns a boxed iterator.
#[command]
fn boxed_rows() -> Box<dyn Iterator<Item = u32>> {
    Box::new([1].into_iter())
}

/// Returns a future.
#[command]
fn later() -> impl Future<Output = u32> {
    async { 1 }
}

fn main() {}
