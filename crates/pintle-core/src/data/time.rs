//! Moments and durations.

use std::time::{Duration, SystemTime};

use crate::{
    Date, Error,
    data::{Decode, Describe, Encode, Fault, Kinds, Sink, Source},
    errors,
    schema::{Defs, Schema},
};

const DATE: &str = "a Date of the years 0 to 9999";

impl Describe for Date {
    const KINDS: Kinds = Kinds::DATE;

    fn schema(_: &mut Defs) -> Schema {
        Schema::Date
    }
}

impl Decode for Date {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        source.date().map_err(|fault| fault.expected(DATE, source))
    }
}

impl Encode for Date {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        sink.date(self)
    }
}

impl Describe for SystemTime {
    const KINDS: Kinds = Kinds::DATE;

    fn schema(_: &mut Defs) -> Schema {
        Schema::Date
    }
}

impl Decode for SystemTime {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        let time = Date::decode(source)?.system_time();
        time.ok_or_else(|| Fault::OutOfRange.expected("a Date that this system has", source))
    }
}

impl Encode for SystemTime {
    /// What is finer than a millisecond is dropped, which a `Date` cannot say.
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        let date = Date::from_system_time(self).ok_or_else(|| {
            let message = "the result is a time outside the years 0 to 9999";
            Error::new(&errors::OUT_OF_RANGE, message)
        })?;
        sink.date(date)
    }
}

/// The largest number of milliseconds: up to here, JavaScript counts them exactly.
pub(crate) const MAX_MILLIS: f64 = 9_007_199_254_740_991.0;

const NANOS: f64 = 1e6;

impl Describe for Duration {
    const KINDS: Kinds = Kinds::NUMBER;

    fn schema(_: &mut Defs) -> Schema {
        Schema::Duration
    }
}

impl Decode for Duration {
    /// A fraction is rounded to whole nanoseconds.
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        let millis = source.number().and_then(|millis| {
            if (0.0..=MAX_MILLIS).contains(&millis) {
                Ok(millis)
            } else {
                Err(Fault::OutOfRange)
            }
        });
        let millis = millis.map_err(|fault| {
            fault.expected(
                "a number of milliseconds from 0 to 9007199254740991",
                source,
            )
        })?;
        let nanos = (millis.fract() * NANOS).round() as u64;
        Ok(Self::from_millis(millis as u64) + Self::from_nanos(nanos))
    }
}

impl Encode for Duration {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        let millis = match u64::try_from(self.as_nanos()) {
            // The nearest number to the exact quotient.
            Ok(nanos) if nanos < 1 << 53 => nanos as f64 / NANOS,
            _ => self.as_millis() as f64 + f64::from(self.subsec_nanos() % 1_000_000) / NANOS,
        };
        if millis > MAX_MILLIS {
            let message = "the result is a duration of more than 9007199254740991 milliseconds";
            return Err(Error::new(&errors::OUT_OF_RANGE, message));
        }
        sink.number(millis)
    }
}
