#![allow(unused)]

mod plan {
    #[pintle::command]
    pub fn run() {}
}

pintle::families! {
    plan => [run],
}

fn main() {}
