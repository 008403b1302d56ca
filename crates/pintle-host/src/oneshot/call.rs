//! One command.

use std::{collections::HashMap, ffi::OsString, fs, io, io::Read, process::ExitCode};

use pintle::{Bytes, Value, command::CallError, json, places::Places, pointer};
use pintle_command_line::{CommandLine, FileWord, help};

use super::{items, text_of, write_line};
use crate::{Host, exit::Failure, help::program, signals::Stop};

/// `METHOD …`.
#[derive(Debug)]
pub(crate) struct CallCommand {
    pub(crate) method: String,
    /// What was typed after the method.
    pub(crate) words: Vec<OsString>,
    /// Whether the result is to be one line of JSON, as was said before the method.
    pub(crate) one_line: bool,
}

/// Runs the command and writes its result.
pub(crate) fn call(host: &Host, asked: CallCommand, stop: &Stop) -> Result<ExitCode, Failure> {
    let before = |error| Failure::before(error, "");
    let method = host.contract.method(&asked.method).map_err(before)?;
    let defs = host.contract.defs();
    let program = program();
    let line = CommandLine::read(&program, method, defs, asked.words);
    if line.wants_help {
        return write_line(help(&program, method, defs).trim_end());
    }
    if let Some(fault) = line.fault {
        let hint = format!("{} {} --help", program.name, method.name());
        return Err(Failure::before(fault, "").with_hint(hint));
    }
    method.check_callable().map_err(before)?;
    let mut params = line.params;
    read_files(host, &mut params, &line.files)
        .map_err(|message| Failure::usage(format!("{}: {message}", method.name())))?;
    let context = host.context().with_cancel(stop.token().clone());
    stop.work();
    let outcome = match method.output() {
        Some(_) => items::call(method, &params, &context),
        None => Ok(method.call(&params, &context)),
    };
    stop.rest();
    let result = outcome?.map_err(|failed| match failed {
        CallError::Arguments(error) => before(error),
        CallError::Other(error) => Failure::Failed(error),
    })?;
    if method.output().is_some() {
        return Ok(ExitCode::SUCCESS); // All is written.
    }
    let one_line = asked.one_line || line.own.iter().any(|(name, _)| name == "json");
    let text = if one_line {
        text_of(&result, true)?
    } else {
        readable(&result)?
    };
    if text.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    write_line(&text)
}

/// Puts the contents of files where they belong. Each is read once. Under a policy there is only stdin:
/// the words could name any file.
fn read_files(host: &Host, params: &mut Value, files: &[FileWord]) -> Result<(), String> {
    let mut contents: HashMap<&str, Bytes> = HashMap::new();
    let mut places = Places::default();
    for FileWord { pointer, file } in files {
        let place = pointer::readable(pointer);
        let bytes = match contents.get(&**file) {
            Some(bytes) => bytes.clone(),
            None if file != "-" && host.context().guard().is_some() => {
                return Err(format!(
                    "{place}: expected text or @- under a policy, got @{file}"
                ));
            }
            None => {
                let bytes = read(file);
                let bytes =
                    bytes.map_err(|error| format!("{place}: {file} cannot be read: {error}"))?;
                contents.entry(file).or_insert(bytes.into()).clone()
            }
        };
        let tokens = pointer::tokens(pointer).unwrap_or_default();
        let put = places.put(params, &tokens, Value::Bytes(bytes));
        put.map_err(|error| format!("{place}: {error:?}"))?;
    }
    Ok(())
}

fn read(file: &str) -> io::Result<Vec<u8>> {
    if file != "-" {
        return fs::read(file);
    }
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    Ok(bytes)
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
