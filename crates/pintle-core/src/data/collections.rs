//! Lists, options, and values of any type.

use std::sync::Arc;

use crate::{
    Error, Value,
    data::{Decode, Describe, Encode, Fault, Kinds, Sink, Source, check_value, decode_items},
    schema::{Defs, Schema},
};

impl<T: Describe> Describe for Vec<T> {
    const KINDS: Kinds = T::LIST_KINDS;

    fn schema(defs: &mut Defs) -> Schema {
        const { only_in_fields::<T>() };
        T::list_schema(defs)
    }

    fn footprint(&self) -> usize {
        size_of::<Self>() + self.iter().map(T::footprint).sum::<usize>()
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        T::decode_list(source)
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        T::encode_list(self, sink)
    }
}

impl<T: Describe> Describe for Option<T> {
    const OPTIONAL: bool = true;
    const NULLABLE: bool = T::OPTIONAL;
    const KINDS: Kinds = T::KINDS.and(Kinds::NULL);

    fn schema(defs: &mut Defs) -> Schema {
        const {
            assert!(
                !T::NULLABLE,
                "an Option cannot be inside two others: JavaScript has only null and undefined"
            );
        };
        Schema::Optional(Box::new(T::schema(defs)))
    }

    fn footprint(&self) -> usize {
        self.as_ref().map_or(size_of::<Self>(), T::footprint)
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        // Of an Option inside another, null is the inner one's.
        let is_absent = if T::OPTIONAL {
            source.is_undefined()
        } else {
            source.is_absent()
        };
        if is_absent {
            Ok(None)
        } else {
            T::decode(source).map(Some)
        }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    /// Reads a list in which an item may be null, but not missing: `undefined` and holes are errors.
    fn decode_list<'s, S: Source<'s>>(source: S) -> Result<Vec<Self>, Error> {
        decode_items(source, |item| {
            if item.is_undefined() {
                Err(missing_item(item, |item| T::decode(item).map(drop)))
            } else {
                Self::decode(item)
            }
        })
    }
}

/// The error for an item that is undefined in a list whose items may be null: that of an item which may
/// not.
#[cold]
pub(crate) fn missing_item<'s, S: Source<'s>>(
    item: S,
    read: impl FnOnce(S) -> Result<(), Error>,
) -> Error {
    let error = read(item).err();
    error.unwrap_or_else(|| Fault::WrongType.expected("a value that JSON can hold", item))
}

impl<T: Encode> Encode for Option<T> {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        match self {
            Some(value) => value.encode(sink),
            None => sink.null(),
        }
    }

    fn encode_field<K: Sink>(self, sink: K) -> Option<Result<K::Output, Error>> {
        if T::OPTIONAL && self.is_none() {
            None
        } else {
            Some(self.encode(sink))
        }
    }
}

impl Describe for Value {
    fn schema(_: &mut Defs) -> Schema {
        Schema::Any
    }

    fn footprint(&self) -> usize {
        usize::try_from(self.size(u64::MAX)).unwrap_or(usize::MAX)
    }
}

impl Decode for Value {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        source.value()
    }

    /// Reads the list as one value, which has no holes; on its own, `undefined` is the same as
    /// `null`.
    fn decode_list<'s, S: Source<'s>>(source: S) -> Result<Vec<Self>, Error> {
        let not_a_list = |_| Fault::WrongType.expected("an array", source);
        source.list_len().map_err(not_a_list)?;
        match source.value()? {
            Value::List(items) => Ok(Arc::unwrap_or_clone(items).into_vec()),
            Value::Strings(items) => Ok(items.iter().map(Value::from).collect()),
            _ => Err(not_a_list(Fault::WrongType)),
        }
    }
}

impl Encode for Value {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        check_value(&self)?;
        sink.value(self)
    }
}

/// Fails the build for an `Option` inside another in a place that cannot be left out.
///
/// # Panics
/// For such a type.
pub const fn only_in_fields<T: Describe>() {
    assert!(
        !T::NULLABLE,
        "Option<Option<T>> is for fields and parameters: in other places nothing can be left out"
    );
}

impl Describe for () {
    const KINDS: Kinds = Kinds::NULL;

    fn schema(_: &mut Defs) -> Schema {
        Schema::Null
    }
}

impl Decode for () {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        if source.is_absent() {
            Ok(())
        } else {
            Err(Fault::WrongType.expected("nothing", source))
        }
    }
}

impl Encode for () {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        sink.unit()
    }
}
