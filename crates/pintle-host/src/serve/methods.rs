//! The methods of the host itself.

use std::sync::Arc;

use pintle::{
    Data, Decode, Error, Name, Value,
    data::{Envelope, Fault, check_value},
    did_you_mean, errors,
    resource::{RELEASE, numbers_to_release},
};

use super::{conversation::Conversation, params};
use crate::{
    Host,
    rpc::{Code, Failure, Id, Request},
};

/// The parameters of `pintle.runPlan`.
#[derive(Data)]
pub(super) struct RunPlan {
    pub(super) plan: Value,
    pub(super) input: Option<Value>,
}

#[derive(Data)]
struct Hello {
    version: u32,
    contract: Option<String>,
}

#[derive(Data)]
struct NoParams {}

#[derive(Data)]
struct Cancel {
    id: Value,
}

#[derive(Data)]
struct More {
    id: Value,
    messages: u32,
}

#[derive(Data)]
struct Fed {
    id: Value,
    input: String,
    items: Value,
}

#[derive(Data)]
struct Ended {
    id: Value,
    input: String,
    failed: Option<bool>,
}

/// How a request for one of these is handled.
pub(super) enum Asked {
    /// It is answered.
    Done(Value),
    /// It takes longer.
    RunPlan(RunPlan),
}

const NAMES: [&str; 8] = [
    "pintle.hello",
    "pintle.contract",
    "pintle.runPlan",
    "pintle.cancel",
    "pintle.more",
    "pintle.items",
    "pintle.end",
    RELEASE,
];

/// Executes a method of the host, from a message of that many bytes; `None` if the method belongs to a
/// command.
pub(super) fn ask(
    conversation: &Conversation,
    request: &Request,
    bytes: u64,
) -> Option<Result<Asked, Failure>> {
    let method = &*request.method;
    let params = &request.params;
    let asked = match method {
        "pintle.hello" => read(params, &["version", "contract"])
            .and_then(|params| hello(conversation, &params))
            .map(Asked::Done),
        "pintle.contract" => read::<NoParams>(params, &[])
            .and_then(|_| {
                conversation
                    .host
                    .document()
                    .map_err(|error| Code::Command.of(error))
            })
            .map(Asked::Done),
        "pintle.runPlan" => read(params, &["plan", "input"]).and_then(|params: RunPlan| {
            let input = params.input.as_ref().unwrap_or(&Value::Null);
            check_value(input).map_err(|error| Code::Params.of(error.within("input")))?;
            Ok(Asked::RunPlan(params))
        }),
        "pintle.cancel" => read(params, &["id"])
            .and_then(|params| cancel(conversation, &params))
            .map(Asked::Done),
        "pintle.more" => read(params, &["id", "messages"])
            .and_then(|params| more(conversation, &params))
            .map(Asked::Done),
        "pintle.items" => read(params, &["id", "input", "items"])
            .and_then(|params| items(conversation, params, bytes))
            .map(Asked::Done),
        "pintle.end" => read(params, &["id", "input", "failed"])
            .and_then(|params| end(conversation, &params))
            .map(Asked::Done),
        RELEASE => release(conversation, params).map(Asked::Done),
        _ if method.starts_with("pintle.") => return Some(Err(unknown(method))),
        _ => return None,
    };
    Some(asked.map_err(|failure| failure.of_command(method)))
}

fn read<T: Decode>(params: &Value, names: &[&str]) -> Result<T, Failure> {
    let read = params::by_name(params, names, None).and_then(|params| {
        let _envelope = Envelope::new();
        T::decode(params.view())
    });
    read.map_err(|error| Code::Params.of(error))
}

