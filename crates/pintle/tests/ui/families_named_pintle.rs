#![allow(unused)]

mod pintle {
    #[::pintle::command]
    pub fn run() {}
}

::pintle::families! {
    pintle => [run],
}

fn main() {}
