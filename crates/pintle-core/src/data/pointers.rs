//! Types that hold another one, and owned texts of other kinds than `String`.

use std::{borrow::Cow, sync::Arc};

use crate::{
    Error,
    data::{Decode, DecodeRef, Describe, Encode, Kinds, Sink, Source},
    schema::{Defs, Schema},
};

/// A type that looks like the one inside it, whose value it is made from and gives up.
macro_rules! transparent {
    ($($pointer:ident $wrap:path, $take:expr, [$($bound:tt)*];)*) => {$(
        impl<T: Describe> Describe for $pointer<T> {
            const OPTIONAL: bool = T::OPTIONAL;
            const NULLABLE: bool = T::NULLABLE;
            const KINDS: Kinds = T::KINDS;
            const FIELDS: Option<&'static [&'static str]> = T::FIELDS;

            fn schema(defs: &mut Defs) -> Schema {
                T::schema(defs)
            }

            fn footprint(&self) -> usize {
                size_of::<Self>() + T::footprint(self)
            }
        }

        impl<T: Decode> Decode for $pointer<T> {
            fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
                T::decode(source).map($wrap)
            }

            fn absent() -> Option<Self> {
                T::absent().map($wrap)
            }
        }

        impl<T: Encode $($bound)*> Encode for $pointer<T> {
            fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
                let take = $take;
                T::encode(take(self), sink)
            }

            fn encode_field<K: Sink>(self, sink: K) -> Option<Result<K::Output, Error>> {
                let take = $take;
                T::encode_field(take(self), sink)
            }
        }
    )*};
}

transparent! {
    Box Box::new, |boxed: Box<T>| *boxed, [];
    Arc Arc::new, Arc::unwrap_or_clone, [+ Clone];
}

/// A text of another kind than `String`.
macro_rules! texts {
    ($($type:ty)*) => {$(
        impl Describe for $type {
            const KINDS: Kinds = Kinds::TEXT;

            fn schema(_: &mut Defs) -> Schema {
                Schema::String
            }

            fn footprint(&self) -> usize {
                size_of::<Self>() + self.len()
            }
        }

        impl Decode for $type {
            fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
                Ok(str::decode_ref(source)?.into_owned().into())
            }
        }

        impl Encode for $type {
            fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
                sink.string(&self)
            }

            fn encode_list<K: Sink>(items: Vec<Self>, sink: K) -> Result<K::Output, Error> {
                sink.strings(items.iter().map(AsRef::<str>::as_ref).collect())
            }
        }
    )*};
}

texts! {
    Box<str>
    Arc<str>
    Cow<'static, str>
}
