//! The traits by which a type is described and read.

use std::borrow::Cow;

use crate::{
    Error,
    data::{Kinds, Level, Source},
    schema::{Defs, Schema},
};

/// A type that crosses the boundary and can describe what it looks like there.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a parameter, a result or a field",
    label = "TypeScript has no type for it",
    note = "a struct or an enum of your own needs `#[derive(pintle::Data)]`",
    note = "a type of another library has to be converted into one that can cross: docs/addons.md lists them"
)]
pub trait Describe {
    /// Whether a value may be missing. Only `Option` is so.
    const OPTIONAL: bool = false;
    /// Whether being absent and `null` differ. Only an `Option` inside an `Option` is so.
    const NULLABLE: bool = false;
    /// The kinds of its values.
    const KINDS: Kinds = Kinds::ANY;
    /// The kinds of a list of these.
    const LIST_KINDS: Kinds = Kinds::LIST;
    /// The names of the fields, if the type is a struct.
    const FIELDS: Option<&'static [&'static str]> = None;

    /// The name of the type of resources, if this is a handle to one.
    const RESOURCE: Option<&'static str> = None;

    /// The type's schema. Named types are added to `defs`.
    fn schema(defs: &mut Defs) -> Schema;

    /// The schema of a list of these: number types have typed arrays.
    fn list_schema(defs: &mut Defs) -> Schema {
        Schema::List(Box::new(Self::schema(defs)))
    }

    /// Approximately how many bytes the value takes in memory, with what it owns elsewhere.
    fn footprint(&self) -> usize
    where
        Self: Sized,
    {
        size_of::<Self>()
    }
}

/// A type that can be read from the other side. Nothing is coerced: what does not fit is an error
/// that names the place, what was expected and what was passed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a parameter or a field",
    label = "TypeScript has no type for it",
    note = "a struct or an enum of your own needs `#[derive(pintle::Data)]`",
    note = "a type of another library has to be converted into one that can cross: docs/addons.md lists them"
)]
pub trait Decode: Describe + Sized {
    /// Reads a value.
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error>;

    /// The value of an argument that was left out, if it is optional.
    fn absent() -> Option<Self> {
        None
    }

    /// Reads a list of these.
    fn decode_list<'s, S: Source<'s>>(source: S) -> Result<Vec<Self>, Error> {
        decode_items(source, Self::decode)
    }
}

/// Reads a list, item by item.
pub(crate) fn decode_items<'s, S: Source<'s>, T>(
    source: S,
    mut decode: impl FnMut(S) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    let length = source
        .list_len()
        .map_err(|fault| fault.expected("an array", source))?;
    let _level = Level::enter()?;
    // No more than this is reserved in advance: a sparse array may claim four billion elements.
    let mut items = Vec::with_capacity(length.min(4096) as usize);
    source.each(length, &mut |item| {
        items.push(decode(item)?);
        Ok(())
    })?;
    Ok(items)
}

/// A type that a command can borrow for the time of a call: `&str`, `&[u8]`, `&[f64]`.
#[diagnostic::on_unimplemented(
    message = "`&{Self}` cannot be a parameter",
    label = "it cannot be borrowed from JavaScript",
    note = "a parameter can borrow `&str`, `&[u8]`, or a slice of numbers that has a typed array"
)]
pub trait DecodeRef: ToOwned {
    /// The schema of the borrowed value.
    fn schema(defs: &mut Defs) -> Schema;

    /// Borrows the value, or reads it if the source has none that could be borrowed.
    fn decode_ref<'s, S: Source<'s>>(source: S) -> Result<Cow<'s, Self>, Error>;

    /// What a call has of the value that goes on when its caller does.
    type Lent: Send + Sync + 'static;

    /// Reads the value for such a call.
    fn decode_lent<'s, S: Source<'s>>(source: S) -> Result<Self::Lent, Error>;

    /// The value, as such a call lends it to its function.
    ///
    /// # Errors
    /// Those of [`Lent::lend`](crate::data::Lent::lend).
    fn lend(lent: &Self::Lent) -> Result<&Self, Error>;
}
