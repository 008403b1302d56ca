#![allow(unused, non_snake_case)]

mod image {
    use pintle::command;

    #[command(blocking)]
    pub fn resize() {}

    #[command]
    pub fn resize_sync() {}

    #[command]
    pub fn add_up() {}

    #[command]
    pub fn add__up() {}

    #[command]
    pub fn then() {}
}

pintle::families! {
    image => [then],
}

fn main() {}
