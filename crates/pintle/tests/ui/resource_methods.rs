#![allow(unused)]

mod one {
    use pintle::{Resource, command};

    #[derive(Resource)]
    pub struct Index;

    #[command]
    pub fn length(index: &Index) -> u32 {
        0
    }
}

mod other {
    use pintle::command;

    #[command]
    pub fn length(index: &super::one::Index) -> u32 {
        0
    }
}

pintle::families! { one => [length], other => [length] }

fn main() {}
