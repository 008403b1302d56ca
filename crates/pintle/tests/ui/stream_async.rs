//! An async command has streams as a blocking one has: one output, which is borrowed and is its result,
//! and inputs by value.

#![allow(unused)]

use pintle::{Error, command, stream::{Input, Output}};

#[command]
async fn by_value(out: Output<u32>) -> Result<(), Error> {
    out.send_async(1).await
}

#[command]
async fn two(out: &Output<u32>, others: &Output<String>) -> Result<(), Error> {
    out.send_async(1).await
}

#[command]
async fn with_result(out: &Output<u32>) -> Result<u32, Error> {
    out.send_async(1).await?;
    Ok(1)
}

#[command]
async fn borrowed(numbers: &mut Input<f64>) -> Result<Option<f64>, Error> {
    numbers.next_async().await.transpose()
}

#[command]
async fn untyped(numbers: Input) -> Result<(), Error> {
    Ok(())
}

fn main() {}
