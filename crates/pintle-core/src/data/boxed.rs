//! `Box`, so that a type may contain itself. It is not seen from outside.

use crate::{
    Error,
    data::{Decode, Describe, Encode, Kinds, Sink, Source},
    schema::{Defs, Schema},
};

impl<T: Describe> Describe for Box<T> {
    const OPTIONAL: bool = T::OPTIONAL;
    const NULLABLE: bool = T::NULLABLE;
    const KINDS: Kinds = T::KINDS;
    const FIELDS: Option<&'static [&'static str]> = T::FIELDS;

    fn schema(defs: &mut Defs) -> Schema {
        T::schema(defs)
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        T::decode(source).map(Self::new)
    }

    fn absent() -> Option<Self> {
        T::absent().map(Self::new)
    }
}

impl<T: Encode> Encode for Box<T> {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        (*self).encode(sink)
    }

    fn encode_field<K: Sink>(self, sink: K) -> Option<Result<K::Output, Error>> {
        (*self).encode_field(sink)
    }
}
