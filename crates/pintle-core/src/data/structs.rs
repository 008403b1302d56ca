//! What `#[derive(Data)]` and `#[command]` call, so that the code they generate stays small.

use crate::{
    Error,
    data::{Decode, Source},
    errors,
    suggest::did_you_mean,
};

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

    /// The field's value; an error if it is missing and required.
    pub fn required(self, name: &str) -> Result<T, Error> {
        self.0
            .or_else(T::absent)
            .ok_or_else(|| missing_argument(name))
    }

    /// The field's value, or `default` if it is missing.
    pub fn or(self, default: T) -> T {
        self.0.unwrap_or(default)
    }
}

/// The error for a required argument that is missing.
#[cold]
pub(crate) fn missing_argument(name: &str) -> Error {
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
    let listed = || {
        let names: Vec<String> = names
            .iter()
            .map(|(name, _)| format!("\"{name}\""))
            .collect();
        names.join(" or ")
    };
    let text = source
        .string()
        .map_err(|fault| fault.expected(&listed(), source))?;
    names
        .iter()
        .position(|(name, _)| *name == text)
        .ok_or_else(|| {
            let hint = did_you_mean(&text, names.iter().map(|(name, _)| *name));
            let message = format!("expected {}, got {}{hint}", listed(), source.describe());
            Error::new(&errors::INVALID_VALUE, message)
        })
}
