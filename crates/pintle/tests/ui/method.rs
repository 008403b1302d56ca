#![allow(unused)]

use pintle::command;

struct Counter(u32);

impl Counter {
    #[command]
    pub fn count(&self) -> u32 {
        self.0
    }
}

fn main() {}
