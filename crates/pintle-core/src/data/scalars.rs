//! Booleans and numbers.

use crate::{
    Error,
    data::{Columnar, Decode, Describe, Encode, Fault, Kinds, Sink, Source},
    errors,
    schema::{Defs, FloatType, IntegerType, Schema},
};

/// Reads a whole number of a type.
#[inline]
#[expect(
    clippy::float_cmp,
    reason = "only the very same number is that integer"
)]
pub(super) fn integer<'s, T>(source: impl Source<'s>) -> Result<T, Fault>
where
    T: TryFrom<i64>,
{
    let number = source.number()?;
    let whole = number as i64;
    if whole as f64 == number {
        T::try_from(whole).map_err(|_| Fault::OutOfRange)
    } else {
        Err(Fault::OutOfRange)
    }
}

/// Reads a finite number.
#[inline]
pub(super) fn double<'s>(source: impl Source<'s>) -> Result<f64, Fault> {
    let number = source.number()?;
    if number.is_finite() {
        Ok(number)
    } else {
        Err(Fault::OutOfRange)
    }
}

/// Reads a number that has a nearest one of 32 bits, which it becomes: `float` of Web IDL.
#[inline]
pub(super) fn single<'s>(source: impl Source<'s>) -> Result<f32, Fault> {
    let number = source.number()? as f32;
    if number.is_finite() {
        Ok(number)
    } else {
        Err(Fault::OutOfRange)
    }
}

impl Describe for bool {
    const KINDS: Kinds = Kinds::BOOL;

    fn schema(_: &mut Defs) -> Schema {
        Schema::Bool
    }
}

impl Decode for bool {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        source
            .bool()
            .map_err(|fault| fault.expected("a boolean", source))
    }
}

impl Encode for bool {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        sink.bool(self)
    }
}

/// The list methods of a type whose lists are columns.
macro_rules! column {
    (describe) => {
        const LIST_KINDS: Kinds = Kinds::COLUMN;

        fn list_schema(_: &mut Defs) -> Schema {
            Schema::Column(<Self as Columnar>::TYPE)
        }
    };
    (decode) => {
        fn decode_list<'s, S: Source<'s>>(source: S) -> Result<Vec<Self>, Error> {
            decode_column::<Self, S>(source).map(std::borrow::Cow::into_owned)
        }
    };
    (encode) => {
        fn encode_list<K: Sink>(items: Vec<Self>, sink: K) -> Result<K::Output, Error> {
            sink.column(items)
        }
    };
}

pub(super) use column;

macro_rules! small_integers {
    ($($type:ident $variant:ident),*) => {$(
        impl Decode for $type {
            #[inline]
            fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
                integer(source)
                    .map_err(|fault| fault.expected(&IntegerType::$variant.in_words(), source))
            }

            column!(decode);
        }

        impl Describe for $type {
            const KINDS: Kinds = Kinds::NUMBER;

            fn schema(_: &mut Defs) -> Schema {
                Schema::Integer(IntegerType::$variant)
            }

            column!(describe);
        }

        impl Encode for $type {
            #[inline]
            fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
                small_integers!(@encode $type self sink)
            }

            column!(encode);
        }
    )*};
    (@encode u32 $value:ident $sink:ident) => { $sink.number(f64::from($value)) };
    (@encode $type:ident $value:ident $sink:ident) => { $sink.int32(i32::from($value)) };
}

/// Reads a column, borrowed where the source has it as one.
pub(super) fn decode_column<'s, T: Columnar, S: Source<'s>>(
    source: S,
) -> Result<std::borrow::Cow<'s, [T]>, Error> {
    source
        .column::<T>()
        .map_err(|fault| fault.expected(T::TYPE.kind().shown(), source))
}

small_integers!(i8 I8, i16 I16, i32 I32, u16 U16, u32 U32);

macro_rules! floats {
    ($($type:ident $variant:ident $read:ident $expected:literal;)*) => {$(
        impl Describe for $type {
            const KINDS: Kinds = Kinds::NUMBER;

            fn schema(_: &mut Defs) -> Schema {
                Schema::Number(FloatType::$variant)
            }

            column!(describe);
        }

        impl Decode for $type {
            #[inline]
            fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
                $read(source).map_err(|fault| fault.expected($expected, source))
            }

            column!(decode);
        }

        impl Encode for $type {
            #[inline]
            fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
                sink.number(finite(self.into())?)
            }

            column!(encode);
        }
    )*};
}

floats! {
    f32 F32 single "a finite number in the range of f32";
    f64 F64 double "a finite number";
}

/// A number in a result, if it can cross the boundary.
#[inline]
pub(crate) fn finite(number: f64) -> Result<f64, Error> {
    if number.is_finite() {
        Ok(number)
    } else {
        let message = format!("the result is {number}");
        Err(Error::new(&errors::NOT_FINITE, message))
    }
}

macro_rules! large_integers {
    ($($type:ident $schema:ident $method:ident;)*) => {$(
        impl Describe for $type {
            const KINDS: Kinds = Kinds::BIGINT;

            fn schema(_: &mut Defs) -> Schema {
                Schema::$schema
            }

            column!(describe);
        }

        impl Decode for $type {
            fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
                source.$method().map_err(|fault| {
                    fault.expected(
                        &format!("a bigint from {} to {} ({})", $type::MIN, $type::MAX, stringify!($type)),
                        source,
                    )
                })
            }

            column!(decode);
        }

        impl Encode for $type {
            fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
                sink.$method(self)
            }

            column!(encode);
        }
    )*};
}

large_integers! {
    i64 Int64 int64;
    u64 Uint64 uint64;
}
