//! Memory that JavaScript gives up with `transfer`: it is copied, as all memory is here, and detached once all
//! arguments are accepted.

use std::{cell::RefCell, mem};

use js_sys::Array;
use pintle_core::{Error, data::Fault, errors};
use wasm_bindgen::JsValue;

use crate::js_host;

thread_local! {
    /// What the arguments that are being read have of it, if they are those of a call that takes it.
    static GIVEN: RefCell<Option<Array>> = const { RefCell::new(None) };
}

/// While the arguments of a call are read.
pub(crate) struct Taking(Option<Array>);

impl Taking {
    /// Begins to read the arguments of a call, which may take what it is given.
    pub(crate) fn begin(takes: bool) -> Self {
        Self(GIVEN.replace(takes.then(Array::new)))
    }

    /// Takes what was given, once all arguments are accepted.
    pub(crate) fn take(self) {
        let given = GIVEN.take();
        drop(self); // Whoever was reading before goes on.
        if let Some(given) = given
            && given.length() > 0
        {
            js_host::take_given(&given);
        }
    }
}

impl Drop for Taking {
    fn drop(&mut self) {
        GIVEN.set(mem::take(&mut self.0));
    }
}

/// Remembers that the memory of a view is to be taken, if it was given.
pub(crate) fn note(view: &JsValue) -> Result<(), Fault> {
    let Some(given) = GIVEN.with_borrow(Clone::clone) else {
        return Ok(());
    };
    let answer = js_host::is_given(view, &given);
    if let Some(problem) = answer.as_string() {
        return Err(Error::new(&errors::INVALID_VALUE, problem).into());
    }
    if answer.is_truthy() {
        given.push(view);
    }
    Ok(())
}
