//! Memory that JavaScript has given to a call with `transfer`, which lends it to its function without a copy.
//!
//! While arguments are read, what they have of it is only looked at. Once all are accepted, one call of
//! `lib/bytes/transfer.ts` moves it into buffers that no other JavaScript can reach, so nobody writes what the
//! function reads. The buffers are kept until their calls have ended.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    ptr,
    sync::{Arc, OnceLock},
};

use napi::sys;
use pintle_core::{Error, errors};

use crate::value::{
    columns,
    javascript::{call, check, make, reference, referenced, undefined},
    loans::{Loans, Place},
    text,
};

/// The memory that was given to calls on one JavaScript thread.
pub(crate) struct Moves {
    /// Whether a view was given, and can be moved, or what is wrong with it; null until it is set.
    pub(crate) is_given: Cell<sys::napi_ref>,
    /// Moves the memory of all views of a list, and returns views of it as it is then; null until it is set.
    pub(crate) take: Cell<sys::napi_ref>,
    /// What the arguments that are being read have of it.
    pub(super) given: RefCell<Vec<Given>>,
    last: Cell<u32>,
    /// Views of the memory that calls have, by number.
    held: RefCell<HashMap<u32, Kept>>,
    pub(crate) loans: Arc<Loans>,
}

/// A view whose memory is to be taken.
pub(super) struct Given {
    pub(super) view: Kept,
    pub(super) how: How,
}

/// How memory is taken.
pub(super) enum How {
    /// It was copied, or its owner keeps it, so its buffer is only detached. It is one of these if it is that
    /// of a result.
    Detach { is_result: bool },
    /// It is moved to where a call borrows it.
    Move(Borrower),
}

pub(super) struct Borrower {
    pub(super) number: u32,
    pub(super) kind: sys::napi_typedarray_type,
    /// Filled in when it has been moved.
    pub(super) place: Arc<OnceLock<Place>>,
}

/// A value that outlives the current scope.
pub(super) struct Kept {
    env: sys::napi_env,
    reference: sys::napi_ref,
}

impl Kept {
    fn new(env: sys::napi_env, value: sys::napi_value) -> Result<Self, Error> {
        let reference = reference(env, value)?;
        Ok(Self { env, reference })
    }

    pub(super) fn value(&self) -> Result<sys::napi_value, Error> {
        referenced(self.env, self.reference)
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        // SAFETY: the reference was made by `new`, and the environment has not ended.
        unsafe { sys::napi_delete_reference(self.env, self.reference) };
    }
}

impl Moves {
    pub(crate) fn new() -> Self {
        Self {
            is_given: Cell::new(ptr::null_mut()),
            take: Cell::new(ptr::null_mut()),
            given: RefCell::default(),
            last: Cell::new(0),
            held: RefCell::default(),
            loans: Arc::default(),
        }
    }

    /// A number that no running call has.
    pub(super) fn next(&self) -> u32 {
        self.last.set(self.last.get().wrapping_add(1));
        self.last.get()
    }

    pub(super) fn add(
        &self,
        env: sys::napi_env,
        view: sys::napi_value,
        how: How,
    ) -> Result<(), Error> {
        let view = Kept::new(env, view)?;
        self.given.borrow_mut().push(Given { view, how });
        Ok(())
    }

    /// Moves the memory of views, and keeps that which calls borrow.
    pub(super) fn move_all(&self, env: sys::napi_env, given: Vec<Given>) -> Result<(), Error> {
        let moved = call(env, self.take.get(), [views(env, &given)?]);
        let moved = moved.map_err(|_| cannot_move(env))?;
        for (index, one) in (0..).zip(given) {
            let view = make!(napi_get_element(env, moved, index))?;
            let How::Move(borrower) = one.how else {
                free(env, view)?;
                continue;
            };
            let memory = columns::memory(env, view, borrower.kind).map_err(|_| cannot_move(env))?;
            let _ = borrower.place.set(Place::new(memory));
            let view = Kept::new(env, view)?;
            self.held.borrow_mut().insert(borrower.number, view);
        }
        Ok(())
    }

    /// Frees what calls have returned.
    pub(crate) fn free_returned(&self, env: sys::napi_env) {
        for number in self.loans.returned() {
            let view = self.held.borrow_mut().remove(&number);
            if let Some(view) = view {
                let _ = view.value().and_then(|view| free(env, view));
            }
        }
    }
}

/// Frees the memory of a view now; the garbage collector would take its time.
pub(super) fn free(env: sys::napi_env, view: sys::napi_value) -> Result<(), Error> {
    let Some(buffer) = columns::buffer(env, view) else {
        return Ok(());
    };
    // SAFETY: the buffer is of the current scope.
    let status = unsafe { sys::napi_detach_arraybuffer(env, buffer) };
    check(status, "napi_detach_arraybuffer")
}

/// The views as an array; `undefined` if there are none.
pub(super) fn views<'g>(
    env: sys::napi_env,
    given: impl IntoIterator<Item = &'g Given>,
) -> Result<sys::napi_value, Error> {
    let mut views = ptr::null_mut();
    for (index, one) in (0..).zip(given) {
        if index == 0 {
            views = make!(napi_create_array(env))?;
        }
        // SAFETY: the values are of the current scope.
        let status = unsafe { sys::napi_set_element(env, views, index, one.view.value()?) };
        check(status, "napi_set_element")?;
    }
    if views.is_null() {
        undefined(env)
    } else {
        Ok(views)
    }
}

/// Each was asked about before, so what was given has been detached or is untransferable since then.
#[cold]
pub(super) fn cannot_move(env: sys::napi_env) -> Error {
    let thrown = make!(napi_get_and_clear_last_exception(env));
    let message = "what is passed with transfer() cannot be transferred any longer";
    let error = Error::new(&errors::INVALID_VALUE, message);
    let text = thrown.and_then(|thrown| make!(napi_coerce_to_string(env, thrown)));
    match text.map(|text| text::lossy(env, text)) {
        Ok(Ok(text)) => error.caused_by(text),
        _ => error,
    }
}
