//! The bridge to serde: `serde_json::Value`, and types of other crates that implement serde's traits.
//!
//! A value that is read becomes a `serde_json::Value` first, so that serde knows of it what it would
//! know of JSON text. A value that is written becomes a [`Value`] by a serializer of its own, since that of
//! `serde_json` writes NaN as `null`, and integers that a number in JavaScript cannot hold.

mod failure;
mod parts;
mod read;
#[cfg(test)]
mod tests;
mod write;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value as JsonValue;

use crate::{
    Error,
    data::{Decode, Describe, Encode, Sink, Source},
    schema::{Defs, Schema},
};

/// A value of a type that implements serde's traits, and so is whatever serde makes of it in JSON:
/// `JsonValue` in TypeScript.
///
/// What cannot be read is `ERR_PINTLE_INVALID_VALUE` with serde's message and the place. Writing
/// fails for a number that is not finite, and for an integer beyond ±(2⁵³ − 1), which JavaScript would
/// round. A value that is read may have as many levels as any other; in WebAssembly 128, as with `serde_json`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(transparent)]
pub struct Json<T>(pub T);

impl<T> From<T> for Json<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> Describe for Json<T> {
    fn schema(_: &mut Defs) -> Schema {
        Schema::Json
    }
}

impl<T: DeserializeOwned> Decode for Json<T> {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        read::deserialize(source).map(Self)
    }
}

impl<T: Serialize + 'static> Encode for Json<T> {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        sink.value(write::serialize(&self.0)?)
    }
}

impl Describe for JsonValue {
    fn schema(_: &mut Defs) -> Schema {
        Schema::Json
    }

    fn footprint(&self) -> usize {
        let inside: usize = match self {
            Self::Null | Self::Bool(_) | Self::Number(_) => 0,
            Self::String(text) => text.len(),
            Self::Array(items) => items.iter().map(Self::footprint).sum(),
            Self::Object(fields) => {
                let fields = fields.iter();
                let fields = fields
                    .map(|(name, value)| size_of::<String>() + name.len() + value.footprint());
                fields.sum()
            }
        };
        size_of::<Self>() + inside
    }
}

impl Decode for JsonValue {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        read::read(source)
    }
}

impl Encode for JsonValue {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        let written = write::serialize(&self);
        if written.is_err() {
            take_apart(self);
        }
        sink.value(written?)
    }
}

/// Drops a value of any number of levels without recursion.
#[cold]
fn take_apart(value: JsonValue) {
    let mut pending = vec![value];
    while let Some(value) = pending.pop() {
        match value {
            JsonValue::Array(items) => pending.extend(items),
            JsonValue::Object(fields) => pending.extend(fields.into_iter().map(|(_, value)| value)),
            _ => {}
        }
    }
}
