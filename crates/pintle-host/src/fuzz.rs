//! What must hold for every stream of bytes; `pintle-fuzz` calls it with as many as possible.

use pintle::{Name, Value};

use crate::{
    Framing,
    framing::{Frame, Incoming},
    rpc::{self, Message, Part, Request, Response},
};

/// Reads a stream to its end. What was read is written, and must be the same when read again.
///
/// # Panics
/// If that does not hold.
pub fn check(framing: Framing, limit: u64, mut stream: &[u8]) {
    loop {
        let before = stream.len();
        let Ok(incoming) = framing.read(&mut stream, limit) else {
            return; // It ends inside a message.
        };
        match incoming {
            Incoming::End => return assert!(stream.is_empty()),
            Incoming::TooLarge => assert!(before as u64 > limit),
            Incoming::Frame(frame) => {
                assert!(frame.size() <= limit, "{} > {limit}", frame.size());
                same_frame(framing, &frame);
                match rpc::read(frame, framing) {
                    Message::Answer(response, _) => same_answer(framing, &response),
                    Message::One(request) => request.iter().for_each(|one| same(framing, one)),
                    Message::Batch(all) => all.iter().flatten().for_each(|one| same(framing, one)),
                }
            }
        }
        assert!(stream.len() < before, "nothing was read");
    }
}

fn same_frame(framing: Framing, frame: &Frame) {
    match again(framing, frame) {
        Incoming::Frame(again) => assert_eq!(again, *frame),
        other => panic!("{frame:?} became {other:?}"),
    }
}

/// The result of writing a frame and reading it again.
fn again(framing: Framing, frame: &Frame) -> Incoming {
    let mut bytes = Vec::new();
    let written = framing.write(frame, &mut bytes);
    written.unwrap_or_else(|error| panic!("{frame:?} cannot be written: {error}"));
    let read = framing.read(&mut &bytes[..], u64::MAX / 2);
    read.unwrap_or_else(|error| panic!("{frame:?} cannot be read again: {error}"))
}

fn same(framing: Framing, request: &Request) {
    let part = Part::new(message(request), framing);
    let part = part.unwrap_or_else(|error| panic!("{request:?} cannot be written: {error}"));
    let Incoming::Frame(frame) = again(framing, &part.alone()) else {
        panic!("{request:?} is no longer a message");
    };
    match rpc::read(frame, framing) {
        Message::One(Ok(again)) => {
            assert_eq!(again.id, request.id);
            assert_eq!(again.method, request.method);
            assert_eq!(again.params, request.params);
            assert_eq!(again.progress, request.progress);
            assert_eq!(again.inputs, request.inputs);
        }
        other => panic!("{request:?} became {other:?}"),
    }
}

fn same_answer(framing: Framing, response: &Response) {
    let outcome = match &response.outcome {
        Ok(result) => ("result", result.clone()),
        Err(failed) => {
            let fields = [
                ("code".into(), Value::Number(failed.code as f64)),
                ("message".into(), failed.message.as_str().into()),
            ];
            ("error", fields.into_iter().collect())
        }
    };
    let id = ("id", Value::Number(response.number as f64));
    let fields = [("jsonrpc", Value::from("2.0")), id, outcome];
    let fields = fields.map(|(name, value)| (Name::Borrowed(name), value));
    let part = Part::new(fields.into_iter().collect(), framing);
    let part = part.unwrap_or_else(|error| panic!("{response:?} cannot be written: {error}"));
    let Incoming::Frame(frame) = again(framing, &part.alone()) else {
        panic!("{response:?} cannot be read back");
    };
    match rpc::read(frame, framing) {
        Message::Answer(again, _) => assert_eq!(again, *response),
        other => panic!("{response:?} became {other:?}"),
    }
}

fn message(request: &Request) -> Value {
    let id = request.id.as_ref().map(|id| ("id", id.to_value()));
    let inputs = request.inputs.iter().cloned().map(Value::String);
    let rest = [
        ("jsonrpc", Value::from("2.0")),
        ("method", Value::String(request.method.clone())),
        ("params", request.params.clone()),
        ("progress", Value::Bool(request.progress)),
        ("inputs", Value::list(inputs.collect())),
    ];
    let fields = rest.into_iter().chain(id);
    fields
        .map(|(name, value)| (Name::Borrowed(name), value))
        .collect()
}
