//! Tuples and arrays: lists whose length is known.

use crate::{
    Error,
    data::{
        Decode, Describe, Encode, Fault, Kinds, Level, Sink, Source, discard, enter_with,
        only_in_fields,
    },
    errors,
    schema::{Defs, Schema},
};

macro_rules! tuples {
    ($(($($type:ident $index:tt),+))*) => {$(
        impl<$($type: Describe),+> Describe for ($($type,)+) {
            const KINDS: Kinds = Kinds::LIST;

            fn schema(defs: &mut Defs) -> Schema {
                const { $(only_in_fields::<$type>();)+ };
                Schema::Tuple(vec![$($type::schema(defs)),+])
            }

            fn footprint(&self) -> usize {
                0 $(+ self.$index.footprint())+
            }
        }

        impl<$($type: Decode),+> Decode for ($($type,)+) {
            fn decode<'s, Source_: Source<'s>>(source: Source_) -> Result<Self, Error> {
                let length = [$($index),+].len();
                check_length(list_len(source)? as usize, length)?;
                let _level = Level::enter()?;
                Ok(($(item(source, $index, $type::decode)?,)+))
            }
        }

        impl<$($type: Encode),+> Encode for ($($type,)+) {
            fn encode<Sink_: Sink>(self, sink: Sink_) -> Result<Sink_::Output, Error> {
                let (_level, tuple) = enter_with(self, |tuple| {
                    $(discard(tuple.$index);)+
                })?;
                let items = [$(tuple.$index.encode(sink)),+];
                sink.list(items.len(), items.into_iter())
            }
        }
    )*};
}

tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
}

impl<T: Describe, const N: usize> Describe for [T; N] {
    const KINDS: Kinds = T::LIST_KINDS;

    fn schema(defs: &mut Defs) -> Schema {
        Schema::Fixed(Box::new(Vec::<T>::schema(defs)), N)
    }

    fn footprint(&self) -> usize {
        self.iter().map(T::footprint).sum()
    }
}

impl<T: Decode, const N: usize> Decode for [T; N] {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        let items = T::decode_list(source)?;
        check_length(items.len(), N)?;
        items.try_into().map_err(|_| wrong_length(N, N))
    }
}

impl<T: Encode, const N: usize> Encode for [T; N] {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        T::encode_list(self.into(), sink)
    }
}

/// The length of a list.
pub(crate) fn list_len<'s>(source: impl Source<'s>) -> Result<u32, Error> {
    let length = source.list_len();
    length.map_err(|fault| fault.expected("an array", source))
}

/// Reads an item of a tuple. JSON has no `undefined` in lists, not even where `null` may be.
pub(crate) fn item<'s, S: Source<'s>, T>(
    source: S,
    index: u32,
    read: impl FnOnce(S) -> Result<T, Error>,
) -> Result<T, Error> {
    let item = source.item(index).and_then(|item| {
        let value = read(item)?;
        if item.is_undefined() {
            Err(Fault::WrongType.expected("a value or null", item))
        } else {
            Ok(value)
        }
    });
    item.map_err(|error| error.at(&format!("/{index}")))
}

/// An error if a list has more or fewer items than its type.
pub(crate) fn check_length(length: usize, expected: usize) -> Result<(), Error> {
    if length == expected {
        Ok(())
    } else {
        Err(wrong_length(length, expected))
    }
}

#[cold]
fn wrong_length(length: usize, expected: usize) -> Error {
    let items = if expected == 1 { "item" } else { "items" };
    let message = format!("expected {expected} {items}, got {length}");
    Error::new(&errors::INVALID_VALUE, message)
}
