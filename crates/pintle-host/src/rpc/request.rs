//! A client's messages.

use std::sync::Arc;

use pintle::{
    Bytes, Error, Value,
    data::{Fault, Source},
    did_you_mean, errors, json,
};

use super::{Code, Failure, Id, Response};
use crate::framing::{Frame, Framing, put_in};

/// The maximum number of messages in a batch.
const MAX_BATCH: usize = 10_000;

/// The maximum number of messages with items that a client can have room for.
pub(crate) const MAX_WINDOW: u32 = 1_024;

/// A request, or a notification if it has no id.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) id: Option<Id>,
    pub(crate) method: Arc<str>,
    /// An object or a list; an empty object if they were left out.
    pub(crate) params: Value,
    /// Whether the client wants progress notifications.
    pub(crate) progress: bool,
    /// How many messages with items the client has room for, if it wants them as they come.
    pub(crate) window: Option<u32>,
    /// The inputs whose items the client sends while the request runs.
    pub(crate) inputs: Vec<Arc<str>>,
    /// Whether the client answers questions to its functions.
    pub(crate) callbacks: bool,
}

/// Something that is not a request, and its id, if it has one.
#[derive(Debug)]
pub(crate) struct Invalid {
    pub(crate) id: Id,
    pub(crate) failure: Failure,
}

/// The content of a frame.
#[derive(Debug)]
pub(crate) enum Message {
    /// One message.
    One(Result<Request, Invalid>),
    /// An answer to a question, and the error for one to a question that the host has not asked.
    Answer(Response, Invalid),
    /// At least one.
    Batch(Vec<Result<Request, Invalid>>),
}

/// Reads a message.
pub(crate) fn read(frame: Frame, framing: Framing) -> Message {
    let Frame { text, blobs } = frame;
    let blobs = (framing == Framing::Blobs).then_some(&blobs[..]);
    let value = str::from_utf8(&text)
        .map_err(|error| Error::new(&errors::INVALID_JSON, error.to_string()))
        .and_then(json::from_json);
    match value {
        Err(error) => Message::One(Err(nobodys(Code::Parse.of(error)))),
        Ok(Value::List(messages)) => batch(Arc::unwrap_or_clone(messages).into_vec(), blobs),
        Ok(message) => one_or_answer(message, blobs),
    }
}

fn batch(messages: Vec<Value>, blobs: Option<&[Bytes]>) -> Message {
    let error = match messages.len() {
        0 => invalid("a batch must have at least one message".into()),
        1..=MAX_BATCH => {
            return Message::Batch(messages.into_iter().map(|one_| one(one_, blobs)).collect());
        }
        length => {
            let message = format!("a batch can have at most {MAX_BATCH} messages, got {length}");
            Error::new(&errors::MESSAGE_LIMIT, message)
        }
    };
    Message::One(Err(nobodys(Code::Request.of(error))))
}

fn one_or_answer(message: Value, blobs: Option<&[Bytes]>) -> Message {
    let whole = match blobs {
        Some(blobs) if message.get("method").is_none() => with_blobs(message.clone(), blobs),
        _ => Ok(message.clone()),
    };
    let response = whole.ok().and_then(|whole| Response::of(&whole));
    match (response, one(message, blobs)) {
        (Some(response), Err(invalid)) => Message::Answer(response, invalid),
        (_, one) => Message::One(one),
    }
}

fn one(message: Value, blobs: Option<&[Bytes]>) -> Result<Request, Invalid> {
    // A client that waits for an answer to a faulty request should get one.
    let id = message.get("id").and_then(|id| Id::new(id).ok());
    request(message, blobs).map_err(|error| Invalid {
        id: id.unwrap_or(Id::Null),
        failure: Code::Request.of(error),
    })
}

