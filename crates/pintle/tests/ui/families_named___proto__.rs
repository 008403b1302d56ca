#![allow(unused)]

mod __proto__ {
    #[pintle::command]
    pub fn run() {}
}

pintle::families! {
    __proto__ => [run],
}

fn main() {}
