//! One command for each kind of value that crosses.

use std::time::Duration;

use pintle::{Bytes, Callback, Data, Error, ErrorKind, Resource, command, stream::Output};

/// The sum does not fit.
pub static OVERFLOW: ErrorKind = ErrorKind {
    code: "ERR_BENCH_OVERFLOW",
    summary: "The sum does not fit into 32 bits.",
    fix: "Use smaller numbers.",
};

fn checked(a: i32, b: i32) -> Result<i32, Error> {
    a.checked_add(b)
        .ok_or_else(|| Error::new(&OVERFLOW, format!("{a} + {b} overflows")))
}

/// Adds two 32-bit integers.
#[command(portable, errors(OVERFLOW))]
pub fn add(a: i32, b: i32) -> Result<i32, Error> {
    checked(a, b)
}

/// Adds three 32-bit integers.
#[command(portable, errors(OVERFLOW))]
pub fn add_three(a: i32, b: i32, c: i32) -> Result<i32, Error> {
    checked(a, b + c)
}

/// The length of a text in UTF-8.
#[command(portable)]
pub fn text_length(text: &str) -> u32 {
    text.len() as u32
}

/// A text of `length` letters.
#[command(portable)]
pub fn make_text(length: u32) -> String {
    "x".repeat(length as usize)
}

/// The text itself.
#[command(portable)]
pub fn echo(text: String) -> String {
    text
}

/// The number of bytes.
#[command(portable)]
pub fn byte_length(bytes: &[u8]) -> u32 {
    bytes.len() as u32
}

/// `length` bytes, all 7.
#[command(portable)]
pub fn make_bytes(length: u32) -> Bytes {
    vec![7; length as usize].into()
}

/// The sum of all numbers.
#[command(portable)]
pub fn sum(numbers: &[i32]) -> f64 {
    numbers.iter().map(|&number| f64::from(number)).sum()
}

/// Options as a command for file trees might take them.
#[derive(Default, Data)]
#[data(default)]
pub struct Options {
    /// Patterns.
    pub glob: Vec<String>,
    /// Levels.
    pub depth: Option<u32>,
    /// Whether hidden files count.
    pub hidden: bool,
    /// Whether links are followed.
    pub follow: bool,
    /// A name.
    pub name: Option<String>,
}

/// A number that depends on every option.
#[command(portable)]
pub fn configure(options: Options) -> u32 {
    let glob = options.glob.iter().map(String::len).sum::<usize>() as u32;
    let name = options.name.unwrap_or_default().len() as u32;
    let flags = u32::from(options.hidden) + 2 * u32::from(options.follow);
    glob + name + flags + options.depth.unwrap_or_default()
}

/// A struct of a list.
#[derive(Data)]
pub struct Place {
    /// To the right.
    pub x: f64,
    /// Upwards.
    pub y: f64,
    /// Its name.
    pub label: String,
}

fn place(i: u32) -> Place {
    Place {
        x: f64::from(i) * 0.5,
        y: -f64::from(i),
        label: format!("place {i}"),
    }
}

/// `count` places.
#[command(portable)]
pub fn places(count: u32) -> Vec<Place> {
    (0..count).map(place).collect()
}

/// The same places, one after the other.
#[command(blocking, portable)]
pub fn rows(count: u32, out: &Output<Place>) -> Result<(), Error> {
    (0..count).try_for_each(|i| out.send(place(i)))
}

/// A number that depends on every place.
#[command(portable)]
pub fn measure(places: Vec<Place>) -> f64 {
    places
        .iter()
        .map(|place| place.x + place.y + place.label.len() as f64)
        .sum()
}

fn paths(count: u32) -> Vec<String> {
    (0..count)
        .map(|i| format!("packages/library/src/module-{i}.ts"))
        .collect()
}

/// `count` paths.
#[command(portable)]
pub fn names(count: u32) -> Vec<String> {
    paths(count)
}

/// A bulk result in columns.
#[derive(Data)]
pub struct Entries {
    /// Paths.
    pub paths: Vec<String>,
    /// Kinds.
    pub kinds: Vec<u8>,
    /// Sizes in bytes.
    pub sizes: Vec<f64>,
}

/// `count` entries.
#[command(portable)]
pub fn columns(count: u32) -> Entries {
    Entries {
        paths: paths(count),
        kinds: (0..count).map(|i| (i % 3) as u8).collect(),
        sizes: (0..count).map(f64::from).collect(),
    }
}

/// Adds on one of Pintle's threads.
#[command(blocking, errors(OVERFLOW))]
pub fn add_later(a: i32, b: i32) -> Result<i32, Error> {
    checked(a, b)
}

/// The number of ones among some bytes, one of each page.
#[command(blocking)]
pub fn count_ones(data: &[u8]) -> u32 {
    data.iter().step_by(4096).filter(|&&byte| byte == 1).count() as u32
}

/// Adds in an `async fn`.
#[expect(
    clippy::unused_async,
    reason = "measured is what surrounds the function"
)]
#[command(errors(OVERFLOW))]
pub async fn add_async(a: i32, b: i32) -> Result<i32, Error> {
    checked(a, b)
}

/// Waits, with tokio's timer.
#[command]
pub async fn sleep(milliseconds: u32) -> u32 {
    tokio::time::sleep(Duration::from_millis(milliseconds.into())).await;
    milliseconds
}

/// Calls a function that many times, one call after the other.
#[command(blocking)]
pub fn call_back(count: u32, function: Callback<(u32,), u32>) -> Result<u32, Error> {
    (0..count).try_fold(0, |sum: u32, number| {
        Ok(sum.wrapping_add(function.call((number,))?))
    })
}

/// The same in an `async fn`.
#[command]
pub async fn call_back_async(count: u32, function: Callback<(u32,), u32>) -> Result<u32, Error> {
    let mut sum = 0_u32;
    for number in 0..count {
        sum = sum.wrapping_add(function.call_async((number,)).await?);
    }
    Ok(sum)
}

/// Calls a function that many times before it waits for any answer.
#[command]
pub async fn call_back_together(count: u32, function: Callback<(u32,), u32>) -> Result<u32, Error> {
    let calls: Vec<_> = (0..count)
        .map(|number| function.call_async((number,)))
        .collect();
    let mut sum = 0_u32;
    for call in calls {
        sum = sum.wrapping_add(call.await?);
    }
    Ok(sum)
}

/// Something that adds.
#[derive(Debug, Resource)]
pub struct Adder {
    carry: i32,
}

/// A new adder.
#[command(portable)]
pub fn adder(carry: i32) -> Adder {
    Adder { carry }
}

/// Adds two 32-bit integers, as a method.
#[command(portable, errors(OVERFLOW))]
pub fn add_on(adder: &Adder, a: i32, b: i32) -> Result<i32, Error> {
    checked(a, b + adder.carry)
}
