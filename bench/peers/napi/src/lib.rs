//! The functions of `bench/addon`, as an author would write them with napi-rs alone.

#![allow(clippy::unused_async, reason = "async is what is measured")]

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use futures::future::join_all;
use napi::bindgen_prelude::{AsyncGenerator, AsyncTask, Float64Array, Uint8Array};
use napi::threadsafe_function::ThreadsafeFunction;
use napi::{Env, Error, Result, Status, Task};
use napi_derive::napi;

fn checked(a: i32, b: i32) -> Result<i32> {
    a.checked_add(b)
        .ok_or_else(|| Error::new(Status::GenericFailure, format!("{a} + {b} overflows")))
}

/// Adds two 32-bit integers.
#[napi]
pub fn add(a: i32, b: i32) -> Result<i32> {
    checked(a, b)
}

/// Something that adds.
#[napi]
pub struct Adder(i32);

#[napi]
impl Adder {
    /// A new adder.
    #[napi(constructor)]
    pub fn new(carry: i32) -> Self {
        Self(carry)
    }

    /// Adds two 32-bit integers, as a method.
    #[napi]
    pub fn add_on(&self, a: i32, b: i32) -> Result<i32> {
        checked(a, b + self.0)
    }
}

/// The length of a text in UTF-8.
#[napi]
pub fn text_length(text: String) -> u32 {
    text.len() as u32
}

/// A text of `length` letters.
#[napi]
pub fn make_text(length: u32) -> String {
    "x".repeat(length as usize)
}

/// The text itself.
#[napi]
pub fn echo(text: String) -> String {
    text
}

/// The number of bytes.
#[napi]
pub fn byte_length(bytes: &[u8]) -> u32 {
    bytes.len() as u32
}

/// `length` bytes, all 7.
#[napi]
pub fn make_bytes(length: u32) -> Uint8Array {
    vec![7; length as usize].into()
}

/// The sum of all numbers.
#[napi]
pub fn sum(numbers: &[i32]) -> f64 {
    numbers.iter().map(|&number| f64::from(number)).sum()
}

/// A struct of a list.
#[napi(object)]
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
#[napi]
pub fn places(count: u32) -> Vec<Place> {
    (0..count).map(place).collect()
}

/// The same places as an async iterable: a promise for each.
#[napi(async_iterator)]
pub struct RowGenerator(Range<u32>);

#[napi]
impl RowGenerator {
    /// Of `count` places.
    #[napi(constructor)]
    pub fn new(count: u32) -> Self {
        Self(0..count)
    }
}

#[napi]
impl AsyncGenerator for RowGenerator {
    type Yield = Place;
    type Next = ();
    type Return = ();

    fn next(
        &mut self,
        _: Option<()>,
    ) -> impl Future<Output = Result<Option<Place>>> + Send + 'static {
        let next = self.0.next().map(place);
        async move { Ok(next) }
    }
}

/// The same places for a generator in JavaScript: a promise for as many as it asks for.
#[napi]
pub struct Rows(Mutex<Range<u32>>);

#[napi]
impl Rows {
    /// Of `count` places.
    #[napi(constructor)]
    pub fn new(count: u32) -> Self {
        Self(Mutex::new(0..count))
    }

    /// The next places, none at the end.
    #[napi]
    pub async fn take(&self, at_most: u32) -> Result<Vec<Place>> {
        let mut rows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(rows.by_ref().take(at_most as usize).map(place).collect())
    }
}

/// A number that depends on every place.
#[napi]
pub fn measure(places: Vec<Place>) -> f64 {
    places
        .iter()
        .map(|place| place.x + place.y + place.label.len() as f64)
        .sum()
}

/// Options as a command for file trees might take them.
#[napi(object)]
pub struct Options {
    /// Patterns.
    pub glob: Option<Vec<String>>,
    /// Levels.
    pub depth: Option<u32>,
    /// Whether hidden files count.
    pub hidden: Option<bool>,
    /// Whether links are followed.
    pub follow: Option<bool>,
    /// A name.
    pub name: Option<String>,
}

