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
    let params = [
        (Name::Borrowed("id"), id.to_value()),
        (Name::Borrowed("items"), items),
    ];
    [
        (Name::Borrowed("jsonrpc"), Value::from("2.0")),
        (Name::Borrowed("method"), Value::from("pintle.items")),
        (Name::Borrowed("params"), params.into_iter().collect()),
    ]
    .into_iter()
    .collect()
}

/// The progress of the request with that id.
pub(crate) fn progress(id: &Id, progress: Progress) -> Value {
    let params = [
        (Name::Borrowed("id"), id.to_value()),
        (Name::Borrowed("done"), Value::Number(progress.done)),
        (
            Name::Borrowed("total"),
            progress.total.map_or(Value::Null, Value::Number),
        ),
        (
            Name::Borrowed("detail"),
            progress.detail.unwrap_or(Value::Null),
        ),
    ];
    [
        (Name::Borrowed("jsonrpc"), Value::from("2.0")),
        (Name::Borrowed("method"), Value::from("pintle.progress")),
        (Name::Borrowed("params"), params.into_iter().collect()),
    ]
    .into_iter()
    .collect()
}
