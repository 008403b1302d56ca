//! How deep values may nest, so that no value is deeper than the stack of the thread that reads, writes
//! or drops it.

use std::{cell::Cell, marker::PhantomData};

use crate::{Error, Value, data::finite, errors};

/// The maximum number of levels of lists and objects in a parameter or a result.
///
/// Reading and writing recurse, and so does dropping a value, so this must fit the stacks on which
/// values are usually read: 2 MiB in the pool and the host, 4 MiB in a Node worker. Where it does
/// not, as in a worker with a smaller stack or deep inside other calls, [`Level::enter`] notices.
pub const MAX_NESTING: i32 = 1_000;

/// The levels that a message, a plan or a report may have around its values.
pub(crate) const ENVELOPE: i32 = 16;

/// The remaining stack is not checked for values with no more levels than this.
const SHALLOW: i32 = 32;

/// How much stack must be left at each level, for the work there and for the error.
#[cfg(not(target_family = "wasm"))]
const RESERVE: usize = 128 << 10;

thread_local! {
    static LEVELS: Cell<i32> = const { Cell::new(0) };
}

/// One list or object that is being read or written, until this is dropped.
#[derive(Debug)]
pub struct Level {
    /// It counts for the thread that created it.
    _thread: PhantomData<*const ()>,
}

impl Level {
    /// Goes one level deeper.
    ///
    /// # Errors
    /// `ERR_PINTLE_INVALID_VALUE` if that would be deeper than [`MAX_NESTING`], or than this
    /// thread's stack.
    #[inline]
    pub fn enter() -> Result<Self, Error> {
        Self::within(MAX_NESTING)
    }

    /// The same for the levels that a report or a message has around its values.
    ///
    /// # Errors
    /// `ERR_PINTLE_INVALID_VALUE` a few levels deeper than [`MAX_NESTING`].
    pub fn enter_enveloped() -> Result<Self, Error> {
        Self::within(MAX_NESTING + ENVELOPE)
    }

    #[inline]
    fn within(limit: i32) -> Result<Self, Error> {
        LEVELS.with(|levels| {
            let level = levels.get() + 1;
            if level > limit {
                return Err(too_deep());
            }
            if level > SHALLOW {
                check_stack()?;
            }
            levels.set(level);
            Ok(Self {
                _thread: PhantomData,
            })
        })
    }

    /// Goes one level back up, until the returned value is dropped.
    pub(crate) fn leave() -> impl Drop {
        struct Outside(PhantomData<*const ()>);
        impl Drop for Outside {
            fn drop(&mut self) {
                LEVELS.with(|levels| levels.set(levels.get() + 1));
            }
        }
        LEVELS.with(|levels| levels.set(levels.get() - 1));
        Outside(PhantomData)
    }

    /// How many levels this thread is inside of.
    pub fn current() -> i32 {
        LEVELS.with(Cell::get)
    }
}

impl Drop for Level {
    #[inline]
    fn drop(&mut self) {
        LEVELS.with(|levels| levels.set(levels.get() - 1));
    }
}

/// Until this is dropped, a message is being read, which has a few levels around its
/// values: those are not counted.
#[derive(Debug)]
pub struct Envelope {
    /// It counts for the thread that created it.
    _thread: PhantomData<*const ()>,
}

impl Envelope {
    /// Allows the levels of a message.
    #[expect(clippy::new_without_default, reason = "it does something")]
    pub fn new() -> Self {
        LEVELS.with(|levels| levels.set(levels.get() - ENVELOPE));
        Self {
            _thread: PhantomData,
        }
    }
}

impl Drop for Envelope {
    fn drop(&mut self) {
        LEVELS.with(|levels| levels.set(levels.get() + ENVELOPE));
    }
}

/// An error if a whole value cannot cross the boundary at the place being read or written. Any Rust
/// code can create such a value.
///
/// # Errors
/// With the pointer to the first wrong place: `ERR_PINTLE_INVALID_VALUE` if it is too deep, and
/// `ERR_PINTLE_NOT_FINITE` or `ERR_PINTLE_OUT_OF_RANGE` if a number is not allowed in a [`Value`].
pub fn check(value: &Value) -> Result<(), Error> {
    match value {
        Value::List(items) | Value::Set(items) => {
            let _level = Level::enter()?;
            for (index, item) in items.iter().enumerate() {
                check(item).map_err(|error| error.at(&format!("/{index}")))?;
            }
            Ok(())
        }
        Value::Object(fields) => {
            let _level = Level::enter()?;
            for (name, field) in fields.iter() {
                check(field).map_err(|error| error.within(name))?;
            }
            Ok(())
        }
        Value::Strings(_) => Level::enter().map(drop),
        Value::Number(number) => finite(*number).map(drop),
        Value::BigInt(number) => {
            if (i64::MIN.into()..=u64::MAX.into()).contains(number) {
                return Ok(());
            }
            let message = format!("expected an integer of 64 bits, got {number}");
            Err(Error::new(&errors::OUT_OF_RANGE, message))
        }
        _ => Ok(()),
    }
}

/// An error if this thread's stack may not suffice for one more level.
pub(crate) fn check_stack() -> Result<(), Error> {
    check_room(0)
}

/// An error if this thread's stack may not suffice for so many more bytes and one more level.
#[cfg_attr(target_family = "wasm", expect(unused_variables, reason = "it traps"))]
pub(crate) fn check_room(bytes: usize) -> Result<(), Error> {
    #[cfg(not(target_family = "wasm"))]
    if stacker::remaining_stack().is_some_and(|left| left < RESERVE + bytes) {
        return Err(no_stack());
    }
    Ok(())
}

/// Runs what may take so many bytes of the stack: on another one, if this thread's may not suffice.
#[cfg(all(feature = "serde", not(target_family = "wasm")))]
pub(crate) fn with_room<R>(bytes: usize, work: impl FnOnce() -> R) -> R {
    stacker::maybe_grow(bytes + RESERVE, bytes + 2 * RESERVE, work)
}

/// The error for a value that is deeper than this thread's stack.
#[cold]
pub fn no_stack() -> Error {
    let message = "expected fewer levels of nesting, got more than this thread's stack allows";
    Error::new(&errors::INVALID_VALUE, message)
}

#[cold]
pub(crate) fn too_deep() -> Error {
    let message =
        format!("expected at most {MAX_NESTING} levels of nesting, got more (or a cycle)");
    Error::new(&errors::INVALID_VALUE, message)
}
