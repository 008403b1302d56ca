//! Untagged unions: types that are distinguished by the kinds of their values. What `#[derive(Data)]`
//! calls for an enum with `#[data(untagged)]`.

use crate::{
    Error,
    data::{Fault, Kinds, Source},
    errors,
};

/// Reads the one of `alternatives` that the kind of a value belongs to, by its position.
///
/// # Errors
/// If it belongs to none, and those of reading it.
pub fn read_alternative<'s, T, S: Source<'s>>(
    source: S,
    alternatives: &[Kinds],
    read: impl FnOnce(usize) -> Result<T, Error>,
) -> Result<T, Error> {
    let kind = source.kinds();
    let position = alternatives.iter().position(|one| one.overlap(kind));
    let expected = || {
        let all = alternatives.iter().copied();
        let all = all.fold(Kinds::NONE, Kinds::and).in_words();
        Fault::WrongType.expected(&all, source)
    };
    let Some(position) = position else {
        return Err(expected());
    };
    read(position).map_err(|error| {
        // A bigint is a text in JSON only: the alternative is the wrong one as a whole.
        let is_other = error.code() == errors::INVALID_TYPE.code && error.pointer().is_empty();
        if is_other { expected() } else { error }
    })
}
