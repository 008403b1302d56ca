//! Questions to functions of the client, and its answers.

use std::{
    collections::BTreeMap,
    fmt, mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use pintle::{
    Context, Error, OnCancel, Value,
    callback::{self, Answered, Carrier, Scope, threw, wrong_answer},
    errors, panic,
    resource::{self, Lease},
};

use super::conversation::Conversation;
use crate::rpc::{self, Code, Id, Part, Response, Thrown};

/// So many questions of a conversation have no answer at most.
const MAX_ASKED: usize = 10_000;

/// The questions without an answer, by their numbers.
#[derive(Default)]
pub(super) struct Questions(Mutex<State>);

#[derive(Default)]
struct State {
    last: u64,
    asked: BTreeMap<u64, Asked>,
    /// How many requests could ask.
    requests: u64,
}

struct Asked {
    /// The number of the request that asks.
    of: u64,
    answered: Answered,
}

impl Questions {
    /// The number of a new question of a request.
    fn add(&self, of: u64, answered: Answered) -> Result<u64, Answered> {
        let mut state = self.lock();
        if state.asked.len() >= MAX_ASKED {
            return Err(answered);
        }
        state.last += 1;
        let number = state.last;
        state.asked.insert(number, Asked { of, answered });
        Ok(number)
    }

    fn take(&self, number: u64) -> Option<Answered> {
        let asked = self.lock().asked.remove(&number);
        asked.map(|asked| asked.answered)
    }

    /// Forgets the questions of a request.
    fn forget(&self, of: u64) {
        let mut state = self.lock();
        let asked = mem::take(&mut state.asked).into_iter();
        let (asked, others): (Vec<_>, Vec<_>) = asked.partition(|(_, one)| one.of == of);
        state.asked = others.into_iter().collect();
        drop(state);
        drop(asked); // Without the lock: what they own may ask again.
    }

    /// Takes an answer. Returns whether there ever was such a question: one whose call has ended is
    /// nobody's any longer.
    pub(super) fn answer(&self, conversation: &Conversation, response: Response) -> bool {
        let Response { number, outcome } = response;
        if number == 0 || number > self.lock().last {
            return false;
        }
        if let Some(answered) = self.take(number) {
            // Resources in it are the client's.
            let _scope = resource::Scope::enter(Some(&conversation.resources));
            let outcome = outcome.map_err(|failed| {
                if failed.code == Code::Params as i64 {
                    wrong_answer(&failed.message)
                } else {
                    threw(&failed.message).with_origin(Arc::new(Thrown(number)))
                }
            });
            panic::contain(|| answered(outcome));
        }
        true
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The functions of the client that one request may ask, until it ends.
pub(super) struct Functions {
    id: Id,
    conversation: Arc<Conversation>,
    scope: Arc<Scope>,
    lease: Option<Arc<Lease>>,
    /// The number of the request.
    number: u64,
}

impl Functions {
    /// Those of a request, and what ends them when it is cancelled.
    pub(super) fn of(
        id: &Id,
        conversation: &Arc<Conversation>,
        context: &Context,
    ) -> (Arc<Self>, OnCancel) {
        let mut state = conversation.questions.lock();
        state.requests += 1;
        let number = state.requests;
        drop(state);
        let functions = Arc::new(Self {
            id: id.clone(),
            conversation: Arc::clone(conversation),
            scope: Arc::default(),
            lease: context.resources().cloned(),
            number,
        });
        let scope = Arc::clone(&functions.scope);
        let cancelled = context.on_cancel(move || {
            scope.end(Error::new(&errors::CANCELLED, "the caller cancelled"));
        });
        (functions, cancelled)
    }

    /// The request has ended: nobody waits for answers any longer.
    pub(super) fn end(&self) {
        self.scope.end(callback::call_ended());
        self.conversation.questions.forget(self.number);
    }

    fn message(&self, number: u64, function: u64, arguments: Vec<Value>) -> Result<Part, Error> {
        let arguments = Value::list(arguments);
        let arguments = match &self.lease {
            Some(lease) => lease.numbered(arguments)?,
            None => arguments,
        };
        let question = rpc::question(number, &self.id, function, arguments);
        Part::new(question, self.conversation.framing)
    }
}

impl Carrier for Functions {
    fn ask(&self, function: u64, arguments: Vec<Value>, answered: Answered) {
        let questions = &self.conversation.questions;
        let number = match questions.add(self.number, answered) {
            Ok(number) => number,
            Err(answered) => {
                let message = format!("{MAX_ASKED} questions to callbacks have no answer yet");
                return answered(Err(Error::new(&errors::CALLBACK, message)));
            }
        };
        match self.message(number, function, arguments) {
            Ok(part) => self.conversation.output.send(part.alone()),
            Err(error) => {
                if let Some(answered) = questions.take(number) {
                    answered(Err(error));
                }
            }
        }
    }

    fn scope(&self) -> &Arc<Scope> {
        &self.scope
    }
}

impl fmt::Debug for Functions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Functions({:?})", self.id)
    }
}
