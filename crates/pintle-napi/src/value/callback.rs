//! A function of JavaScript as a callback, which a command asks from any thread.

use std::{ffi::c_void, ptr, sync::Arc, thread};

use napi::sys;
use pintle_core::{
    Callback, Error,
    callback::{self, Answer, Asking, CallbackArguments, Function},
    data::{Fault, Sink},
    panic,
};

use crate::value::{
    functions::Calling,
    javascript::{make, reference, referenced, undefined},
    realm::Realm,
    sink::JsSink,
    text, thrown,
};

/// Reads an answer.
pub(super) type Read<R> = fn(&Realm, sys::napi_value) -> Result<R, Error>;

/// Keeps a function until its call ends.
pub(super) fn keep<A, R>(
    realm: &Realm,
    function: sys::napi_value,
    read: Read<R>,
) -> Result<Callback<A, R>, Fault>
where
    A: CallbackArguments + Send + 'static,
    R: Send + 'static,
{
    let (env, functions) = (realm.env, &realm.functions);
    let refused = || callback::not_carried("in a call that its thread waits for");
    if !functions.are_allowed() {
        return Err(refused().into());
    }
    let arguments = [function, referenced(env, functions.take_answer.get())?];
    let prepare = referenced(env, functions.prepare.get())?;
    let prepared = make!(napi_call_function(
        env,
        undefined(env)?,
        prepare,
        arguments.len(),
        arguments.as_ptr()
    ));
    let prepared = reference(env, prepared.map_err(|error| realm.thrown(error))?)?;
    let (calling, index) = functions.keep(prepared).ok_or_else(refused)?;
    Ok(Callback::new(Arc::new(JsFunction {
        calling,
        index,
        read,
    })))
}

/// One of a call's functions, as other threads have it.
struct JsFunction<R> {
    calling: Arc<Calling<Realm>>,
    index: usize,
    read: Read<R>,
}

impl<A, R> Function<A, R> for JsFunction<R>
where
    A: CallbackArguments + Send + 'static,
    R: Send + 'static,
{
    fn ask(&self, arguments: A, answer: Answer<R>) {
        let Self {
            calling,
            index,
            read,
        } = self;
        let asking = match calling.scope.ask(&answer) {
            Ok(asking) => asking,
            Err(error) => return answer.give(Err(error)),
        };
        let question = Question {
            call: calling.number,
            index: *index,
            read: *read,
            answer,
            asking,
        };
        (calling.post)(Box::new(move |realm| question.ask(realm, arguments)));
    }

    fn answers_here(&self) -> bool {
        thread::current().id() == self.calling.thread
    }
}

/// A question to one of a call's functions.
struct Question<R> {
    call: u32,
    index: usize,
    read: Read<R>,
    answer: Answer<R>,
    asking: Asking,
}

impl<R: Send + 'static> Question<R> {
    /// Calls the function, on its thread.
    fn ask(self, realm: &Realm, arguments: impl CallbackArguments) {
        if self.answer.is_given() {
            return; // Nobody waits any longer.
        }
        let (env, sink, functions) = (realm.env, JsSink(realm), &realm.functions);
        let prepared = panic::catch(|| {
            let function = referenced(env, functions.get(self.call, self.index)?)?;
            Ok((function, arguments.encode(sink)?))
        });
        let (function, arguments) = match prepared {
            Ok(prepared) => prepared,
            Err(error) => return self.answer.give(Err(error)),
        };
        let number = functions.expect(
            self.call,
            Box::new(move |realm, value| {
                self.settle(realm, value);
            }),
        );
        let called = (|| {
            let mut values = vec![sink.number(f64::from(number))?];
            values.extend(arguments);
            make!(napi_call_function(
                env,
                undefined(env)?,
                function,
                values.len(),
                values.as_ptr()
            ))
        })();
        if let Err(error) = called {
            // It catches everything, so JavaScript is ending on this thread.
            let _ = make!(napi_get_and_clear_last_exception(env));
            functions.settle(realm, number, Err(error));
        }
    }

    fn settle(self, realm: &Realm, value: Result<sys::napi_value, Error>) {
        let Self {
            read,
            answer,
            asking,
            ..
        } = self;
        answer.give(value.and_then(|value| {
            panic::catch(|| read(realm, value)).map_err(|error| {
                realm.thrown.set(ptr::null_mut()); // A getter's exception is not this call's.
                callback::wrong_answer(&error.to_string())
            })
        }));
        drop(asking);
    }
}

/// `takeAnswer(number, isReturned, value, text): void`, which `lib/client/callback.ts` calls with what a
/// function has returned, or has thrown and what that is in words.
pub(crate) unsafe extern "C" fn take_answer(
    env: sys::napi_env,
    info: sys::napi_callback_info,
) -> sys::napi_value {
    let mut values = [ptr::null_mut(); 4];
    let mut passed = values.len();
    let mut data: *mut c_void = ptr::null_mut();
    let (mut number, mut is_returned) = (0, false);
    // SAFETY: there is room for `passed` values, `info` is of the running callback, and the results are
    // valid for writes.
    unsafe {
        sys::napi_get_cb_info(
            env,
            info,
            &raw mut passed,
            values.as_mut_ptr(),
            ptr::null_mut(),
            &raw mut data,
        );
        sys::napi_get_value_uint32(env, values[0], &raw mut number);
        sys::napi_get_value_bool(env, values[1], &raw mut is_returned);
    }
    let [_, _, value, text] = values;
    // SAFETY: the callback was created with a `Realm`, which outlives every call.
    let realm = unsafe { &*data.cast::<Realm>() };
    panic::contain(|| {
        let outcome = if is_returned {
            Ok(value)
        } else {
            let text = text::lossy(env, text).unwrap_or_default();
            Err(thrown::error(realm, value, &text))
        };
        realm.functions.settle(realm, number, outcome);
    });
    ptr::null_mut()
}
