//! The output is borrowed, and has a type.

#![allow(unused)]

use pintle::{Error, command, stream::Output};

#[command(blocking)]
fn rows(out: Output<u32>) -> Result<(), Error> {
    out.send(1)
}

#[command(blocking)]
fn others(out: &mut Output<u32>) -> Result<(), Error> {
    out.send(1)
}

fn main() {}
