//! Streams out of commands: a command runs on threads of the pool, and JavaScript takes what it has
//! sent in batches. They are written on JavaScript's thread, when they are asked for.

use std::sync::{Arc, Mutex};

use napi::sys;
use pintle_core::{
    Context, Error,
    command::{AsyncCallable, BlockingCallable, Callable},
    data::Sink,
    panic, pool,
    stream::{Queue, Target},
    task,
};

use crate::{
    call::{
        arguments::Positional,
        caller,
        environment::Environment,
        feed::Feed,
        handles::hold,
        promise::{self, Deferred},
        running,
        streaming::{Batch, Start, Streaming, Write},
        throw::throw,
    },
    value::{functions::Reading, javascript::undefined, sink::JsSink, taking::Taking},
};

/// Reads the arguments of a command with an output, and returns the handle to its stream.
pub(crate) unsafe extern "C" fn open<C: BlockingCallable>(
    env: sys::napi_env,
    info: sys::napi_callback_info,
) -> sys::napi_value {
    let start = |decoded: C::Arguments<'_>, context: Context, end: End<C::Item>| -> Start {
        let owned = C::own(decoded);
        Box::new(move || {
            pool::spawn(move || {
                let outcome = panic::catch(|| {
                    context.check()?;
                    C::call_owned(owned, &context).map(drop)
                });
                drop(context);
                end.send(outcome);
            })
        })
    };
    // SAFETY: this has the same conditions.
    unsafe { begin::<C>(env, info, start) }
}

/// The same for an `async fn`, which holds no thread while it waits.
pub(crate) unsafe extern "C" fn open_async<C: AsyncCallable>(
    env: sys::napi_env,
    info: sys::napi_callback_info,
) -> sys::napi_value {
    let start = |decoded: C::Arguments<'_>, context: Context, end: End<C::Item>| -> Start {
        let owned = C::own(decoded);
        Box::new(move || {
            let future = C::future(owned, context.clone());
            task::spawn(context, future, |outcome| end.send(outcome.map(drop)))
        })
    };
    // SAFETY: this has the same conditions.
    unsafe { begin::<C>(env, info, start) }
}

/// Reads the arguments of a command, which `start` can start then, and makes its stream.
///
/// # Safety
/// Node runs the callback with this `info`, and created it with a `CallbackData` as its data.
unsafe fn begin<C: Callable>(
    env: sys::napi_env,
    info: sys::napi_callback_info,
    start: impl FnOnce(C::Arguments<'_>, Context, End<C::Item>) -> Start,
) -> sys::napi_value {
    // SAFETY: the caller promises it.
    let arguments = unsafe { Positional::read(env, info, C::NAMES.len(), 1) }.taking();
    let data = arguments.data;
    // SAFETY: the environment outlives every call into it.
    let environment = unsafe { &*data.environment };
    let control = arguments.leading(0).id();
    let opened = panic::catch(|| {
        // A stream has no moment at which its functions are let go.
        let _reading = Reading::begin(env, &environment.realm.functions, false);
        let taking = Taking::begin(&environment.realm);
        let decoded = C::decode(&arguments)?;
        let context = caller::context(&environment.realm, C::EFFECTS, C::variables(&decoded))?;
        taking.take()?;
        let (token, with_call) = running::token(environment, control).child();
        let queue = Arc::new(Queue::<C::Item>::default());
        let context = running::controlled(environment, control, context)
            .with_cancel(token.clone())
            .with_output(Some(Target::caller(Arc::clone(&queue))));
        let end = End {
            items: Arc::clone(&queue),
            method: data.method,
        };
        let streaming = Streaming {
            method: data.method,
            control,
            token,
            _with_call: with_call,
            release: Mutex::new(control.map(|_| release(environment, control))),
            start: Mutex::new(Some(start(decoded, context, end))),
            leaving: Mutex::default(),
            items: queue,
        };
        hold(environment, streaming)
    });
    opened.unwrap_or_else(|error| {
        running::release(environment, control);
        throw(environment, &error.of_command(data.method))
    })
}

/// Where the end of a command is sent, after its items.
struct End<T> {
    items: Arc<Queue<T>>,
    method: &'static str,
}

impl<T> End<T> {
    fn send(self, outcome: Result<(), Error>) {
        let Self { items, method } = self;
        items.end(outcome.map_err(|error| error.of_command(method)));
    }
}

/// Returns the promise of the next batch, or of `undefined` after the last one.
pub(crate) fn pull(
    environment: &Environment,
    streaming: Arc<Streaming>,
    columns: bool,
) -> Result<sys::napi_value, Error> {
    let (deferred, promise) = promise::create(environment)?;
    streaming.start();
    environment.inbox.begin(environment.env());
    wait(environment, streaming, columns, deferred);
    Ok(promise)
}

/// Returns the promise that there is room for another item in an input; of `false` when nobody takes
/// any.
pub(crate) fn room(environment: &Environment, feed: Arc<Feed>) -> Result<sys::napi_value, Error> {
    let (deferred, promise) = promise::create(environment)?;
    let left = feed.left();
    let mailbox = Arc::clone(&environment.inbox.mailbox);
    feed.when_room(Box::new(move || {
        mailbox.send(Box::new(move |environment| {
            let has_room = !left();
            let write = move |sink: JsSink<'_>| sink.bool(has_room);
            deferred.settle(environment, Ok(write), "");
        }));
    }));
    Ok(promise)
}

/// Settles the promise when there is something to take. That takes a turn of the event loop even if
/// there is something now: others must get theirs while a stream is read, and progress was sent first.
fn wait(environment: &Environment, streaming: Arc<Streaming>, columns: bool, deferred: Deferred) {
    let items = Arc::clone(&streaming.items);
    let mailbox = Arc::clone(&environment.inbox.mailbox);
    items.when_ready(Box::new(move || {
        mailbox.send(Box::new(move |environment| {
            settle(environment, streaming, columns, deferred);
        }));
    }));
}

fn settle(environment: &Environment, streaming: Arc<Streaming>, columns: bool, deferred: Deferred) {
    let Streaming {
        method, control, ..
    } = *streaming;
    let outcome: Result<Write, Error> = match streaming.items.take(columns) {
        Batch::Nothing => return wait(environment, streaming, columns, deferred),
        Batch::Items(write) => Ok(write),
        Batch::End(outcome) => {
            running::release(environment, control);
            outcome.map(|()| -> Write { Box::new(|sink| undefined(sink.0.env)) })
        }
    };
    environment.inbox.finish(environment.env());
    deferred.settle(environment, outcome, method);
}

/// Closes the control of a stream that was dropped.
fn release(environment: &Environment, control: Option<u32>) -> pool::Job {
    let mailbox = Arc::clone(&environment.inbox.mailbox);
    Box::new(move || {
        mailbox.send(Box::new(move |environment| {
            running::release(environment, control);
        }));
    })
}
