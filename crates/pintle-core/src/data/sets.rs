//! Sets.

use std::{
    collections::{BTreeSet, HashSet},
    hash::{BuildHasher, Hash},
};

use crate::{
    Error,
    data::{Decode, Describe, Encode, Kinds, Level, Sink, Source, discard_all, enter_with},
    errors,
    schema::{Defs, Schema},
};

fn schema<T: Describe>(defs: &mut Defs) -> Schema {
    const {
        assert!(
            T::FIELDS.is_none() && !T::OPTIONAL,
            "a set of structs or of Option: JavaScript compares objects by identity, so write a list"
        );
    };
    Schema::Set(Box::new(T::schema(defs)))
}

/// Visits the items of a set, each of which `insert` must not have seen before.
pub(crate) fn decode_set<'s, T, S: Source<'s>>(
    source: S,
    decode: impl Fn(S) -> Result<T, Error>,
    mut insert: impl FnMut(T) -> bool,
) -> Result<(), Error> {
    let _level = Level::enter()?;
    let mut visit = |index: u32, item: S| {
        let at = |error: Error| error.at(&format!("/{index}"));
        if insert(decode(item).map_err(at)?) {
            return Ok(());
        }
        let message = format!("expected each item once, got {} again", item.describe());
        Err(at(Error::new(&errors::INVALID_VALUE, message)))
    };
    source
        .set_items(&mut visit)
        .map_err(|fault| fault.expected("a Set", source))
}

fn encode<T: Encode, K: Sink>(
    items: impl ExactSizeIterator<Item = T> + 'static,
    sink: K,
) -> Result<K::Output, Error> {
    let (_level, mut items) = enter_with(items, |items| discard_all(items))?;
    let length = items.len();
    let written = sink.set(length, items.by_ref().map(|item| item.encode(sink)));
    if written.is_err() {
        discard_all(items);
    }
    written
}

impl<T: Describe> Describe for BTreeSet<T> {
    const KINDS: Kinds = Kinds::SET;

    fn schema(defs: &mut Defs) -> Schema {
        schema::<T>(defs)
    }

    fn footprint(&self) -> usize {
        size_of::<Self>() + self.iter().map(T::footprint).sum::<usize>()
    }
}

impl<T: Decode + Ord> Decode for BTreeSet<T> {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        let mut set = Self::new();
        decode_set(source, T::decode, |item| set.insert(item))?;
        Ok(set)
    }
}

impl<T: Encode> Encode for BTreeSet<T> {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        encode(self.into_iter(), sink)
    }
}

impl<T: Describe, H> Describe for HashSet<T, H> {
    const KINDS: Kinds = Kinds::SET;

    fn schema(defs: &mut Defs) -> Schema {
        schema::<T>(defs)
    }

    fn footprint(&self) -> usize {
        size_of::<Self>() + self.iter().map(T::footprint).sum::<usize>()
    }
}

impl<T: Decode + Eq + Hash, H: BuildHasher + Default> Decode for HashSet<T, H> {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        let mut set = Self::default();
        decode_set(source, T::decode, |item| set.insert(item))?;
        Ok(set)
    }
}

impl<T: Encode, H: 'static> Encode for HashSet<T, H> {
    /// In the order of the hashes, which changes from one run to the next: take a `BTreeSet` for one
    /// that does not.
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        encode(self.into_iter(), sink)
    }
}
