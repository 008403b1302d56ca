//! Where an answer goes.

use std::{
    mem,
    sync::{Arc, Mutex, PoisonError},
};

use pintle::{Value, resource::Lease};

use super::conversation::Conversation;
use crate::rpc::{self, Code, Failure, Id, Part};

/// The pending answer to a request.
pub(super) struct Reply {
    pub(super) id: Id,
    /// The batch that it belongs to, and its place in it.
    batch: Option<(Arc<Batch>, usize)>,
}

/// The answers of a batch, which are sent together.
pub(super) struct Batch(Mutex<Answers>);

struct Answers {
    parts: Vec<Option<Part>>,
    open: usize,
}

/// An outcome whose resources the client has by their numbers. A notification has no answer, so what
/// it returns is dropped.
pub(super) fn numbered(
    method: &str,
    outcome: Result<Value, Failure>,
    lease: Option<&Arc<Lease>>,
) -> Result<Value, Failure> {
    let answer = outcome?;
    let Some(lease) = lease else {
        return Ok(answer);
    };
    let numbered = lease.numbered(answer);
    numbered.map_err(|error| Code::Command.of(error.of_command(method)))
}

impl Reply {
    /// A single answer.
    pub(super) fn alone(id: Id) -> Self {
        Self { id, batch: None }
    }

    /// An answer as part of a batch.
    pub(super) fn within(id: Id, batch: &Arc<Batch>, place: usize) -> Self {
        Self {
            id,
            batch: Some((Arc::clone(batch), place)),
        }
    }

    /// Answers. A result that cannot be written is a failure of the command.
    pub(super) fn send(
        self,
        conversation: &Conversation,
        method: &str,
        outcome: Result<Value, Failure>,
    ) {
        let Self { id, batch } = self;
        let part = Part::new(rpc::answer(&id, outcome), conversation.framing).or_else(|error| {
            let failure = Code::Command.of(error.of_command(method));
            Part::new(rpc::answer(&id, Err(failure)), conversation.framing)
        });
        // An error without details, like this one, can always be written.
        let Ok(part) = part else { return };
        match batch {
            None => conversation.output.send(part.alone()),
            Some((batch, place)) => batch.fill(conversation, place, part),
        }
    }
}

impl Batch {
    /// A batch with that many answers.
    pub(super) fn new(open: usize) -> Arc<Self> {
        let parts = (0..open).map(|_| None).collect();
        Arc::new(Self(Mutex::new(Answers { parts, open })))
    }

    fn fill(&self, conversation: &Conversation, place: usize, part: Part) {
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        answers.parts[place] = Some(part);
        answers.open -= 1;
        if answers.open == 0 {
            let parts = mem::take(&mut answers.parts);
            conversation
                .output
                .send(Part::batch(parts.into_iter().flatten()));
        }
    }
}
