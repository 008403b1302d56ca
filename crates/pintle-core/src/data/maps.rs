//! Objects whose names are data.

use std::{
    collections::{BTreeMap, HashMap},
    hash::{BuildHasher, Hash},
};

use crate::{
    Error,
    data::{
        Decode, Describe, Encode, Kinds, MapKey, Sink, Source, discard_all, enter_with,
        only_in_fields,
    },
    schema::{Defs, Schema},
};

fn schema<N: MapKey, T: Describe>(defs: &mut Defs) -> Schema {
    const { only_in_fields::<T>() };
    Schema::Map {
        key: Box::new(N::schema(defs)),
        value: Box::new(T::schema(defs)),
    }
}

fn decode<'s, K: MapKey, T: Decode, S: Source<'s>>(
    source: S,
    mut insert: impl FnMut(K, T),
) -> Result<(), Error> {
    let mut visit = |name: &str, value: S| {
        let read = || Ok((K::read(name)?, T::decode(value)?));
        let (key, value) = read().map_err(|error: Error| error.within(name))?;
        insert(key, value);
        Ok(())
    };
    // An optional value is missing if its name is present with the value `undefined`.
    let visited = if T::absent().is_some() {
        source.entries(&mut visit)
    } else {
        source.properties(&mut visit)
    };
    visited.map_err(|fault| fault.expected("an object", source))
}

/// What the entries take in memory.
fn entries_footprint<'m, N: MapKey + 'm, T: Describe + 'm>(
    entries: impl Iterator<Item = (&'m N, &'m T)>,
) -> usize {
    let of = |(name, value): (&N, &T)| size_of::<N>() + name.heap() + value.footprint();
    entries.map(of).sum()
}

fn encode<T: Encode, K: Sink>(
    entries: impl Iterator<Item = (String, T)> + 'static,
    sink: K,
) -> Result<K::Output, Error> {
    let (_level, mut entries) = enter_with(entries, |entries| {
        discard_all(entries.map(|(_, value)| value));
    })?;
    let encoded = entries
        .by_ref()
        .map(|(name, value)| (name, value.encode(sink)));
    let written = sink.map(encoded);
    if written.is_err() {
        discard_all(entries.map(|(_, value)| value));
    }
    written
}

impl<N: MapKey, T: Describe> Describe for BTreeMap<N, T> {
    const KINDS: Kinds = Kinds::OBJECT;

    fn schema(defs: &mut Defs) -> Schema {
        schema::<N, T>(defs)
    }

    fn footprint(&self) -> usize {
        size_of::<Self>() + entries_footprint(self.iter())
    }
}

impl<N: MapKey + Ord, T: Decode> Decode for BTreeMap<N, T> {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        let mut map = Self::new();
        decode(source, |name, value| drop(map.insert(name, value)))?;
        Ok(map)
    }
}

impl<N: MapKey, T: Encode> Encode for BTreeMap<N, T> {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        encode(
            self.into_iter().map(|(key, value)| (key.write(), value)),
            sink,
        )
    }
}

impl<N: MapKey, T: Describe, H> Describe for HashMap<N, T, H> {
    const KINDS: Kinds = Kinds::OBJECT;

    fn schema(defs: &mut Defs) -> Schema {
        schema::<N, T>(defs)
    }

    fn footprint(&self) -> usize {
        size_of::<Self>() + entries_footprint(self.iter())
    }
}

impl<N: MapKey + Eq + Hash, T: Decode, H: BuildHasher + Default> Decode for HashMap<N, T, H> {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        let mut map = Self::default();
        decode(source, |name, value| drop(map.insert(name, value)))?;
        Ok(map)
    }
}

impl<N: MapKey, T: Encode, H: 'static> Encode for HashMap<N, T, H> {
    /// In the order of the names: that of the map changes from one run to the next.
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        let named = self.into_iter().map(|(key, value)| (key.write(), value));
        let mut entries: Vec<_> = named.collect();
        entries.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        encode(entries.into_iter(), sink)
    }
}
