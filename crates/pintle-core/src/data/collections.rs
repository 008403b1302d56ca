//! Lists, options, maps, and values of any type.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    Error, Value,
    data::{
        Decode, Describe, Encode, Fault, Kinds, Sink, Source, check_value, discard_all, enter_with,
    },
    schema::{Defs, Schema},
};

impl<T: Describe> Describe for Vec<T> {
    const KINDS: Kinds = T::LIST_KINDS;

    fn schema(defs: &mut Defs) -> Schema {
        const {
            assert!(
                !T::OPTIONAL,
                "a list of Option: leave the missing items out instead"
            );
        };
        T::list_schema(defs)
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
            )
        };
        Schema::Optional(Box::new(T::schema(defs)))
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

impl<T: Describe> Describe for BTreeMap<String, T> {
    const KINDS: Kinds = Kinds::OBJECT;

    fn schema(defs: &mut Defs) -> Schema {
        const { only_in_fields::<T>() };
        Schema::Map(Box::new(T::schema(defs)))
    }
}

impl<T: Decode> Decode for BTreeMap<String, T> {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        let mut map = Self::new();
        let mut visit = |name: &str, value: S| {
            let value = T::decode(value).map_err(|error| error.within(name))?;
            map.insert(name.to_owned(), value);
            Ok(())
        };
        // An optional value is missing if its name is present with the value `undefined`.
        let visited = if T::absent().is_some() {
            source.entries(&mut visit)
        } else {
            source.properties(&mut visit)
        };
        visited.map_err(|fault| fault.expected("an object", source))?;
        Ok(map)
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        let (_level, map) = enter_with(self, |map| discard_all(map.into_values()))?;
        let mut entries = map.into_iter();
        let encoded = entries
            .by_ref()
            .map(|(name, value)| (name, value.encode(sink)));
        let written = sink.map(encoded);
        if written.is_err() {
            discard_all(entries.map(|(_, value)| value));
        }
        written
    }
}

impl Describe for Value {
    fn schema(_: &mut Defs) -> Schema {
        Schema::Any
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
