//! Integers of 64 bits that JavaScript has as numbers.

use std::fmt;

use super::scalars::integer;
use crate::{
    Error,
    data::{Decode, Describe, Encode, Kinds, Sink, Source},
    errors,
    schema::{Defs, IntegerType, Schema},
};

/// An `i64` or `u64` that is a `number` in TypeScript, where those types alone are a `bigint`: a *safe
/// integer* of at most 2⁵³ − 1. A result beyond that is an error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct Safe<T>(pub T);

impl<T> From<T> for Safe<T> {
    fn from(number: T) -> Self {
        Self(number)
    }
}

impl<T: fmt::Display> fmt::Display for Safe<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// The error for an integer in a result that is not a safe one.
#[cold]
pub(crate) fn beyond(number: impl fmt::Display) -> Error {
    let message = format!("the result is {number}, beyond what a number holds exactly");
    Error::new(&errors::OUT_OF_RANGE, message)
}

macro_rules! safe_integers {
    ($($type:ident $variant:ident;)*) => {$(
        impl Describe for Safe<$type> {
            const KINDS: Kinds = Kinds::NUMBER;

            fn schema(_: &mut Defs) -> Schema {
                Schema::Integer(IntegerType::$variant)
            }
        }

        impl Decode for Safe<$type> {
            fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
                let number = integer(source).and_then(|number: i64| {
                    let of = IntegerType::$variant;
                    let fits = (of.min()..=of.max()).contains(&number);
                    let number = $type::try_from(number).ok().filter(|_| fits);
                    number.ok_or(crate::data::Fault::OutOfRange)
                });
                let number = number.map_err(|fault| {
                    fault.expected(&IntegerType::$variant.in_words(), source)
                });
                number.map(Self)
            }
        }

        impl Encode for Safe<$type> {
            fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
                let of = IntegerType::$variant;
                match i64::try_from(self.0) {
                    Ok(number) if (of.min()..=of.max()).contains(&number) => {
                        sink.number(number as f64)
                    }
                    _ => Err(beyond(self.0)),
                }
            }
        }
    )*};
}

safe_integers! {
    i64 I53;
    u64 U53;
}
