#![allow(unused)]

mod index {
    use pintle::{Resource, command};

    #[derive(Resource)]
    pub struct Index;

    #[command]
    pub fn dispose(index: &Index) {}
}

pintle::families! { index => [dispose] }

fn main() {}
