//! Text, paths and binary data.

use std::{borrow::Cow, path::PathBuf};

use crate::{
    Bytes, Error, Strings,
    data::{Columnar, Decode, DecodeRef, Describe, Encode, Fault, Kinds, Lent, Sink, Source},
    errors,
    schema::{Defs, IntegerType, Schema},
};

impl Describe for String {
    const KINDS: Kinds = Kinds::TEXT;

    fn schema(_: &mut Defs) -> Schema {
        Schema::String
    }

    fn footprint(&self) -> usize {
        size_of::<Self>() + self.len()
    }
}

impl Decode for String {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        str::decode_ref(source).map(Cow::into_owned)
    }
}

impl Encode for String {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        sink.owned_string(self)
    }

    fn encode_list<K: Sink>(items: Vec<Self>, sink: K) -> Result<K::Output, Error> {
        sink.strings(items.into_iter().collect())
    }
}

impl Describe for Strings {
    const KINDS: Kinds = Kinds::LIST;

    fn schema(defs: &mut Defs) -> Schema {
        Vec::<String>::schema(defs)
    }

    fn footprint(&self) -> usize {
        size_of::<Self>() + self.bytes() + self.len() * size_of::<usize>()
    }
}

impl Decode for Strings {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        Vec::<String>::decode(source).map(Self::from_iter)
    }
}

impl Encode for Strings {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        sink.strings(self)
    }
}

impl DecodeRef for str {
    fn schema(_: &mut Defs) -> Schema {
        Schema::String
    }

    fn decode_ref<'s, S: Source<'s>>(source: S) -> Result<Cow<'s, Self>, Error> {
        source
            .string()
            .map_err(|fault| fault.expected("a string", source))
    }

    type Lent = String;

    fn decode_lent<'s, S: Source<'s>>(source: S) -> Result<String, Error> {
        String::decode(source)
    }

    fn lend(lent: &String) -> Result<&Self, Error> {
        Ok(lent)
    }
}

impl Describe for PathBuf {
    const KINDS: Kinds = Kinds::TEXT;

    fn schema(_: &mut Defs) -> Schema {
        Schema::Path
    }

    fn footprint(&self) -> usize {
        size_of::<Self>() + self.as_os_str().len()
    }
}

impl Decode for PathBuf {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        let text = source.string().and_then(|text| match text.as_ref() {
            "" => Err(Fault::Invalid("an empty string")),
            text if text.contains('\0') => Err(Fault::Invalid("a string with a NUL character")),
            _ => Ok(text),
        });
        let text = text.map_err(|fault| fault.expected("a path", source))?;
        Ok(text.into_owned().into())
    }
}

impl Encode for PathBuf {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        sink.owned_string(path_text(self)?)
    }

    fn encode_list<K: Sink>(items: Vec<Self>, sink: K) -> Result<K::Output, Error> {
        sink.strings(items.into_iter().map(path_text).collect::<Result<_, _>>()?)
    }
}

/// The text of a path. A name that is not UTF-8 is an error, and never replaced by another.
fn path_text(path: PathBuf) -> Result<String, Error> {
    path.into_os_string().into_string().map_err(|name| {
        let shown = name.to_string_lossy().into_owned();
        Error::new(
            &errors::NOT_UTF8,
            format!("the name of {shown} is not valid UTF-8"),
        )
    })
}

impl Describe for Bytes {
    const KINDS: Kinds = Kinds::BYTES;

    fn schema(_: &mut Defs) -> Schema {
        Schema::Bytes
    }

    fn footprint(&self) -> usize {
        size_of::<Self>() + self.len()
    }
}

impl Decode for Bytes {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        source
            .owned_bytes()
            .map_err(|fault| fault.expected(BYTES, source))
    }
}

impl Encode for Bytes {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        sink.bytes(self)
    }
}

const BYTES: &str = "a Uint8Array";

/// A single byte is a small number; a list of them is binary data.
impl Describe for u8 {
    const KINDS: Kinds = Kinds::NUMBER;
    const LIST_KINDS: Kinds = Kinds::BYTES;

    fn schema(_: &mut Defs) -> Schema {
        Schema::Integer(IntegerType::U8)
    }

    fn list_schema(_: &mut Defs) -> Schema {
        Schema::Bytes
    }
}

impl Decode for u8 {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        let number = super::scalars::integer(source);
        number.map_err(|fault| fault.expected(&IntegerType::U8.in_words(), source))
    }

    fn decode_list<'s, S: Source<'s>>(source: S) -> Result<Vec<Self>, Error> {
        <[u8]>::decode_ref(source).map(Cow::into_owned)
    }
}

impl Encode for u8 {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        sink.int32(self.into())
    }

    fn encode_list<K: Sink>(items: Vec<Self>, sink: K) -> Result<K::Output, Error> {
        sink.bytes(items.into())
    }
}

impl DecodeRef for [u8] {
    fn schema(_: &mut Defs) -> Schema {
        Schema::Bytes
    }

    fn decode_ref<'s, S: Source<'s>>(source: S) -> Result<Cow<'s, Self>, Error> {
        source
            .bytes()
            .map_err(|fault| fault.expected(BYTES, source))
    }

    type Lent = Lent<u8>;

    fn decode_lent<'s, S: Source<'s>>(source: S) -> Result<Lent<u8>, Error> {
        source
            .lent_bytes()
            .map_err(|fault| fault.expected(BYTES, source))
    }

    fn lend(lent: &Lent<u8>) -> Result<&Self, Error> {
        lent.lend()
    }
}

impl<T: Columnar> DecodeRef for [T] {
    fn schema(_: &mut Defs) -> Schema {
        Schema::Column(T::TYPE)
    }

    fn decode_ref<'s, S: Source<'s>>(source: S) -> Result<Cow<'s, Self>, Error> {
        super::scalars::decode_column(source)
    }

    type Lent = Lent<T>;

    fn decode_lent<'s, S: Source<'s>>(source: S) -> Result<Lent<T>, Error> {
        source
            .lent_column()
            .map_err(|fault| fault.expected(T::TYPE.kind().shown(), source))
    }

    fn lend(lent: &Lent<T>) -> Result<&Self, Error> {
        lent.lend()
    }
}
