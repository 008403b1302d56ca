//! Only a blocking command can wait for its consumer.

#![allow(unused)]

use pintle::{Error, command, stream::Output};

#[command]
fn rows(count: u32, out: &Output<u32>) -> Result<(), Error> {
    (0..count).try_for_each(|row| out.send(row))
}

fn main() {}
