//! What `#[derive(Data)]` and `#[command]` call, so that the code they generate stays small.

use crate::{
    Error,
    data::{Decode, Encode, Sink, Source, ValueSink, enter_with},
    errors,
    schema::{Defs, Field, Variant},
    suggest::did_you_mean,
};

/// A struct with `#[derive(Data)]` as its fields, so that `#[data(flatten)]` can put them among those
/// of another struct. The types of all of them are known when that one is compiled: nothing is read
/// into something general first, so errors, unknown names and schemas are those of plain fields.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be flattened: only a struct with `#[derive(Data)]` has fields for another one",
    label = "not a struct with `#[derive(Data)]`"
)]
pub trait StructData: Sized {
    /// The names of the fields, with those of flattened ones in their places.
    const NAMES: &'static [&'static str];
    /// The fields while an object is read.
    type Slots;

    /// None of the fields was seen yet.
    fn slots() -> Self::Slots;
    /// Describes the fields; those of `default` may be left out.
    fn fields(default: Option<Self>, defs: &mut Defs) -> Vec<Field>;
    /// Reads the field of that name. Returns `false` where there is none.
    fn fill<'s, S: Source<'s>>(
        slots: &mut Self::Slots,
        name: &str,
        source: S,
    ) -> Result<bool, Error>;
    /// Makes a struct of what was read, with the fields of `default` for those that were left out.
    fn finish(slots: Self::Slots, default: Option<Self>) -> Result<Self, Error>;
    /// Writes the fields.
    fn write<K: Sink>(
        self,
        sink: K,
    ) -> impl Iterator<Item = (&'static str, Result<K::Output, Error>)>;
    /// Writes the fields of all items, each as a list.
    fn write_columns<K: Sink>(
        items: Vec<Self>,
        sink: K,
    ) -> impl Iterator<Item = (&'static str, Result<K::Output, Error>)>;
    /// Approximately how many bytes the fields take in memory.
    fn footprint(&self) -> usize;
}

/// How many names there are in all of the lists.
pub const fn count_names(lists: &[&[&str]]) -> usize {
    let (mut all, mut index) = (0, 0);
    while index < lists.len() {
        all += lists[index].len();
        index += 1;
    }
    all
}

/// The lists as one, of the length that [`count_names`] says.
///
/// # Panics
/// When it has another length.
pub const fn join_names<const N: usize>(lists: &[&[&'static str]]) -> [&'static str; N] {
    let mut all = [""; N];
    let (mut length, mut list) = (0, 0);
    while list < lists.len() {
        let mut index = 0;
        while index < lists[list].len() {
            all[length] = lists[list][index];
            length += 1;
            index += 1;
        }
        list += 1;
    }
    assert!(length == N, "not all of the names");
    all
}

/// Reads a struct.
pub fn decode_struct<'s, T: StructData, S: Source<'s>>(source: S) -> Result<T, Error> {
    let mut slots = T::slots();
    let mut visit = |name: &str, value: S| {
        if T::fill(&mut slots, name, value)? {
            Ok(())
        } else {
            Err(unknown_argument(name, T::NAMES))
        }
    };
    source
        .properties(&mut visit)
        .map_err(|fault| fault.expected("an object", source))?;
    T::finish(slots, None)
}

/// Drops a struct of however many levels.
pub(super) fn discard_fields<T: StructData>(value: T) {
    value.write(ValueSink).for_each(drop);
}

/// Writes a struct.
pub fn encode_struct<T: StructData + 'static, K: Sink>(
    value: T,
    sink: K,
) -> Result<K::Output, Error> {
    let (_level, value) = enter_with(value, discard_fields)?;
    let mut fields = value.write(sink);
    let written = sink.object(fields.by_ref());
    if written.is_err() {
        fields.for_each(drop);
    }
    written
}

/// Writes structs as one list for each field.
pub fn encode_columns<T: StructData + 'static, K: Sink>(
    items: Vec<T>,
    sink: K,
) -> Result<K::Output, Error> {
    let discard = |items: Vec<T>| items.into_iter().for_each(discard_fields);
    let (_level, items) = enter_with(items, discard)?;
    sink.object(T::write_columns(items, sink))
}

/// Describes one field, which may be left out if it has a default.
pub fn describe_field<T: Encode>(
    name: &'static str,
    description: &'static str,
    default: Option<T>,
    defs: &mut Defs,
) -> Field {
    Field {
        name: name.into(),
        description: description.into(),
        schema: T::schema(defs),
        optional: T::OPTIONAL || default.is_some(),
        default: default.and_then(|value| value.encode(ValueSink).ok()),
    }
}

/// The place of one field while an object is read.
#[derive(Debug)]
pub struct FieldSlot<T>(Option<T>);

impl<T: Decode> FieldSlot<T> {
    /// A field that has not been seen yet.
    #[allow(clippy::new_without_default, reason = "only generated code makes one")]
    pub fn new() -> Self {
        Self(None)
    }

    /// Reads the field.
    pub fn fill<'s>(&mut self, name: &str, source: impl Source<'s>) -> Result<(), Error> {
        self.0 = Some(T::decode(source).map_err(|error| error.within(name))?);
        Ok(())
    }

    /// The field's value, or `default` if it was not there; an error if there is neither.
    pub fn or(self, default: impl FnOnce() -> Option<T>, name: &str) -> Result<T, Error> {
        self.0
            .or_else(default)
            .or_else(T::absent)
            .ok_or_else(|| missing_argument(name))
    }
}

/// The error for a required argument that is missing.
#[cold]
pub fn missing_argument(name: &str) -> Error {
    Error::new(&errors::MISSING_ARG, "a value is required").within(name)
}

/// The error for a name that is none of `known`.
#[cold]
pub fn unknown_argument(name: &str, known: &[&str]) -> Error {
    let hint = did_you_mean(name, known.iter().copied());
    Error::new(
        &errors::UNKNOWN_ARG,
        format!("there is no such argument{hint}"),
    )
    .within(name)
}

/// Reads one of the texts `names` and returns its position.
pub fn one_of<'s>(source: impl Source<'s>, names: &[(&str, &str)]) -> Result<usize, Error> {
    one_of_names(source, names.iter().map(|(name, _)| *name))
}

/// Checks that it is one of the texts of an enum.
pub(crate) fn one_of_variants<'s>(
    source: impl Source<'s>,
    variants: &[Variant],
) -> Result<(), Error> {
    one_of_names(source, variants.iter().map(|variant| &*variant.name)).map(drop)
}

/// Reads one of the texts and returns its position.
pub(crate) fn one_of_names<'s, 'n>(
    source: impl Source<'s>,
    names: impl Iterator<Item = &'n str> + Clone,
) -> Result<usize, Error> {
    let listed = || {
        let names = names.clone().map(|name| format!("\"{name}\""));
        names.collect::<Vec<_>>().join(" or ")
    };
    let text = source
        .string()
        .map_err(|fault| fault.expected(&listed(), source))?;
    names.clone().position(|name| name == text).ok_or_else(|| {
        let hint = did_you_mean(&text, names.clone());
        let message = format!("expected {}, got {}{hint}", listed(), source.describe());
        Error::new(&errors::INVALID_VALUE, message)
    })
}
