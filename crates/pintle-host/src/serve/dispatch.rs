//! Handling a message.

use std::{
    io::{self, BufRead},
    sync::Arc,
};

use pintle::{Error, errors};

use super::{
    call::{Call, Wants},
    conversation::Conversation,
    methods::{self, Asked},
    params,
    reply::{Batch, Reply, numbered},
    task::Task,
};
use crate::{
    framing::Incoming,
    rpc::{self, Code, Failure, Invalid, Message, Request},
};

/// A command that cannot take long runs here, unless its message is larger than this: then it may
/// take long enough to keep others waiting.
const SMALL: u64 = 64 << 10;

/// Reads messages until there are no more.
pub(super) fn read_all(
    conversation: &Arc<Conversation>,
    mut input: impl BufRead,
) -> io::Result<()> {
    let limit = conversation.limits.message_bytes;
    loop {
        match conversation.framing.read(&mut input, limit)? {
            Incoming::End => return Ok(()),
            Incoming::TooLarge => {
                let message = format!("the message has more than {limit} bytes");
                let error = Error::new(&errors::MESSAGE_LIMIT, message);
                refuse(conversation, rpc::nobodys(Code::Request.of(error)));
            }
            Incoming::Frame(frame) => {
                let bytes = frame.size();
                take(conversation, rpc::read(frame, conversation.framing), bytes);
            }
        }
        conversation.wait_for_room();
    }
}

fn take(conversation: &Arc<Conversation>, message: Message, bytes: u64) {
    match message {
        Message::One(Ok(mut request)) => {
            let reply = request.id.take().map(Reply::alone);
            handle(conversation, request, reply, bytes);
        }
        Message::One(Err(invalid)) => refuse(conversation, invalid),
        Message::Answer(response, invalid) => {
            if !conversation.questions.answer(conversation, response) {
                refuse(conversation, invalid);
            }
        }
        Message::Batch(messages) => {
            let owed = |message: &Result<Request, Invalid>| {
                message
                    .as_ref()
                    .map_or(true, |request| request.id.is_some())
            };
            let batch = Batch::new(messages.iter().filter(|message| owed(message)).count());
            let bytes = bytes / messages.len() as u64;
            let mut places = 0..;
            let mut within = |id| Reply::within(id, &batch, places.next().unwrap_or_default());
            for message in messages {
                match message {
                    Ok(mut request) => {
                        let reply = request.id.take().map(&mut within);
                        handle(conversation, request, reply, bytes);
                    }
                    Err(Invalid { id, failure }) => within(id).send(conversation, "", Err(failure)),
                }
            }
        }
    }
}

fn refuse(conversation: &Conversation, Invalid { id, failure }: Invalid) {
    Reply::alone(id).send(conversation, "", Err(failure));
}

fn handle(conversation: &Arc<Conversation>, request: Request, reply: Option<Reply>, bytes: u64) {
    let Request {
        progress,
        window,
        callbacks,
        ..
    } = request;
    let method = Arc::clone(&request.method);
    let task = match methods::ask(conversation, &request, bytes) {
        Some(Ok(Asked::Done(result))) => return answer(conversation, reply, &method, Ok(result)),
        Some(Ok(Asked::RunPlan(plan))) => Ok(Task::Plan(plan)),
        Some(Err(failure)) => Err(failure),
        None => command(conversation, request),
    };
    match task {
        Err(failure) => answer(conversation, reply, &method, Err(failure)),
        Ok(task) if bytes <= SMALL && !task.blocking(conversation) => {
            let context = conversation.context();
            let outcome = task.run(conversation, &context);
            if reply.is_some() {
                let outcome = numbered(&method, outcome, context.resources());
                answer(conversation, reply, &method, outcome);
            }
        }
        Ok(task) => {
            let wants = Wants {
                progress,
                window,
                callbacks,
            };
            Call::start(conversation, task, reply, wants, bytes);
        }
    }
}

/// The call of a command, if it exists and can be called here.
fn command(conversation: &Conversation, request: Request) -> Result<Task, Failure> {
    let Request {
        method,
        params,
        inputs,
        ..
    } = request;
    let found = conversation.host.contract.method(&method);
    let found = found.map_err(|error| Code::Method.of(error))?;
    if found.direct_only() {
        let message = "the command changes its caller's memory, which another process cannot reach";
        let error = Error::new(&errors::DIRECT_ONLY, message).of_command(&method);
        return Err(Code::Method.of(error));
    }
    let params = params::of_method(&params, found).and_then(|params| {
        let inputs = params::inputs(&inputs, &params, found)?;
        Ok((params, inputs))
    });
    let (params, inputs) = params.map_err(|error| Code::Params.of(error))?;
    Ok(Task::Command {
        method,
        params,
        inputs,
    })
}

fn answer(
    conversation: &Conversation,
    reply: Option<Reply>,
    method: &str,
    outcome: Result<pintle::Value, Failure>,
) {
    if let Some(reply) = reply {
        reply.send(conversation, method, outcome);
    }
}