fn request(message: Value, blobs: Option<&[Bytes]>) -> Result<Request, Error> {
    let message = match blobs {
        Some(blobs) => with_blobs(message, blobs)?,
        None => message,
    };
    let Value::Object(fields) = message else {
        return Err(invalid(format!(
            "expected an object, got {}",
            message.view().describe()
        )));
    };
    let mut version = None;
    let mut method = None;
    let mut request = Request {
        id: None,
        method: "".into(),
        params: Value::empty_object(),
        progress: false,
        window: None,
        inputs: Vec::new(),
        callbacks: false,
    };
    for (name, value) in Arc::unwrap_or_clone(fields).into_vec() {
        match (&*name, value) {
            ("jsonrpc", value) => version = Some(value),
            ("id", value) => request.id = Some(Id::new(&value).map_err(|error| at(&error, "id"))?),
            ("method", Value::String(text)) => method = Some(text),
            ("params", value @ (Value::Object(_) | Value::List(_))) => request.params = value,
            ("progress", Value::Bool(value)) => request.progress = value,
            ("callbacks", Value::Bool(value)) => request.callbacks = value,
            ("window", Value::Number(number)) if is_window(number) => {
                request.window = Some(number as u32);
            }
            ("inputs", Value::List(names)) => request.inputs = inputs(&names)?,
            (name @ "method", value) => return Err(expected(name, "text", &value)),
            (name @ "params", value) => {
                return Err(expected(name, "an object or an array", &value));
            }
            (name @ ("progress" | "callbacks"), value) => {
                return Err(expected(name, "a boolean", &value));
            }
            (name @ "window", value) => {
                return Err(expected(name, "an integer from 1 to 1024", &value));
            }
            (name @ "inputs", value) => return Err(expected(name, "an array of names", &value)),
            (name, _) => return Err(unknown(name)),
        }
    }
    match version {
        Some(Value::String(text)) if &*text == "2.0" => {}
        Some(value) => return Err(expected("jsonrpc", "\"2.0\"", &value)),
        None => return Err(missing("jsonrpc")),
    }
    request.method = method.ok_or_else(|| missing("method"))?;
    if request.id.is_none() && !request.inputs.is_empty() {
        let message = "items are sent to a request by its id, which this one has not";
        return Err(invalid(message.into()).within("inputs"));
    }
    Ok(request)
}

fn inputs(names: &[Value]) -> Result<Vec<Arc<str>>, Error> {
    let names = names.iter().map(|name| match name {
        Value::String(name) => Ok(Arc::clone(name)),
        other => Err(expected("inputs", "an array of names", other)),
    });
    names.collect()
}

fn is_window(number: f64) -> bool {
    number.fract() == 0.0 && (1.0..=f64::from(MAX_WINDOW)).contains(&number)
}

/// The message with its blobs in place, and without the member `blobs`.
fn with_blobs(message: Value, blobs: &[Bytes]) -> Result<Value, Error> {
    let Value::Object(mut fields) = message else {
        return Ok(message);
    };
    let Some(index) = fields.iter().position(|(name, _)| name == "blobs") else {
        return Ok(Value::Object(fields));
    };
    let (_, places) = Arc::make_mut(&mut fields).remove(index);
    let mut message = Value::Object(fields);
    put_in(&mut message, &places, blobs).map_err(|error| error.within("blobs"))?;
    Ok(message)
}

/// A failure that does not belong to a particular request.
pub(crate) fn nobodys(failure: Failure) -> Invalid {
    Invalid {
        id: Id::Null,
        failure,
    }
}

fn invalid(message: String) -> Error {
    Error::new(&errors::INVALID_REQUEST, message)
}

fn expected(name: &str, what: &str, given: &Value) -> Error {
    at(&Fault::WrongType.expected(what, given.view()), name)
}

/// Faults in the message have their own code: those of arguments belong to commands.
fn at(error: &Error, name: &str) -> Error {
    invalid(error.message().into()).within(name)
}

fn missing(name: &str) -> Error {
    invalid("a value is required".into()).within(name)
}

fn unknown(name: &str) -> Error {
    const KNOWN: [&str; 8] = [
        "jsonrpc",
        "id",
        "method",
        "params",
        "progress",
        "window",
        "inputs",
        "callbacks",
    ];
    let hint = did_you_mean(name, KNOWN.into_iter());
    invalid(format!("a request has no such member{hint}")).within(name)
}
