//! The parser and the list of commands as JSON text, for JavaScript.

use pintle::{Contract, Decode, Encode, Error, Value, data::ValueSink, json};
use pintle_macros::Data;

use crate::{CommandLine, FileWord, Missing, Program, help, signature, summary};

/// What is asked.
#[derive(Debug, Data)]
struct Request {
    /// The program whose command line it is.
    program: Program,
    /// The command.
    method: String,
    /// The words after it.
    words: Vec<String>,
}

/// What the words say.
#[derive(Debug, Data)]
struct Answer {
    /// The options of the program itself, each as one word.
    own: Vec<String>,
    /// The help text, if that is wanted.
    help: Option<String>,
    /// The parameters by name, as JSON has them.
    params: Value,
    /// Where the contents of files belong in them.
    files: Vec<FileWord>,
    /// What is required and was not given.
    missing: Vec<Missing>,
    /// The data of the error, if this is not a call of the command.
    error: Value,
}

/// A command in a list.
#[derive(Debug, Data)]
struct Listed {
    /// The command as a function: `math.add(a: i32, b: i32)`.
    signature: String,
    /// What it does, in a sentence.
    summary: String,
}

/// Reads the words after a method. The request and the answer are JSON; `lib/cli/call/words.ts` has
/// their types.
///
/// # Errors
/// `ERR_PINTLE_UNKNOWN_COMMAND`, `…_NOT_PORTABLE`.
pub fn read_words(contract: &Contract, request: &str) -> Result<String, Error> {
    let Request {
        program,
        method,
        words,
    } = Request::decode(json::from_json(request)?.view())?;
    let (method, defs) = (contract.method(&method)?, contract.defs());
    let line = CommandLine::read(&program, method, defs, words.into_iter().map(Into::into));
    let own = line.own.into_iter().map(|(name, value)| match value {
        Some(value) => format!("--{name}={value}"),
        None => format!("--{name}"),
    });
    let answer = Answer {
        own: own.collect(),
        help: line.wants_help.then(|| help(&program, method, defs)),
        params: line.params,
        files: line.files,
        missing: line.missing,
        error: line.fault.map_or(Value::Null, |error| error.to_value()),
    };
    json::to_json(&answer.encode(ValueSink)?)
}

/// All commands, each with its signature and summary, as JSON.
///
/// # Errors
/// None that is known.
pub fn list_commands(contract: &Contract) -> Result<String, Error> {
    let listed = contract.methods().iter().map(|method| Listed {
        signature: signature(method, contract.defs()),
        summary: summary(method),
    });
    let listed: Vec<_> = listed.collect();
    json::to_json(&listed.encode(ValueSink)?)
}
