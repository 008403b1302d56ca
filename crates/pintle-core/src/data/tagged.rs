//! Tagged unions: objects that a property, the tag, distinguishes. What `#[derive(Data)]` calls for
//! an enum with `#[data(tag = "…")]`.

use std::iter;

use super::structs::{discard_fields, one_of_names};
use crate::{
    Error,
    data::{Sink, Source, StructData, enter_with, missing_argument, unknown_argument},
    schema::{Defs, Field},
};

/// What the tag of an object says: the position of its text in `names`.
///
/// # Errors
/// If it is not an object, has no tag, or has another one than these.
pub fn tag_of<'s>(
    source: impl Source<'s>,
    tag: &str,
    names: &[(&str, &str)],
) -> Result<usize, Error> {
    let value = tag_value(source, tag)?;
    one_of_names(value, names.iter().map(|(name, _)| *name)).map_err(|error| error.within(tag))
}

/// The value of an object's tag, wherever it is among the properties.
pub(crate) fn tag_value<'s, S: Source<'s>>(source: S, tag: &str) -> Result<S, Error> {
    let found = source.property(tag);
    let value = found.map_err(|fault| fault.expected("an object", source))?;
    match value {
        Some(value) if !value.is_undefined() => Ok(value),
        _ => {
            // It may be another kind of object, such as a list.
            let visited = source.properties(&mut |_, _| Ok(()));
            visited.map_err(|fault| fault.expected("an object", source))?;
            Err(missing_argument(tag))
        }
    }
}

/// What a variant has beside its tag: the fields of a struct with `#[derive(Data)]`, or of a hidden one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be what a variant with a tag holds: only a struct with `#[derive(Data)]` has fields to put beside the tag",
    label = "not a struct with `#[derive(Data)]`",
    note = "a variant with named fields can hold any type"
)]
pub trait VariantData: Sized {
    /// The names of the fields.
    const NAMES: &'static [&'static str];

    /// Describes the fields.
    fn fields(defs: &mut Defs) -> Vec<Field>;

    /// Approximately how many bytes the fields take in memory.
    fn footprint(&self) -> usize;

    /// Reads the properties beside the tag.
    ///
    /// # Errors
    /// Those of reading a struct.
    fn decode<'s, S: Source<'s>>(source: S, tag: &str) -> Result<Self, Error>;

    /// Writes the fields with a tag before them.
    ///
    /// # Errors
    /// Those of writing a struct.
    fn encode<K: Sink>(self, tag: &'static str, name: &str, sink: K) -> Result<K::Output, Error>;
}

// Otherwise the compiler would say that the type cannot be flattened, of which the author has not heard.
#[diagnostic::do_not_recommend]
impl<T: StructData + 'static> VariantData for T {
    const NAMES: &'static [&'static str] = <T as StructData>::NAMES;

    fn fields(defs: &mut Defs) -> Vec<Field> {
        <T as StructData>::fields(None, defs)
    }

    fn footprint(&self) -> usize {
        StructData::footprint(self)
    }

    fn decode<'s, S: Source<'s>>(source: S, tag: &str) -> Result<Self, Error> {
        let mut slots = T::slots();
        let mut has_tag = false;
        let mut visit = |name: &str, value: S| {
            if name == tag {
                has_tag = true;
                Ok(())
            } else if T::fill(&mut slots, name, value)? {
                Ok(())
            } else {
                Err(unknown_argument(name, <T as StructData>::NAMES))
            }
        };
        let visited = source.properties(&mut visit);
        visited.map_err(|fault| fault.expected("an object", source))?;
        // A property that JavaScript has inherited is not one of the object's own.
        if has_tag {
            T::finish(slots, None)
        } else {
            Err(missing_argument(tag))
        }
    }

    fn encode<K: Sink>(self, tag: &'static str, name: &str, sink: K) -> Result<K::Output, Error> {
        let (_level, value) = enter_with(self, discard_fields)?;
        let tag = iter::once((tag, sink.string(name)));
        let mut fields = tag.chain(value.write(sink));
        let written = sink.object(fields.by_ref());
        if written.is_err() {
            fields.for_each(drop);
        }
        written
    }
}
