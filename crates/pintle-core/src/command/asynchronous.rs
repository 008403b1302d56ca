//! Commands that are `async fn`s.

use std::{future::Future, pin::Pin};

use super::{CallError, Callable, Mode, Params};
use crate::{Context, Encode, Error, Value, data::ValueSink};

/// A command whose function is asynchronous: it holds no thread while it waits.
pub trait AsyncCallable: Callable {
    /// The arguments.
    type Owned: Send + 'static;

    /// The arguments, which have no lifetime.
    fn own(arguments: Self::Arguments<'_>) -> Self::Owned;
    /// The function's future, which owns its context. Dropping it cancels the call.
    fn future(
        arguments: Self::Owned,
        context: Context,
    ) -> impl Future<Output = Result<Self::Output, Error>> + Send + 'static;
}

/// Waits without a thread.
#[derive(Debug)]
pub struct Asynchronous;

impl Mode for Asynchronous {
    const BLOCKING: bool = true;
}

/// A call that has begun; what it returns.
pub type Begun = Pin<Box<dyn Future<Output = Result<Value, Error>> + Send>>;

/// Begins a call by name.
pub type Begin = fn(&Params<'_>, Context) -> Result<Begun, CallError>;

/// Begins a call by name; called by generated code.
///
/// # Errors
/// Those of reading the parameters.
pub fn begin<C: AsyncCallable>(params: &Params<'_>, context: Context) -> Result<Begun, CallError> {
    let arguments = C::decode(params).map_err(CallError::Arguments)?;
    let future = C::future(C::own(arguments), context);
    Ok(Box::pin(async move { future.await?.encode(ValueSink) }))
}
