//! A host's messages.

use pintle::{Name, Progress, Value};

use super::{Failure, Id};

/// The answer to the request with that id.
pub(crate) fn answer(id: &Id, outcome: Result<Value, Failure>) -> Value {
    let (name, value) = match outcome {
        Ok(result) => ("result", result),
        Err(failure) => ("error", failure.to_value()),
    };
    [
        (Name::Borrowed("jsonrpc"), Value::from("2.0")),
        (Name::Borrowed("id"), id.to_value()),
        (Name::Borrowed(name), value),
    ]
    .into_iter()
    .collect()
}

/// Some of what the request with that id has sent.
pub(crate) fn items(id: &Id, items: Value) -> Value {
    notification("pintle.items", [("id", id.to_value()), ("items", items)])
}

/// A question to a function that was passed to the request with that id.
pub(crate) fn question(number: u64, id: &Id, function: u64, arguments: Value) -> Value {
    let params = [
        ("id", id.to_value()),
        ("function", Value::Number(function as f64)),
        ("arguments", arguments),
    ];
    let id = ("id", Value::Number(number as f64));
    message("pintle.ask", params)
        .chain([id])
        .map(named)
        .collect()
}

/// There is room for so many more bytes of items of an input.
pub(crate) fn room(id: &Id, input: &str, bytes: u64) -> Value {
    let fields = [
        ("id", id.to_value()),
        ("input", input.into()),
        ("bytes", Value::Number(bytes as f64)),
    ];
    notification("pintle.more", fields)
}

/// Nobody takes items of an input any longer.
pub(crate) fn enough(id: &Id, input: &str) -> Value {
    let fields = [("id", id.to_value()), ("input", input.into())];
    notification("pintle.enough", fields)
}

/// The progress of the request with that id.
pub(crate) fn progress(id: &Id, progress: Progress) -> Value {
    let total = progress.total.map_or(Value::Null, Value::Number);
    let fields = [
        ("id", id.to_value()),
        ("done", Value::Number(progress.done)),
        ("total", total),
        ("detail", progress.detail.unwrap_or(Value::Null)),
    ];
    notification("pintle.progress", fields)
}

fn notification<const N: usize>(method: &str, params: [(&'static str, Value); N]) -> Value {
    message(method, params).map(named).collect()
}

fn message<const N: usize>(
    method: &str,
    params: [(&'static str, Value); N],
) -> impl Iterator<Item = (&'static str, Value)> + use<N> {
    let fields = [
        ("jsonrpc", Value::from("2.0")),
        ("method", Value::from(method)),
        ("params", params.into_iter().map(named).collect()),
    ];
    fields.into_iter()
}

fn named((name, value): (&'static str, Value)) -> (Name, Value) {
    (Name::Borrowed(name), value)
}
