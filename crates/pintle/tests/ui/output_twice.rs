//! A command has one output.

#![allow(unused)]

use pintle::{Error, command, stream::Output};

#[command(blocking)]
fn rows(out: &Output<u32>, others: &Output<String>) -> Result<(), Error> {
    others.send("one".into())?;
    out.send(1)
}

fn main() {}
