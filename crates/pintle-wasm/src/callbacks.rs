//! Functions of JavaScript that a command calls. Everything runs on one thread, so a call is a call.

use std::{cell::RefCell, collections::HashMap, fmt, sync::Arc};

use js_sys::{Array, Function as JsFunction, Reflect};
use pintle_core::{
    Callback, Decode, Error,
    callback::{self, Answer, CallbackArguments, Function},
    errors,
};
use typed_arena::Arena;
use wasm_bindgen::{JsCast, JsValue};

use crate::{sink::JsSink, source::JsSource};

/// The functions that were passed to calls that have not ended, and what they threw.
#[derive(Default)]
struct Kept {
    last: u32,
    functions: HashMap<u32, JsFunction>,
    thrown: HashMap<u32, JsValue>,
}

thread_local! {
    static KEPT: RefCell<Kept> = RefCell::default();
}

/// The functions that are passed to one call; they are forgotten when it is dropped.
pub(crate) struct Scope(u32);

impl Scope {
    /// Begins a call.
    pub(crate) fn begin() -> Self {
        Self(KEPT.with_borrow(|kept| kept.last))
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        // Calls inside this one have ended before it.
        let ended = KEPT.with_borrow_mut(|kept| {
            let ended = kept.functions.extract_if(|number, _| *number > self.0);
            ended.collect::<Vec<_>>()
        });
        drop(ended);
    }
}

/// Keeps a function until its call ends.
pub(crate) fn keep<A, R>(function: &JsFunction) -> Callback<A, R>
where
    A: CallbackArguments + Send + 'static,
    R: Decode + Send + 'static,
{
    let number = KEPT.with_borrow_mut(|kept| {
        kept.last += 1;
        kept.functions.insert(kept.last, function.clone());
        kept.last
    });
    Callback::new(Arc::new(Number(number)))
}

/// The number of a function.
struct Number(u32);

impl<A: CallbackArguments, R: Decode> Function<A, R> for Number {
    fn ask(&self, arguments: A, answer: Answer<R>) {
        answer.give(call(self.0, arguments));
    }

    fn answers_here(&self) -> bool {
        false
    }
}

fn call<R: Decode>(number: u32, arguments: impl CallbackArguments) -> Result<R, Error> {
    let function = KEPT.with_borrow(|kept| kept.functions.get(&number).cloned());
    let function = function.ok_or_else(callback::call_ended)?;
    let arguments: Array = arguments.encode(JsSink)?.into_iter().collect();
    let value = function
        .apply(&JsValue::UNDEFINED, &arguments)
        .map_err(thrown)?;
    if is_promise(&value) {
        let message = "a callback's promise cannot be carried by WebAssembly, where nothing can wait for \
                       it: return the value itself, or call the native command";
        return Err(Error::new(&errors::NOT_CARRIED, message));
    }
    let arena = Arena::with_capacity(0);
    let source = JsSource {
        arena: &arena,
        value: &value,
    };
    R::decode(source).map_err(|error| callback::wrong_answer(&error.to_string()))
}

/// Whether it is a promise, or something like it.
fn is_promise(value: &JsValue) -> bool {
    let then = Reflect::get(value, &"then".into());
    value.is_object() && then.is_ok_and(|then| then.is_function())
}

/// What a function threw, until the last error that refers to it is dropped.
pub(crate) struct Thrown(u32);

impl Thrown {
    /// The value.
    pub(crate) fn value(&self) -> JsValue {
        let value = KEPT.with_borrow(|kept| kept.thrown.get(&self.0).cloned());
        value.unwrap_or(JsValue::UNDEFINED)
    }
}

impl Drop for Thrown {
    fn drop(&mut self) {
        let value = KEPT.try_with(|kept| kept.borrow_mut().thrown.remove(&self.0));
        drop(value);
    }
}

impl fmt::Debug for Thrown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Thrown({})", self.0)
    }
}

#[cold]
fn thrown(exception: JsValue) -> Error {
    let text = text_of(&exception);
    let error = callback::threw(&text);
    let number = KEPT.with_borrow_mut(|kept| {
        kept.last += 1;
        kept.thrown.insert(kept.last, exception);
        kept.last
    });
    error.with_origin(Arc::new(Thrown(number)))
}

/// What was thrown, in words. It may be anything.
fn text_of(thrown: &JsValue) -> String {
    #[wasm_bindgen::prelude::wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(catch, js_name = String)]
        fn text(value: &JsValue) -> Result<js_sys::JsString, JsValue>;
    }
    text(thrown).map_or_else(
        |_| "a value that cannot be a text".into(),
        |text| text.unchecked_ref::<js_sys::JsString>().into(),
    )
}
