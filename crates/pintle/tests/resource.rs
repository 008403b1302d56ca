//! Resources in plain Rust: tables of numbers, leases, names and types.

use pintle::{AnyResource, Resource};

#[derive(Debug, Resource)]
#[resource(memory = self.0.len())]
struct Text(String);

#[test]
fn memory_is_what_the_author_says() {
    let text = AnyResource::new(Text("abc".into()));
    assert_eq!(text.memory(), Some(3));
}
