//! One command.

use std::process::ExitCode;

use lexopt::Parser;
use pintle::{Error, Value, command::CallError, errors, json};

use super::{text_of, typed::Terms, words::Typed, write_line};
use crate::{Host, exit::Failure, help, signals::Stop};

/// Runs the command with what was typed behind its name, and writes its result.
pub(crate) fn call(
    host: &Host,
    method: &str,
    words: Parser,
    stop: &Stop,
) -> Result<ExitCode, Failure> {
    let before = |error| Failure::before(error, "");
    let found = host.contract.method(method).map_err(before)?;
    let defs = host.contract.defs();
    let terms = Terms {
        defs,
        files: host.context().guard().is_none(),
    };
    let typed = Typed::read(found, terms, words)?;
    if typed.help {
        return help::method(host, found);
    }
    if found.direct_only() {
        let message = "the command changes memory of its caller, which a command line has not";
        let error = Error::new(&errors::DIRECT_ONLY, message);
        return Err(before(error.of_command(method)));
    }
    let context = host.context().with_cancel(stop.token().clone());
    stop.work();
    let result = found.call(&typed.params, &context);
    stop.rest();
    let result = result.map_err(|failed| match failed {
        CallError::Arguments(error) => before(error),
        CallError::Other(error) => Failure::Failed(error),
    })?;
    let text = if typed.one_line {
        text_of(&result, true)?
    } else {
        readable(&result)?
    };
    if text.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    write_line(&text)
}

/// Text as it is, and everything else as JSON. Nothing is nothing.
fn readable(result: &Value) -> Result<String, Failure> {
    match result {
        Value::Null => Ok(String::new()),
        Value::String(text) => Ok(text.to_string()),
        Value::BigInt(number) => Ok(number.to_string()),
        Value::Number(_) | Value::Bool(_) => json::to_json(result).map_err(Failure::Failed),
        _ => text_of(result, false),
    }
}
