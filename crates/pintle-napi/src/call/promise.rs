//! Promises: a blocking command runs on a thread of the pool, and its outcome settles a promise.

use std::{ptr, sync::Arc};

use napi::sys;
use pintle_core::{
    Context, Encode, Error, OnCancel,
    command::{AsyncCallable, BlockingCallable, Callable},
    data::Unwritten,
    errors, panic, pool, task,
};

use crate::{
    call::{
        arguments::Positional,
        caller,
        environment::Environment,
        mailbox::Mailbox,
        running::{controlled, release},
        throw::{exception, throw},
    },
    value::{
        functions::{Calling, Reading},
        javascript::{check, undefined},
        realm::Realm,
        sink::JsSink,
        taking::Taking,
    },
};

/// Starts a command on a thread of the pool and returns the promise of its result.
pub(crate) unsafe extern "C" fn start<C: BlockingCallable>(
    env: sys::napi_env,
    info: sys::napi_callback_info,
) -> sys::napi_value {
    let run = |decoded: C::Arguments<'_>, call: Call| {
        let owned = C::own(decoded);
        call.run(move |context| C::call_owned(owned, context).map(writer))
    };
    // SAFETY: this has the same conditions.
    unsafe { begin::<C>(env, info, run) }
}

/// Starts an `async fn`, which holds no thread while it waits, and returns the promise of its result.
pub(crate) unsafe extern "C" fn start_async<C: AsyncCallable>(
    env: sys::napi_env,
    info: sys::napi_callback_info,
) -> sys::napi_value {
    let spawn = |decoded: C::Arguments<'_>, Call { context, settle }: Call| {
        let future = C::future(C::own(decoded), context.clone());
        let done = |outcome: Result<C::Output, Error>| settle.send(outcome.map(writer));
        task::spawn(context, future, done)
    };
    // SAFETY: this has the same conditions.
    unsafe { begin::<C>(env, info, spawn) }
}

