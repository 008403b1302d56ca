//! Bytes that stay in their range when JavaScript writes to them.

use super::scalars::{column, decode_column, integer};
use crate::{
    Error,
    data::{Columnar, Decode, Describe, Encode, Fault, Kinds, Sink, Source},
    schema::{Defs, IntegerType, Schema},
};

/// A byte of a `Uint8ClampedArray`, such as a channel of a pixel: `Vec<Clamped>` is one. What JavaScript
/// writes into such an array is clamped to 0 to 255; what it passes to a command is not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct Clamped(pub u8);

impl From<u8> for Clamped {
    fn from(byte: u8) -> Self {
        Self(byte)
    }
}

impl From<Clamped> for u8 {
    fn from(Clamped(byte): Clamped) -> Self {
        byte
    }
}

impl From<Clamped> for f64 {
    fn from(Clamped(byte): Clamped) -> Self {
        byte.into()
    }
}

/// Reads one.
pub(super) fn read<'s>(source: impl Source<'s>) -> Result<Clamped, Fault> {
    integer(source).map(Clamped)
}

impl Describe for Clamped {
    const KINDS: Kinds = Kinds::NUMBER;

    fn schema(_: &mut Defs) -> Schema {
        Schema::Integer(IntegerType::U8)
    }

    column!(describe);
}

impl Decode for Clamped {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        u8::decode(source).map(Self)
    }

    column!(decode);
}

impl Encode for Clamped {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        self.0.encode(sink)
    }

    column!(encode);
}
