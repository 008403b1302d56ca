//! What a command with an output returns is what it sends.

#![allow(unused)]

use pintle::{Error, command, stream::Output};

#[command(blocking)]
fn rows(out: &Output<u32>) -> Result<u32, Error> {
    out.send(1)?;
    Ok(1)
}

#[command(blocking)]
fn others(out: &Output<u32>) {
    drop(out.send(1));
}

fn main() {}