/// Reads the arguments of a call, starts it, and returns its promise.
///
/// # Safety
/// Node runs the callback with this `info`, and created it with a `CallbackData` as its data.
unsafe fn begin<C: Callable>(
    env: sys::napi_env,
    info: sys::napi_callback_info,
    start: impl FnOnce(C::Arguments<'_>, Call) -> pool::Ticket,
) -> sys::napi_value {
    // SAFETY: the caller promises it.
    let arguments = unsafe { Positional::read(env, info, C::NAMES.len(), 1) }.taking();
    let data = arguments.data;
    // SAFETY: the environment outlives every call into it.
    let environment = unsafe { &*data.environment };
    let control = arguments.leading(0).id();
    let started = panic::catch(|| {
        let reading = Reading::begin(env, &environment.realm.functions, true);
        let taking = Taking::begin(&environment.realm);
        let decoded = C::decode(&arguments)?;
        let context = caller::context(&environment.realm, C::EFFECTS, C::variables(&decoded))?;
        taking.take()?;
        let calling = reading.end();
        let asked = Asked {
            control,
            context,
            calling,
            method: data.method,
        };
        promise(environment, asked, |call| start(decoded, call))
    });
    started.unwrap_or_else(|error| {
        release(environment, control);
        throw(environment, &error.of_command(data.method))
    })
}

/// Makes a promise.
pub(crate) fn create(environment: &Environment) -> Result<(Deferred, sys::napi_value), Error> {
    let (mut deferred, mut promise) = (ptr::null_mut(), ptr::null_mut());
    // SAFETY: the results are valid for writes.
    let status =
        unsafe { sys::napi_create_promise(environment.env(), &raw mut deferred, &raw mut promise) };
    check(status, "napi_create_promise")?;
    Ok((Deferred(deferred), promise))
}

/// Runs `work` on a thread of the pool and returns the promise of what it writes.
pub(crate) fn run<W>(
    environment: &Environment,
    control: Option<u32>,
    context: Context,
    method: &'static str,
    work: impl FnOnce(&Context) -> Result<W, Error> + Send + 'static,
) -> Result<sys::napi_value, Error>
where
    W: FnOnce(JsSink<'_>) -> Result<sys::napi_value, Error> + Send + 'static,
{
    let asked = Asked {
        control,
        context,
        calling: None,
        method,
    };
    promise(environment, asked, |call| call.run(work))
}

/// Returns the promise of a call that `start` starts. If it is cancelled before there is a thread for
/// it, it does not wait for one.
fn promise(
    environment: &Environment,
    asked: Asked,
    start: impl FnOnce(Call) -> pool::Ticket,
) -> Result<sys::napi_value, Error> {
    let Asked {
        control,
        context,
        calling,
        method,
    } = asked;
    let env = environment.env();
    let (deferred, promise) = create(environment)?;
    let context = controlled(environment, control, context);
    environment.inbox.begin(env);
    let callbacks = calling.map(|calling| Callbacks::until_cancelled(calling, &context));
    let settle = Settle {
        mailbox: Arc::clone(&environment.inbox.mailbox),
        deferred,
        control,
        callbacks,
        method,
    };
    let ticket = start(Call { context, settle });
    if let Some(number) = control {
        environment.controls.borrow_mut().queued(number, ticket);
    }
    Ok(promise)
}

/// What JavaScript asks for.
struct Asked {
    control: Option<u32>,
    context: Context,
    /// The functions among its arguments.
    calling: Option<Arc<Calling<Realm>>>,
    method: &'static str,
}

/// A call whose promise JavaScript has.
struct Call {
    context: Context,
    settle: Settle,
}

impl Call {
    /// Runs `work` on a thread of the pool.
    fn run<W>(
        self,
        work: impl FnOnce(&Context) -> Result<W, Error> + Send + 'static,
    ) -> pool::Ticket
    where
        W: FnOnce(JsSink<'_>) -> Result<sys::napi_value, Error> + Send + 'static,
    {
        let Self { context, settle } = self;
        pool::spawn(move || {
            let outcome = panic::catch(|| {
                context.check()?;
                work(&context)
            });
            drop(context);
            settle.send(outcome);
        })
    }
}

/// How the promise of a call is settled, from any thread.
struct Settle {
    mailbox: Arc<Mailbox<Environment>>,
    deferred: Deferred,
    control: Option<u32>,
    callbacks: Option<Callbacks>,
    method: &'static str,
}

/// The functions that a call may call, until it ends.
struct Callbacks {
    calling: Arc<Calling<Realm>>,
    /// Ends what waits for one when the call is cancelled.
    _cancelled: OnCancel,
}

impl Callbacks {
    fn until_cancelled(calling: Arc<Calling<Realm>>, context: &Context) -> Self {
        let cancelled = Arc::clone(&calling);
        let cancelled = context.on_cancel(move || {
            cancelled.end(Error::new(&errors::CANCELLED, "the caller cancelled"));
        });
        Self {
            calling,
            _cancelled: cancelled,
        }
    }

    /// Nothing is called from now on.
    fn end(self) -> Arc<Calling<Realm>> {
        self.calling.end_with_call();
        self.calling
    }
}

impl Settle {
    fn send<W>(self, outcome: Result<W, Error>)
    where
        W: FnOnce(JsSink<'_>) -> Result<sys::napi_value, Error> + Send + 'static,
    {
        let Self {
            mailbox,
            deferred,
            control,
            callbacks,
            method,
        } = self;
        let ended = callbacks.map(Callbacks::end);
        mailbox.send(Box::new(move |environment| {
            environment.inbox.finish(environment.env());
            environment.realm.turn.end();
            release(environment, control);
            if let Some(calling) = ended {
                environment
                    .realm
                    .functions
                    .close(environment.env(), &calling);
            }
            deferred.settle(environment, outcome, method);
        }));
    }
}

/// What writes a result.
fn writer<T: Encode>(output: T) -> impl FnOnce(JsSink<'_>) -> Result<sys::napi_value, Error> {
    let output = Unwritten::new(output);
    move |sink| output.write(sink)
}

/// The other end of a promise.
pub(crate) struct Deferred(sys::napi_deferred);

// SAFETY: it is only used on the thread that created it; others only pass it on.
unsafe impl Send for Deferred {}

impl Deferred {
    pub(crate) fn settle<W>(
        self,
        environment: &Environment,
        outcome: Result<W, Error>,
        method: &str,
    ) where
        W: FnOnce(JsSink<'_>) -> Result<sys::napi_value, Error>,
    {
        let env = environment.env();
        let value = outcome.and_then(|write| panic::catch(|| write(environment.sink())));
        // SAFETY: values are of the current scope, and a promise is settled once.
        unsafe {
            match value {
                Ok(value) => {
                    sys::napi_resolve_deferred(env, self.0, value);
                }
                Err(error) => {
                    let error = error.of_command(method);
                    let reason = exception(environment, &error).or_else(|_| undefined(env));
                    sys::napi_reject_deferred(env, self.0, reason.unwrap_or(ptr::null_mut()));
                }
            }
        }
    }
}
