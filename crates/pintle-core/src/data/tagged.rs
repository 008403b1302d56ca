//! Tagged unions: objects that a property, the tag, distinguishes. What `#[derive(Data)]` calls for
//! an enum with `#[data(tag = "…")]`.

use std::iter;

use super::structs::{discard_fields, one_of_names};
use crate::{
    Error,
    data::{Sink, Source, StructData, enter_with, missing_argument, unknown_argument},
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

/// Reads the properties beside the tag as those of a struct.
///
/// # Errors
/// Those of reading a struct.
pub fn decode_alternative<'s, T: StructData, S: Source<'s>>(
    source: S,
    tag: &str,
) -> Result<T, Error> {
    let mut slots = T::slots();
    let mut has_tag = false;
    let mut visit = |name: &str, value: S| {
        if name == tag {
            has_tag = true;
            Ok(())
        } else if T::fill(&mut slots, name, value)? {
            Ok(())
        } else {
            Err(unknown_argument(name, T::NAMES))
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

/// Writes the fields of a struct with a tag before them.
///
/// # Errors
/// Those of writing a struct.
pub fn encode_alternative<T: StructData + 'static, K: Sink>(
    value: T,
    tag: &'static str,
    name: &str,
    sink: K,
) -> Result<K::Output, Error> {
    let (_level, value) = enter_with(value, discard_fields)?;
    let tag = iter::once((tag, sink.string(name)));
    let mut fields = tag.chain(value.write(sink));
    let written = sink.object(fields.by_ref());
    if written.is_err() {
        fields.for_each(drop);
    }
    written
}
