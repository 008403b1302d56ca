//! The traits by which a type is written.

use crate::{
    AnyResource, Bytes, Date, Error, Strings, Value,
    data::{Columnar, Describe, discard_all, enter_with},
    errors,
};

/// A type that can be passed to the other side.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a result or a field",
    label = "TypeScript has no type for it",
    note = "a struct or an enum of your own needs `#[derive(pintle::Data)]`",
    note = "a type of another library has to be converted into one that can cross: docs/addons.md lists them"
)]
pub trait Encode: Describe + Sized + 'static {
    /// Writes the value.
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error>;

    /// Writes the value as a field, or nothing where the field is to be left out.
    fn encode_field<K: Sink>(self, sink: K) -> Option<Result<K::Output, Error>> {
        Some(self.encode(sink))
    }

    /// Writes a list of these.
    fn encode_list<K: Sink>(items: Vec<Self>, sink: K) -> Result<K::Output, Error> {
        let (_level, items) = enter_with(items, |items| discard_all(items.into_iter()))?;
        sink.items(items)
    }

    /// Writes a batch of these as one list for each field, if this is a struct; as a list otherwise.
    fn encode_columns<K: Sink>(items: Vec<Self>, sink: K) -> Result<K::Output, Error> {
        Self::encode_list(items, sink)
    }
}

/// Writes a list, item by item: what [`Sink::items`] does where there is no faster way.
pub fn encode_items<T: Encode, K: Sink>(items: Vec<T>, sink: K) -> Result<K::Output, Error> {
    let length = items.len();
    let mut items = items.into_iter();
    let written = sink.list(length, items.by_ref().map(|item| item.encode(sink)));
    if written.is_err() {
        discard_all(items);
    }
    written
}

/// Something a value can be written into: JavaScript, or a [`Value`].
pub trait Sink: Copy {
    /// A value that was written.
    type Output;

    /// Writes `null`.
    fn null(self) -> Result<Self::Output, Error>;
    /// Writes the result of a command that returns nothing: `undefined` in JavaScript.
    fn unit(self) -> Result<Self::Output, Error> {
        self.null()
    }
    /// Writes a boolean.
    fn bool(self, value: bool) -> Result<Self::Output, Error>;
    /// Writes a finite number.
    fn number(self, value: f64) -> Result<Self::Output, Error>;
    /// Writes a whole number of 32 bits.
    fn int32(self, value: i32) -> Result<Self::Output, Error> {
        self.number(value.into())
    }
    /// Writes a signed 64-bit integer.
    fn int64(self, value: i64) -> Result<Self::Output, Error>;
    /// Writes an unsigned 64-bit integer.
    fn uint64(self, value: u64) -> Result<Self::Output, Error>;
    /// Writes text.
    fn string(self, value: &str) -> Result<Self::Output, Error>;
    /// Writes owned text.
    fn owned_string(self, value: String) -> Result<Self::Output, Error> {
        self.string(&value)
    }
    /// Writes binary data.
    fn bytes(self, value: Bytes) -> Result<Self::Output, Error>;
    /// Writes a column of numbers.
    fn column<T: Columnar>(self, value: Vec<T>) -> Result<Self::Output, Error>;
    /// Writes a list of texts.
    fn strings(self, value: Strings) -> Result<Self::Output, Error>;
    /// Writes a list of `length` items.
    fn list(
        self,
        length: usize,
        items: impl Iterator<Item = Result<Self::Output, Error>>,
    ) -> Result<Self::Output, Error>;
    /// Writes a list of values of one type.
    fn items<T: Encode>(self, items: Vec<T>) -> Result<Self::Output, Error> {
        encode_items(items, self)
    }
    /// Writes a moment.
    fn date(self, value: Date) -> Result<Self::Output, Error>;
    /// Writes a set of `length` items.
    fn set(
        self,
        length: usize,
        items: impl Iterator<Item = Result<Self::Output, Error>>,
    ) -> Result<Self::Output, Error>;
    /// Writes an object whose names are known when the program is compiled.
    fn object(
        self,
        fields: impl IntoIterator<Item = (&'static str, Result<Self::Output, Error>)>,
    ) -> Result<Self::Output, Error>;
    /// Writes an object whose names are data.
    fn map(
        self,
        entries: impl Iterator<Item = (String, Result<Self::Output, Error>)>,
    ) -> Result<Self::Output, Error>;
    /// Writes a handle to a resource.
    fn resource(self, resource: AnyResource) -> Result<Self::Output, Error> {
        let name = resource.kind().name();
        let message = format!("a resource ({name}) cannot be written here");
        Err(Error::new(&errors::NOT_CARRIED, message))
    }
    /// Writes any value.
    fn value(self, value: Value) -> Result<Self::Output, Error>;
}
