//! Writing JSON text that JavaScript reads back faster than it can be given objects one by one.

use std::{cell::RefCell, io::Write};

use crate::{
    Bytes, Date, Error, Strings, Value,
    data::{Columnar, Encode, Sink},
    errors,
    schema::{Defs, Schema, Shape},
};

/// Whether `JSON.parse` makes of the JSON of every value of a type what that value is in JavaScript: a type
/// of objects, lists, texts, booleans and numbers.
pub fn is_plain<T: Encode>() -> bool {
    let mut defs = Defs::default();
    let schema = T::schema(&mut defs);
    are_plain(&schema, &defs, &mut Vec::new())
}

fn are_plain<'a>(schema: &'a Schema, defs: &'a Defs, seen: &mut Vec<&'a str>) -> bool {
    match schema {
        Schema::Null
        | Schema::Bool
        | Schema::Integer(_)
        | Schema::Number(_)
        | Schema::Duration
        | Schema::String
        | Schema::Char
        | Schema::Path => true,
        Schema::List(inner) | Schema::Optional(inner) | Schema::Map { value: inner, .. } => {
            are_plain(inner, defs, seen)
        }
        Schema::Ref(name) if seen.contains(&&**name) => true,
        Schema::Ref(name) => {
            seen.push(name);
            match defs.get(name).map(|def| &def.shape) {
                Some(Shape::Enum(_)) => true,
                Some(Shape::Struct(fields)) => fields
                    .iter()
                    .all(|field| are_plain(&field.schema, defs, seen)),
                _ => false,
            }
        }
        _ => false,
    }
}

/// JSON text in UTF-8: a list that grows item by item.
#[derive(Debug, Default)]
pub struct JsonList {
    text: RefCell<Vec<u8>>,
    /// Values that are being given their names.
    scratch: RefCell<Vec<u8>>,
}

impl JsonList {
    /// Adds an item of a type for which [`is_plain`] holds.
    ///
    /// # Errors
    /// Those of the type: then nothing of the list is of use.
    pub fn add<T: Encode>(&self, item: T) -> Result<(), Error> {
        let separator = if self.is_empty() { b'[' } else { b',' };
        self.text.borrow_mut().push(separator);
        item.encode(JsonSink(self)).map(drop)
    }

    /// Whether there is no item.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The length of the text.
    pub fn len(&self) -> usize {
        self.text.borrow().len()
    }

    /// Calls `read` with the text, and begins another one.
    pub fn take<R>(&self, read: impl FnOnce(&[u8]) -> R) -> R {
        let mut text = self.text.borrow_mut();
        if text.is_empty() {
            text.push(b'[');
        }
        text.push(b']');
        let result = read(&text);
        text.clear();
        result
    }
}

/// Writes values at the end of the text.
#[derive(Clone, Copy, Debug)]
struct JsonSink<'t>(&'t JsonList);

/// Where a value is in the text.
struct Span {
    start: usize,
    end: usize,
}

impl JsonSink<'_> {
    /// Writes a value.
    #[expect(
        clippy::unnecessary_wraps,
        reason = "what every method of a sink returns"
    )]
    fn write(self, write: impl FnOnce(&mut Vec<u8>)) -> Result<Span, Error> {
        let text = &mut *self.0.text.borrow_mut();
        let start = text.len();
        write(text);
        let end = text.len();
        Ok(Span { start, end })
    }

    /// Puts values that have been written, one after the other, between brackets, and `name` before each.
    fn enclose<P>(
        self,
        [open, close]: [u8; 2],
        parts: impl Iterator<Item = Result<(P, Span), Error>>,
        name: impl Fn(&mut Vec<u8>, &P),
    ) -> Result<Span, Error> {
        let parts = parts.collect::<Result<Vec<_>, _>>()?;
        let text = &mut *self.0.text.borrow_mut();
        let scratch = &mut *self.0.scratch.borrow_mut();
        let start = parts.first().map_or(text.len(), |(_, span)| span.start);
        scratch.clear();
        scratch.extend_from_slice(&text[start..]);
        text.truncate(start);
        text.push(open);
        for (index, (part, span)) in parts.iter().enumerate() {
            if index > 0 {
                text.push(b',');
            }
            name(text, part);
            text.extend_from_slice(&scratch[span.start - start..span.end - start]);
        }
        text.push(close);
        let end = text.len();
        Ok(Span { start, end })
    }

    fn members<N: AsRef<str>>(
        self,
        members: impl Iterator<Item = (N, Result<Span, Error>)>,
    ) -> Result<Span, Error> {
        let parts = members.map(|(name, written)| written.map(|span| (name, span)));
        self.enclose(*b"{}", parts, |text, name| {
            write_text(text, name.as_ref());
            text.push(b':');
        })
    }
}

