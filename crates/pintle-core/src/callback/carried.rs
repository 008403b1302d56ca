//! Callbacks of callers that only JSON reaches: to such a caller, a callback is a number.

use std::{cell::RefCell, sync::Arc};

use super::{Answer, Callback, CallbackArguments, Function, Scope};
use crate::{
    Decode, Error, Value,
    data::{Fault, ValueSink},
    errors, panic,
    resource::whole,
};

/// What takes the answer to a question.
pub type Answered = Box<dyn FnOnce(Result<Value, Error>) + Send>;

/// Carries the questions of one call to its caller.
pub trait Carrier: Send + Sync {
    /// Asks the function of that number, without waiting for the answer.
    fn ask(&self, function: u64, arguments: Vec<Value>, answered: Answered);
    /// Ends the questions with the call.
    fn scope(&self) -> &Arc<Scope>;
}

thread_local! {
    /// What carries the questions of the call whose parameters are read on this thread.
    static CURRENT: RefCell<Option<Arc<dyn Carrier>>> = const { RefCell::new(None) };
}

/// While the parameters of a call are read whose numbers are functions where a callback is expected.
pub(crate) struct Numbered(Option<Arc<dyn Carrier>>);

impl Numbered {
    /// Begins; without a carrier, numbers are only numbers.
    pub(crate) fn begin(carrier: Option<&Arc<dyn Carrier>>) -> Self {
        Self(CURRENT.replace(carrier.cloned()))
    }
}

impl Drop for Numbered {
    fn drop(&mut self) {
        CURRENT.set(self.0.take());
    }
}

/// The callback that a number is on this thread, if anything is.
pub(crate) fn of_number<A, R>(number: Option<f64>) -> Result<Callback<A, R>, Fault>
where
    A: CallbackArguments + Send + 'static,
    R: Decode + Send + 'static,
{
    let Some(carrier) = CURRENT.with_borrow(Clone::clone) else {
        return Err(super::not_carried("in JSON").into());
    };
    let function = number.and_then(whole).ok_or(Fault::WrongType)?;
    Ok(Callback::new(Arc::new(Carried { carrier, function })))
}

/// A function of the caller.
struct Carried {
    carrier: Arc<dyn Carrier>,
    function: u64,
}

impl<A, R> Function<A, R> for Carried
where
    A: CallbackArguments + Send + 'static,
    R: Decode + Send + 'static,
{
    fn ask(&self, arguments: A, answer: Answer<R>) {
        let asking = match self.carrier.scope().ask(&answer) {
            Ok(asking) => asking,
            Err(error) => return answer.give(Err(error)),
        };
        let arguments = match arguments.encode(ValueSink) {
            Ok(arguments) => arguments,
            Err(error) => return answer.give(Err(error)),
        };
        let answered = move |outcome: Result<Value, Error>| {
            answer.give(outcome.and_then(|value| {
                let read = panic::catch(|| R::decode(value.view()));
                read.map_err(|error| wrong_answer(&error.to_string()))
            }));
            drop(asking);
        };
        self.carrier
            .ask(self.function, arguments, Box::new(answered));
    }

    fn answers_here(&self) -> bool {
        false
    }
}

/// The error for an answer that the callback may not give, with what is wrong with it.
#[cold]
pub fn wrong_answer(what: &str) -> Error {
    let message = format!("the callback returned a wrong value: {what}");
    Error::new(&errors::CALLBACK, message).caused_by(what)
}

/// The error for a callback that threw, with that in words.
#[cold]
pub fn threw(text: &str) -> Error {
    let message = format!("the callback threw: {text}");
    Error::new(&errors::CALLBACK, message).caused_by(text)
}

/// The error once the call has ended that a callback was passed to.
#[cold]
pub fn call_ended() -> Error {
    let message = "the call that the callback was passed to has ended";
    Error::new(&errors::CALLBACK, message)
}
