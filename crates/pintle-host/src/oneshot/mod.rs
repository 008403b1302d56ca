//! One command or one plan, and then the end.

mod call;
pub(crate) mod first;
mod items;
mod plan;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use pintle::{Error, Value, errors, json};

use crate::exit::Failure;

pub(crate) use call::{CallCommand, call};
pub(crate) use plan::{RunPlan, piped, run};

/// Writes a line to stdout.
pub(crate) fn write_line(text: &str) -> Result<ExitCode, Failure> {
    let mut stdout = io::stdout().lock();
    let written = writeln!(stdout, "{text}").and_then(|()| stdout.flush());
    written.map(|()| ExitCode::SUCCESS).map_err(Failure::Lost)
}

/// A value as JSON: on one line for programs, else so that a person can read it.
fn text_of(value: &Value, one_line: bool) -> Result<String, Failure> {
    let text = if one_line {
        json::to_json(value)
    } else {
        serde_json::to_string_pretty(value)
            .map_err(|error| Error::new(&errors::NOT_FINITE, error.to_string()))
    };
    text.map_err(Failure::Failed)
}
