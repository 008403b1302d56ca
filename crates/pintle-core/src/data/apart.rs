//! Taking apart what nests too deeply to be written. Rust drops a type of an author's own by
//! recursion, so a result of many levels that is refused would exhaust the stack while it is
//! dropped. A type that implements [`Encode`] can be taken apart by its fields instead.
//!
//! Where a value is at the last level that may be written, its parts are written into nothing. Each of
//! them that would be a level of its own is only noted, since there is no level left for it, and is
//! taken apart when the stack is as low as it was at the first one.

use std::{cell::RefCell, mem};

use crate::{
    Encode, Error,
    data::{Level, Sink, ValueSink},
};

/// What takes a part of a value apart.
type TakeApart = Box<dyn FnOnce()>;

thread_local! {
    /// What remains to be taken apart, while a value is.
    static PENDING: RefCell<Option<Vec<TakeApart>>> = const { RefCell::new(None) };
}

/// Goes one level deeper to write `value`. If there is none left, the value is taken apart by
/// `discard`, which writes its parts into nothing.
///
/// # Errors
/// Those of [`Level::enter`].
#[inline]
pub fn enter_with<T: 'static>(value: T, discard: fn(T)) -> Result<(Level, T), Error> {
    match Level::enter() {
        Ok(level) => Ok((level, value)),
        Err(error) => {
            take_apart(Box::new(move || discard(value)));
            Err(error)
        }
    }
}

/// Drops a value of however many levels.
pub fn discard<T: Encode>(value: T) {
    drop(value.encode(ValueSink));
}

/// Drops what is left of a list.
pub fn discard_all<T: Encode>(values: impl Iterator<Item = T>) {
    values.for_each(discard);
}

#[cold]
fn take_apart(first: TakeApart) {
    let noted = PENDING.with_borrow_mut(|pending| {
        if let Some(pending) = pending {
            pending.push(first);
            None
        } else {
            *pending = Some(Vec::new());
            Some(first)
        }
    });
    let Some(first) = noted else { return };
    let end = End;
    first();
    while let Some(next) = PENDING.with_borrow_mut(|pending| pending.as_mut()?.pop()) {
        next();
    }
    drop(end);
}

/// Forgets what is left when a `drop` of the author's panics: to drop it could exhaust the stack.
struct End;

impl Drop for End {
    fn drop(&mut self) {
        mem::forget(PENDING.take());
    }
}

/// A result that was not written yet. If it never is, because its caller has ended, it is
/// taken apart.
#[derive(Debug)]
pub struct Unwritten<T: Encode>(Option<T>);

impl<T: Encode> Unwritten<T> {
    /// A result.
    pub fn new(value: T) -> Self {
        Self(Some(value))
    }

    /// Writes it.
    ///
    /// # Errors
    /// Those of its type.
    pub fn write<K: Sink>(mut self, sink: K) -> Result<K::Output, Error> {
        match self.0.take() {
            Some(value) => value.encode(sink),
            None => sink.unit(),
        }
    }
}

impl<T: Encode> Drop for Unwritten<T> {
    fn drop(&mut self) {
        if let Some(value) = self.0.take() {
            discard(value);
        }
    }
}
