//! Reading arguments of calls that take the memory which they are given.

use std::{mem, sync::Arc};

use napi::sys;
use pintle_core::{
    Error,
    data::{Fault, Lent, Level, no_stack},
    errors,
};

use crate::value::{
    columns::{self, Memory},
    functions::Post,
    given_away::{GivenBack, Owner},
    javascript::{call, make, type_of},
    loans::Loan,
    moves::{Borrower, Given, How, cannot_move, free, views},
    realm::{MAX_INSIDE_JAVASCRIPT, Realm},
    text,
};

/// While the arguments are read of a call that takes what it is given.
pub(crate) struct Taking<'r> {
    realm: &'r Realm,
    /// What was given to another call: reading may run JavaScript, which may call.
    outer: Vec<Given>,
}

impl<'r> Taking<'r> {
    pub(crate) fn begin(realm: &'r Realm) -> Self {
        let outer = realm.moves.given.take();
        Self { realm, outer }
    }

    /// Moves what was given, once all arguments are accepted. If that fails, nothing has been moved.
    pub(crate) fn take(self) -> Result<(), Error> {
        let (env, moves) = (self.realm.env, &self.realm.moves);
        let given = moves.given.take();
        if given.is_empty() {
            return Ok(());
        }
        let (results, others): (Vec<_>, Vec<_>) = given
            .into_iter()
            .partition(|one| matches!(one.how, How::Detach { is_result: true }));
        if !others.is_empty() {
            moves.move_all(env, others)?;
        }
        for one in results {
            let view = one.view.value()?;
            free(env, view).map_err(|_| cannot_move(env))?;
        }
        Ok(())
    }
}

impl Drop for Taking<'_> {
    fn drop(&mut self) {
        let outer = mem::take(&mut self.outer);
        drop(self.realm.moves.given.replace(outer));
    }
}

/// Remembers that the memory of a view is to be moved, if it was given. What is read of it is copied.
pub(crate) fn note(realm: &Realm, view: sys::napi_value) -> Result<(), Fault> {
    let owner = owner(realm, view);
    if is_given(realm, view, owner.is_some())? {
        let is_result = owner.is_some();
        realm
            .moves
            .add(realm.env, view, How::Detach { is_result })?;
    }
    Ok(())
}

/// Borrows the memory of a view of that kind for the call whose arguments are being read, if it was given.
pub(crate) fn lend<T: Send + Sync + 'static>(
    realm: &Realm,
    view: sys::napi_value,
    memory: Memory<T>,
    kind: sys::napi_typedarray_type,
) -> Result<Option<Lent<T>>, Fault> {
    let moves = &realm.moves;
    let Some(post) = realm.functions.post.get() else {
        return Ok(None);
    };
    let owner = owner(realm, view);
    if !is_given(realm, view, owner.is_some())? {
        return Ok(None);
    }
    if let Some(owner) = owner {
        moves.add(realm.env, view, How::Detach { is_result: true })?;
        // SAFETY: `take` detaches the buffer before the call begins.
        return Ok(Some(unsafe { GivenBack::lend(memory, owner) }));
    }
    let number = moves.next();
    let place = Arc::default();
    let borrower = Borrower {
        number,
        kind,
        place: Arc::clone(&place),
    };
    moves.add(realm.env, view, How::Move(borrower))?;
    let post: Arc<Post<Realm>> = Arc::clone(post);
    let free_later = move || {
        post(Box::new(|realm: &Realm| {
            realm.moves.free_returned(realm.env);
        }));
    };
    // SAFETY: the place is that of a typed array of this kind, whose elements are `T`s; `take` moves it to where
    // nobody changes it, and keeps it until it is returned.
    let loan = unsafe { Loan::new(number, place, Arc::clone(&moves.loans), free_later) };
    Ok(Some(Lent::of_other(loan)))
}

/// Whether a view was given to the call whose arguments are being read; an error if it cannot be.
fn is_given(realm: &Realm, view: sys::napi_value, is_result: bool) -> Result<bool, Fault> {
    let (env, moves) = (realm.env, &realm.moves);
    let is_given = moves.is_given.get();
    if is_given.is_null() || Level::current() > MAX_INSIDE_JAVASCRIPT {
        return Ok(false);
    }
    let given = moves.given.borrow();
    let others = views(env, &*given)?;
    drop(given);
    let is_result = make!(napi_get_boolean(env, is_result))?;
    let answer = call(env, is_given, [view, others, is_result]).map_err(|_| out_of_stack(env))?;
    if type_of(env, answer) == sys::ValueType::napi_string {
        let problem = text::lossy(env, answer)?;
        return Err(Error::new(&errors::INVALID_VALUE, problem).into());
    }
    let mut answered = false;
    // SAFETY: the value is of the current scope, and the result is valid for a write.
    unsafe { sys::napi_get_value_bool(env, answer, &raw mut answered) };
    Ok(answered)
}

/// Who has the memory of a view, if it is that of a result.
fn owner(realm: &Realm, view: sys::napi_value) -> Option<Owner> {
    let buffer = columns::buffer(realm.env, view)?;
    realm.given_away.owner(realm.env, buffer)
}

/// The client's functions do not throw unless the stack is exhausted.
#[cold]
fn out_of_stack(env: sys::napi_env) -> Error {
    let _ = make!(napi_get_and_clear_last_exception(env));
    no_stack()
}
