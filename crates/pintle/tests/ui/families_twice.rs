#![allow(unused)]

mod text {
    #[pintle::command]
    pub fn one() {}

    #[pintle::command]
    pub fn two() {}
}

pintle::families! {
    text => [one],
    text => [two],
}

fn main() {}
