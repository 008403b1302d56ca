//! What is done with a message.

use std::{
    io::{self, BufRead},
    sync::Arc,
};

use pintle::{Error, errors};

use super::{
    call::{Call, Task},
    methods::{self, Asked},
    params,
    reply::{Batch, Reply},
    session::Session,
};
use crate::{
    framing::Incoming,
    rpc::{self, Code, Failure, Invalid, Message, Request},
};

/// A command that cannot take long runs here, unless it was sent more than this: then it may take
/// long enough to keep others waiting.
const SMALL: u64 = 64 << 10;

/// Reads messages until there are no more.
pub(super) fn read_all(session: &Arc<Session>, mut input: impl BufRead) -> io::Result<()> {
    let limit = session.limits.message_bytes;
    loop {
        match session.framing.read(&mut input, limit)? {
            Incoming::End => return Ok(()),
            Incoming::TooLarge => {
                let message = format!("the message has more than {limit} bytes");
                let error = Error::new(&errors::MESSAGE_LIMIT, message);
                refuse(session, rpc::nobodys(Code::Request.of(error)));
            }
            Incoming::Frame(frame) => {
                let bytes = frame.size();
                take(session, rpc::read(frame, session.framing), bytes);
            }
        }
        session.wait_for_room();
    }
}

fn take(session: &Arc<Session>, message: Message, bytes: u64) {
    match message {
        Message::One(Ok(mut request)) => {
            let reply = request.id.take().map(Reply::alone);
            handle(session, request, reply, bytes);
        }
        Message::One(Err(invalid)) => refuse(session, invalid),
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
                        handle(session, request, reply, bytes);
                    }
                    Err(Invalid { id, failure }) => within(id).send(session, "", Err(failure)),
                }
            }
        }
    }
}

fn refuse(session: &Session, Invalid { id, failure }: Invalid) {
    Reply::alone(id).send(session, "", Err(failure));
}

fn handle(session: &Arc<Session>, request: Request, reply: Option<Reply>, bytes: u64) {
    let progress = request.progress;
    let method = Arc::clone(&request.method);
    let task = match methods::ask(session, &request) {
        Some(Ok(Asked::Done(result))) => return answer(session, reply, &method, Ok(result)),
        Some(Ok(Asked::RunPlan(plan))) => Ok(Task::Plan(plan)),
        Some(Err(failure)) => Err(failure),
        None => command(session, request),
    };
    match task {
        Err(failure) => answer(session, reply, &method, Err(failure)),
        Ok(task) if bytes <= SMALL && !task.blocking(session) => {
            answer(
                session,
                reply,
                &method,
                task.run(session, &session.host.context()),
            );
        }
        Ok(task) => Call::start(session, task, reply, progress, bytes),
    }
}

/// The call of a command, if there is such a one and it can be called here.
fn command(session: &Session, request: Request) -> Result<Task, Failure> {
    let Request { method, params, .. } = request;
    let found = session.host.contract.method(&method);
    let found = found.map_err(|error| Code::Method.of(error))?;
    if found.direct_only() {
        let message = "the command changes memory of its caller, which another process has not";
        let error = Error::new(&errors::DIRECT_ONLY, message).of_command(&method);
        return Err(Code::Method.of(error));
    }
    let params = params::of_method(&params, found).map_err(|error| Code::Params.of(error))?;
    Ok(Task::Command { method, params })
}

fn answer(
    session: &Session,
    reply: Option<Reply>,
    method: &str,
    outcome: Result<pintle::Value, Failure>,
) {
    if let Some(reply) = reply {
        reply.send(session, method, outcome);
    }
}
