//! Promises: a blocking command runs on a thread of the pool, and its outcome settles a promise.

use std::{
    ptr,
    sync::{Arc, Mutex, PoisonError},
};

use napi::sys;
use pintle_core::{
    Context, Error, Progress, command::BlockingCallable, data::Unwritten, panic, pool,
};

use crate::{
    call::{
        arguments::Positional,
        caller,
        environment::Environment,
        throw::{exception, throw},
    },
    value::{
        javascript::{check, make, referenced, undefined},
        sink::JsSink,
    },
};

/// Starts a command on a thread of the pool and returns the promise of its result.
pub(crate) unsafe extern "C" fn start<C: BlockingCallable>(
    env: sys::napi_env,
    info: sys::napi_callback_info,
) -> sys::napi_value {
    // SAFETY: Node runs this callback, which was created with a `CallbackData` as its data.
    let arguments = unsafe { Positional::read(env, info, C::NAMES.len(), 1) };
    let data = arguments.data;
    // SAFETY: the environment outlives every call into it.
    let environment = unsafe { &*data.environment };
    let control = arguments.leading(0).id();
    let read = panic::catch(|| {
        let decoded = C::decode(&arguments)?;
        let context = caller::context(&environment.realm, C::EFFECTS, C::variables(&decoded))?;
        Ok((context, C::own(decoded)))
    });
    let started = read.and_then(|(context, owned)| {
        run(environment, control, context, data.method, move |context| {
            let output = Unwritten::new(C::call_owned(owned, context)?);
            Ok(move |sink: JsSink<'_>| output.write(sink))
        })
    });
    started.unwrap_or_else(|error| {
        release(environment, control);
        throw(environment, &error.of_command(data.method))
    })
}

/// Runs `work` on a thread of the pool and returns the promise of what it writes. If it is
/// cancelled before there is a thread for it, it does not wait for one.
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
    let env = environment.env();
    let (mut deferred, mut promise) = (ptr::null_mut(), ptr::null_mut());
    // SAFETY: the results are valid for writes.
    let status = unsafe { sys::napi_create_promise(env, &raw mut deferred, &raw mut promise) };
    check(status, "napi_create_promise")?;
    let deferred = Deferred(deferred);
    let context = controlled(environment, control, context);
    let mailbox = Arc::clone(&environment.inbox.mailbox);
    environment.inbox.begin(env);
    let ticket = pool::spawn(move || {
        let outcome = panic::catch(|| {
            context.check()?;
            work(&context)
        });
        let outcome = outcome.map_err(|error| error.of_command(method));
        drop(context);
        mailbox.send(Box::new(move |environment| {
            environment.inbox.finish(environment.env());
            environment.realm.turn.end();
            release(environment, control);
            deferred.settle(environment, outcome, method);
        }));
    });
    if let Some(number) = control {
        environment.controls.borrow_mut().queued(number, ticket);
    }
    Ok(promise)
}

/// The context of a call: cancelled with its thread, or through its control.
fn controlled(environment: &Environment, control: Option<u32>, context: Context) -> Context {
    let controls = environment.controls.borrow();
    let Some((number, control)) = control.and_then(|n| Some((n, controls.get(n)?))) else {
        return context.with_cancel(environment.cancel.clone());
    };
    let context = context.with_cancel(control.token.clone());
    if control.on_progress.is_null() {
        return context;
    }
    let mailbox = Arc::clone(&environment.inbox.mailbox);
    let latest = Arc::new(Mutex::new(None));
    context.with_progress(Some(Arc::new(move |progress: Progress| {
        // A fast command must not fill the queue: only its latest state is worth reporting, unless
        // it has a detail each time.
        if progress.detail.is_some() {
            mailbox.send(Box::new(move |environment| {
                report(environment, number, progress);
            }));
        } else if latest
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .replace(progress)
            .is_none()
        {
            let latest = Arc::clone(&latest);
            mailbox.send(Box::new(move |environment| {
                let progress = latest.lock().unwrap_or_else(PoisonError::into_inner).take();
                if let Some(progress) = progress {
                    report(environment, number, progress);
                }
            }));
        }
    })))
}

/// Calls the caller's `onProgress`.
fn report(environment: &Environment, number: u32, progress: Progress) {
    let env = environment.env();
    let listener = environment
        .controls
        .borrow()
        .get(number)
        .map(|control| control.on_progress);
    let Some(listener) = listener else { return };
    let called = (|| {
        let argument = progress.write(environment.sink())?;
        let listener = referenced(env, listener)?;
        let this = undefined(env)?;
        let arguments = [argument];
        make!(napi_call_function(
            env,
            this,
            listener,
            1,
            arguments.as_ptr()
        ))
    })();
    if called.is_err() {
        // What the listener threw is uncaught, as in an event handler.
        if let Ok(exception) = make!(napi_get_and_clear_last_exception(env)) {
            // SAFETY: the exception is of the current scope.
            unsafe { sys::napi_fatal_exception(env, exception) };
        }
    }
}

/// Closes the control of a call that has ended.
pub(crate) fn release(environment: &Environment, control: Option<u32>) {
    let closed = control.and_then(|number| environment.controls.borrow_mut().close(number));
    if let Some(control) = closed
        && !control.on_progress.is_null()
    {
        // SAFETY: the reference was made by `createControl` and is deleted once.
        unsafe { sys::napi_delete_reference(environment.env(), control.on_progress) };
    }
}

/// The other end of a promise.
struct Deferred(sys::napi_deferred);

// SAFETY: it is only used on the thread that created it; others only pass it on.
unsafe impl Send for Deferred {}

impl Deferred {
    fn settle<W>(self, environment: &Environment, outcome: Result<W, Error>, method: &str)
    where
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
