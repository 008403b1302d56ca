//! What `#[derive(Data)]` and `#[command]` call, so that the code they write stays small.

use crate::{
    Error,
    data::{Decode, Source},
    errors,
    schema::Variant,
    suggest::did_you_mean,
};

/// The place of one field while an object is read.
#[derive(Debug)]
pub struct FieldSlot<T>(Option<T>);

impl<T: Decode> FieldSlot<T> {
    /// A field that was not seen yet.
    #[allow(clippy::new_without_default, reason = "only generated code makes one")]
    pub fn new() -> Self {
        Self(None)
    }

    /// Reads the field.
    pub fn fill<'s>(&mut self, name: &str, source: impl Source<'s>) -> Result<(), Error> {
        self.0 = Some(T::decode(source).map_err(|error| error.within(name))?);
        Ok(())
    }

    /// The field's value; an error if it was not there and has to be.
    pub fn required(self, name: &str) -> Result<T, Error> {
        self.0
            .or_else(T::absent)
            .ok_or_else(|| missing_argument(name))
    }

    /// The field's value, or `default` if it was not there.
    pub fn or(self, default: T) -> T {
        self.0.unwrap_or(default)
    }
}

/// The error for an argument that is needed and not there.
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

/// Reads one of the texts `names` and gives its position.
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

fn one_of_names<'s, 'n>(
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
