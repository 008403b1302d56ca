//! One plan.

use std::{ffi::OsString, io, path::Path, process::ExitCode};

use pintle::{Value, json};

use super::{text_of, write_line};
use crate::{
    Host, bounded,
    exit::{FAILED, Failure},
    signals::Stop,
};

/// `run FILE`.
#[derive(Debug)]
pub(crate) struct RunPlan {
    /// The file, or `-` for stdin.
    pub(crate) file: OsString,
    /// What the plan's references to its input lead into, as JSON.
    pub(crate) input: Option<String>,
    /// Whether the report is on one line.
    pub(crate) one_line: bool,
    /// The most bytes that the plan may have.
    pub(crate) most_bytes: u64,
}

/// Runs the plan in a file and writes its report.
pub(crate) fn run(host: &Host, plan: &RunPlan, stop: &Stop) -> Result<ExitCode, Failure> {
    let name = if plan.file == "-" {
        "stdin".into()
    } else {
        plan.file.to_string_lossy()
    };
    let limit = plan.most_bytes;
    let document = if plan.file == "-" {
        bounded::read(&mut io::stdin(), limit)
    } else {
        bounded::read_file(Path::new(&plan.file), limit)
    };
    let document =
        document.map_err(|error| Failure::usage(format!("{name} cannot be read: {error}")))?;
    let input = plan.input.as_deref().map_or(Ok(Value::Null), |text| {
        json::from_json(text).map_err(|error| Failure::before(error, "--input"))
    })?;
    report(host, document, &name, input, plan.one_line, stop)
}

/// Runs the plan that came where a conversation could have come.
pub(crate) fn piped(host: &Host, document: Vec<u8>, stop: &Stop) -> Result<ExitCode, Failure> {
    report(host, document, "stdin", Value::Null, false, stop)
}

fn report(
    host: &Host,
    document: Vec<u8>,
    name: &str,
    input: Value,
    one_line: bool,
    stop: &Stop,
) -> Result<ExitCode, Failure> {
    let text = String::from_utf8(document)
        .map_err(|error| Failure::usage(format!("{name} cannot be read: {error}")))?;
    let document = json::from_json(&text);
    let plan = document.and_then(|document| host.prepare(&document));
    let plan = plan.map_err(|error| Failure::before(error, name))?;
    let context = host.context().with_cancel(stop.token().clone());
    stop.work();
    let report = plan.run(input, &context);
    stop.rest();
    let written = write_line(&text_of(&report.to_value(), one_line)?)?;
    Ok(if report.ok() {
        written
    } else {
        ExitCode::from(FAILED)
    })
}