fn hello(conversation: &Conversation, hello: &Hello) -> Result<Value, Failure> {
    let Conversation { host, limits, .. } = conversation;
    let mismatch = |name: &str, asked: &str, own: &str| {
        let message = format!("the client was generated for {asked}, this host has {own}");
        let details: Value = [
            (
                Name::Borrowed("version"),
                Value::Number(Host::PROTOCOL.into()),
            ),
            (Name::Borrowed("contract"), host.contract.hash().into()),
        ]
        .into_iter()
        .collect();
        let error = Error::new(&errors::CONTRACT_MISMATCH, message).within(name);
        Err(Code::Command.of(error.with_details(details)))
    };
    if hello.version != Host::PROTOCOL {
        let (asked, own) = (hello.version.to_string(), Host::PROTOCOL.to_string());
        return mismatch("version", &asked, &own);
    }
    if let Some(hash) = &hello.contract
        && hash != host.contract.hash()
    {
        return mismatch("contract", hash, host.contract.hash());
    }
    let limits = [
        (
            Name::Borrowed("messageBytes"),
            Value::Number(limits.message_bytes as f64),
        ),
        (
            Name::Borrowed("concurrency"),
            Value::Number(limits.concurrency as f64),
        ),
        (
            Name::Borrowed("resources"),
            Value::Number(conversation.resources.limit() as f64),
        ),
    ];
    Ok([
        (
            Name::Borrowed("version"),
            Value::Number(Host::PROTOCOL.into()),
        ),
        (Name::Borrowed("name"), host.name.as_str().into()),
        (Name::Borrowed("addonVersion"), host.version.as_str().into()),
        (Name::Borrowed("contract"), host.contract.hash().into()),
        (Name::Borrowed("limits"), limits.into_iter().collect()),
    ]
    .into_iter()
    .collect())
}

fn cancel(conversation: &Conversation, Cancel { id }: &Cancel) -> Result<Value, Failure> {
    let id = Id::new(id).map_err(|error| Code::Params.of(error.within("id")))?;
    let tokens = conversation.running.with_id(&id);
    if !tokens.is_empty() {
        tokens.iter().for_each(pintle::CancelToken::cancel);
        conversation.work.settle_cancelled();
    }
    Ok(Value::Null)
}

/// The client has room for more items of a request.
fn more(conversation: &Conversation, More { id, messages }: &More) -> Result<Value, Failure> {
    let id = Id::new(id).map_err(|error| Code::Params.of(error.within("id")))?;
    for items in conversation.running.items_with_id(&id) {
        items.grant(*messages);
    }
    Ok(Value::Null)
}

/// Items for an input. Those for a request that has ended are dropped.
fn items(
    conversation: &Conversation,
    Fed { id, input, items }: Fed,
    bytes: u64,
) -> Result<Value, Failure> {
    let id = Id::new(&id).map_err(|error| Code::Params.of(error.within("id")))?;
    let Value::List(items) = items else {
        let error = Fault::WrongType.expected("an array", items.view());
        return Err(Code::Params.of(error.within("items")));
    };
    if let Some(feed) = conversation.running.feed(&id, &input) {
        feed.receive(Arc::unwrap_or_clone(items).into_vec(), bytes);
    }
    Ok(Value::Null)
}

/// The end of an input.
fn end(conversation: &Conversation, Ended { id, input, failed }: &Ended) -> Result<Value, Failure> {
    let id = Id::new(id).map_err(|error| Code::Params.of(error.within("id")))?;
    if let Some(feed) = conversation.running.feed(&id, input) {
        feed.end(*failed == Some(true));
    }
    Ok(Value::Null)
}

fn release(conversation: &Conversation, params: &Value) -> Result<Value, Failure> {
    let params = params::by_name(params, &["resources"], None);
    let numbers = params.and_then(|params| numbers_to_release(&params));
    let numbers = numbers.map_err(|error| Code::Params.of(error))?;
    conversation.resources.release_all(&numbers);
    Ok(Value::Null)
}

fn unknown(method: &str) -> Failure {
    let hint = did_you_mean(method, NAMES.into_iter());
    let message = format!("the host has no method \"{method}\"{hint}");
    Code::Method.of(Error::new(&errors::UNKNOWN_COMMAND, message))
}