/// A number that depends on every option.
#[napi]
pub fn configure(options: Options) -> u32 {
    let glob = options
        .glob
        .unwrap_or_default()
        .iter()
        .map(String::len)
        .sum::<usize>() as u32;
    let name = options.name.unwrap_or_default().len() as u32;
    let flags = u32::from(options.hidden.unwrap_or_default())
        + 2 * u32::from(options.follow.unwrap_or_default());
    glob + name + flags + options.depth.unwrap_or_default()
}

fn paths(count: u32) -> Vec<String> {
    (0..count)
        .map(|i| format!("packages/library/src/module-{i}.ts"))
        .collect()
}

/// `count` paths.
#[napi]
pub fn names(count: u32) -> Vec<String> {
    paths(count)
}

/// A bulk result in columns.
#[napi(object)]
pub struct Entries {
    /// Paths.
    pub paths: Vec<String>,
    /// Kinds.
    pub kinds: Uint8Array,
    /// Sizes in bytes.
    pub sizes: Float64Array,
}

/// `count` entries.
#[napi]
pub fn columns(count: u32) -> Entries {
    Entries {
        paths: paths(count),
        kinds: (0..count).map(|i| (i % 3) as u8).collect::<Vec<_>>().into(),
        sizes: (0..count).map(f64::from).collect::<Vec<_>>().into(),
    }
}

/// The work of `add_task`.
pub struct Add(i32, i32);

impl Task for Add {
    type Output = i32;
    type JsValue = i32;

    fn compute(&mut self) -> Result<i32> {
        checked(self.0, self.1)
    }

    fn resolve(&mut self, _: Env, output: i32) -> Result<i32> {
        Ok(output)
    }
}

/// Adds on a thread of libuv's pool.
#[napi]
pub fn add_task(a: i32, b: i32) -> AsyncTask<Add> {
    AsyncTask::new(Add(a, b))
}

/// The work of `count_ones`.
pub struct CountOnes(Uint8Array);

impl Task for CountOnes {
    type Output = u32;
    type JsValue = u32;

    fn compute(&mut self) -> Result<u32> {
        let sample = self.0.iter().step_by(4096);
        Ok(sample.filter(|&&byte| byte == 1).count() as u32)
    }

    fn resolve(&mut self, _: Env, output: u32) -> Result<u32> {
        Ok(output)
    }
}

/// The number of ones among some bytes, one of each page. JavaScript may write them meanwhile.
#[napi]
pub fn count_ones(data: Uint8Array) -> AsyncTask<CountOnes> {
    AsyncTask::new(CountOnes(data))
}

type Function = ThreadsafeFunction<u32, u32, u32, Status, false>;

/// Calls a function that many times, one call after the other.
#[napi]
pub async fn call_back(count: u32, function: Function) -> Result<u32> {
    let mut sum = 0_u32;
    for number in 0..count {
        sum = sum.wrapping_add(function.call_async(number).await?);
    }
    Ok(sum)
}

/// Calls a function that many times before it waits for any answer.
#[napi]
pub async fn call_back_together(count: u32, function: Function) -> Result<u32> {
    let calls = (0..count).map(|number| function.call_async(number));
    let mut sum = 0_u32;
    for answer in join_all(calls).await {
        sum = sum.wrapping_add(answer?);
    }
    Ok(sum)
}

/// Waits, with tokio's timer.
#[napi]
pub async fn sleep(milliseconds: u32) -> u32 {
    tokio::time::sleep(std::time::Duration::from_millis(milliseconds.into())).await;
    milliseconds
}

/// Adds on a thread of tokio.
#[napi]
pub async fn add_tokio(a: i32, b: i32) -> Result<i32> {
    checked(a, b)
}
