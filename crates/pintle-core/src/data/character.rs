//! Single characters.

use crate::{
    Error,
    data::{Decode, DecodeRef, Describe, Encode, Fault, Kinds, Sink, Source},
    schema::{Defs, Schema},
};

/// One Unicode scalar value, as a text of one.
impl Describe for char {
    const KINDS: Kinds = Kinds::TEXT;

    fn schema(_: &mut Defs) -> Schema {
        Schema::Char
    }
}

impl Decode for char {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        let text = str::decode_ref(source)?;
        let mut characters = text.chars();
        let wrong = match (characters.next(), characters.next()) {
            (Some(only), None) => return Ok(only),
            (None, _) => "an empty one",
            _ => "one of more",
        };
        Err(Fault::Invalid(wrong).expected("a string of one character", source))
    }
}

impl Encode for char {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        sink.string(self.encode_utf8(&mut [0; 4]))
    }
}