/// Writes a text in quotes.
fn write_text(json: &mut Vec<u8>, text: &str) {
    json.push(b'"');
    let mut rest = text.as_bytes();
    let is_special = |byte: &u8| *byte < b' ' || *byte == b'"' || *byte == b'\\';
    while let Some(place) = rest.iter().position(is_special) {
        json.extend_from_slice(&rest[..place]);
        // Writing to memory does not fail.
        let _ = match rest[place] {
            special @ (b'"' | b'\\') => write!(json, "\\{}", char::from(special)),
            control => write!(json, "\\u{control:04x}"),
        };
        rest = &rest[place + 1..];
    }
    json.extend_from_slice(rest);
    json.push(b'"');
}

/// The error for what the type's schema has excluded.
#[cold]
fn unexpected() -> Error {
    let message = "expected a value that JSON has, got another one";
    Error::new(&errors::INVALID_VALUE, message)
}

impl Sink for JsonSink<'_> {
    type Output = Span;

    fn null(self) -> Result<Span, Error> {
        self.write(|text| text.extend_from_slice(b"null"))
    }

    fn bool(self, value: bool) -> Result<Span, Error> {
        let word: &[u8] = if value { b"true" } else { b"false" };
        self.write(|text| text.extend_from_slice(word))
    }

    fn number(self, value: f64) -> Result<Span, Error> {
        if value == 0.0 && value.is_sign_negative() {
            return self.write(|text| text.extend_from_slice(b"-0"));
        }
        let mut buffer = ryu_js::Buffer::new();
        let digits = buffer.format_finite(value);
        self.write(|text| text.extend_from_slice(digits.as_bytes()))
    }

    fn int32(self, value: i32) -> Result<Span, Error> {
        // Writing to memory does not fail.
        self.write(|text| drop(write!(text, "{value}")))
    }

    fn int64(self, _: i64) -> Result<Span, Error> {
        Err(unexpected())
    }

    fn uint64(self, _: u64) -> Result<Span, Error> {
        Err(unexpected())
    }

    fn string(self, value: &str) -> Result<Span, Error> {
        self.write(|text| write_text(text, value))
    }

    fn bytes(self, _: Bytes) -> Result<Span, Error> {
        Err(unexpected())
    }

    fn column<T: Columnar>(self, _: Vec<T>) -> Result<Span, Error> {
        Err(unexpected())
    }

    fn strings(self, value: Strings) -> Result<Span, Error> {
        self.list(value.len(), value.iter().map(|text| self.string(text)))
    }

    fn list(
        self,
        _length: usize,
        items: impl Iterator<Item = Result<Span, Error>>,
    ) -> Result<Span, Error> {
        let parts = items.map(|written| written.map(|span| ((), span)));
        self.enclose(*b"[]", parts, |_, ()| ())
    }

    fn date(self, _: Date) -> Result<Span, Error> {
        Err(unexpected())
    }

    fn set(
        self,
        _length: usize,
        _items: impl Iterator<Item = Result<Span, Error>>,
    ) -> Result<Span, Error> {
        Err(unexpected())
    }

    fn object(
        self,
        fields: impl IntoIterator<Item = (&'static str, Result<Span, Error>)>,
    ) -> Result<Span, Error> {
        self.members(fields.into_iter())
    }

    fn map(
        self,
        entries: impl Iterator<Item = (String, Result<Span, Error>)>,
    ) -> Result<Span, Error> {
        self.members(entries)
    }

    fn value(self, _: Value) -> Result<Span, Error> {
        Err(unexpected())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_that_of_serde_json() {
        let items = [
            (vec![Some("a\"\\\n\u{1f}ü\u{2028}".to_owned()), None], -0.0),
            (vec![], 1e21),
            (vec![Some(String::new())], 1.5e-7),
        ];
        let list = JsonList::default();
        for (texts, number) in items.clone() {
            let map = std::collections::BTreeMap::from([
                ("a\"b".to_owned(), texts.clone()),
                (String::new(), texts),
            ]);
            list.add(vec![Some(map), None]).unwrap();
            list.add(number).unwrap();
        }
        let text = list.take(<[u8]>::to_vec);
        let read: serde_json::Value = serde_json::from_slice(&text).unwrap();
        let expected = items.map(|(texts, number)| {
            let map = serde_json::json!({ "": texts, "a\"b": texts });
            [serde_json::json!([map, null]), number.into()]
        });
        assert_eq!(read, serde_json::Value::from(expected.concat()));
        assert!(String::from_utf8(text).unwrap().contains("-0"));
        assert_eq!(list.take(<[u8]>::to_vec), b"[]");
    }
}
