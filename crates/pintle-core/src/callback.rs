//! Functions of the caller that a command may ask while it runs.

mod arguments;
mod carried;
mod reply;
mod scope;

use std::{fmt, future::Future, sync::Arc};

pub use arguments::CallbackArguments;
pub use carried::{Answered, Carrier, call_ended, threw, wrong_answer};
pub(crate) use carried::{Numbered, of_number};
pub use reply::{Answer, Fail};
pub use scope::{Asking, Scope};

use self::reply::Reply;
use crate::{
    Decode, Describe, Encode, Error,
    data::{Sink, Source},
    errors, pool,
    schema::{Defs, Schema},
};

/// A function of the caller, which a blocking or async command may ask from any thread, also many times
/// simultaneously, until the call ends.
///
/// It is a parameter, or a field of the options, and may be inside an `Option`. `A` is the tuple of what
/// the function takes, `R` what it returns: in TypeScript `(a: A, b: B) => R | Promise<R>`.
///
/// ```ignore
/// use pintle::{Callback, Error, command};
///
/// /// The sum of what `price` says of each name.
/// #[command(blocking)]
/// pub fn total(names: Vec<String>, price: Callback<(String,), f64>) -> Result<f64, Error> {
///     names.into_iter().map(|name| price.call((name,))).sum()
/// }
/// ```
pub struct Callback<A, R = ()>(Arc<dyn Function<A, R>>);

/// What a callback asks. Whatever carries functions implements it.
pub trait Function<A, R>: Send + Sync {
    /// Asks, without waiting for the answer.
    fn ask(&self, arguments: A, answer: Answer<R>);
    /// Whether this is the thread that answers, so that waiting here would never end.
    fn answers_here(&self) -> bool;
}

impl<A, R: Send + 'static> Callback<A, R> {
    /// A callback that asks `function`.
    pub fn new(function: Arc<dyn Function<A, R>>) -> Self {
        Self(function)
    }

    /// Calls the function and waits for what it returns, or for what its promise resolves to. A thread
    /// of the pool is not counted while it waits.
    ///
    /// # Errors
    /// `ERR_PINTLE_CALLBACK` if the function throws, rejects or returns what it may not, and once the call
    /// that it was passed to has ended; `ERR_PINTLE_CANCELLED` as soon as that is cancelled; those of an
    /// argument that cannot be written, such as NaN.
    pub fn call(&self, arguments: A) -> Result<R, Error> {
        if self.0.answers_here() {
            let message = "the callback would be called on the thread that waits for it";
            return Err(Error::new(&errors::CALLBACK, message));
        }
        let (reply, answer) = Reply::new();
        self.0.ask(arguments, answer);
        if pool::HAS_THREADS {
            return pool::while_waiting(|| reply.wait());
        }
        reply.take().unwrap_or_else(|| {
            let message = "a callback's promise cannot be carried by WebAssembly, where nothing can wait \
                           for it: return the value itself, or call the native command";
            Err(Error::new(&errors::NOT_CARRIED, message))
        })
    }

    /// Calls the function right away, and returns the future of its answer. Dropping that does not
    /// recall the function.
    ///
    /// # Errors
    /// As [`Callback::call`].
    pub fn call_async(
        &self,
        arguments: A,
    ) -> impl Future<Output = Result<R, Error>> + Send + 'static + use<A, R> {
        let (reply, answer) = Reply::new();
        self.0.ask(arguments, answer);
        reply
    }
}

impl<A, R> Clone for Callback<A, R> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<A, R> fmt::Debug for Callback<A, R> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Callback")
    }
}

impl<A: CallbackArguments, R: Describe> Describe for Callback<A, R> {
    fn schema(defs: &mut Defs) -> Schema {
        Schema::Callback {
            params: A::schemas(defs),
            result: Box::new(R::schema(defs)),
        }
    }
}

impl<A, R> Decode for Callback<A, R>
where
    A: CallbackArguments + Send + 'static,
    R: Decode + Send + 'static,
{
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        let function = source.callback();
        function.map_err(|fault| fault.expected("a function", source))
    }
}

/// A struct of options with a callback can be written as far as `#[derive(Data)]` is concerned; a callback cannot.
impl<A: CallbackArguments + 'static, R: Describe + 'static> Encode for Callback<A, R> {
    fn encode<K: Sink>(self, _: K) -> Result<K::Output, Error> {
        let message = "a callback cannot be carried by a result: a command can only take one";
        Err(Error::new(&errors::NOT_CARRIED, message))
    }
}

/// The error for a callback that came by a way that has no functions: `in JSON`, `over stdio`.
#[cold]
pub fn not_carried(way: &str) -> Error {
    let message = format!("a callback cannot be carried {way}: call the command directly");
    Error::new(&errors::NOT_CARRIED, message)
}

#[cfg(test)]
mod tests;
