//! What a command returns that has sent its results.

use crate::{
    Describe, Encode, Error,
    data::Sink,
    schema::{Defs, Schema},
};

/// What is left for a command to return that has sent its results.
#[derive(Debug)]
pub enum Sent<T> {
    /// Nothing.
    All,
    /// Everything, since nobody took them.
    List(Vec<T>),
}

impl<T: Describe> Describe for Sent<T> {
    fn schema(defs: &mut Defs) -> Schema {
        Vec::<T>::schema(defs)
    }
}

impl<T: Encode> Encode for Sent<T> {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        match self {
            Self::All => sink.unit(),
            Self::List(items) => items.encode(sink),
        }
    }
}
