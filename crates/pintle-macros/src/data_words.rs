//! The words in `#[data(…)]`.

use syn::{Attribute, Error, Meta, Result, Token, spanned::Spanned};

use crate::{attributes::combined, problems};

/// Whether `#[data(default)]` is before a struct.
pub(crate) fn has_default(attributes: &[Attribute]) -> Result<bool> {
    let mut found = false;
    for attribute in words(attributes) {
        if !matches!(attribute.meta, Meta::List(_)) {
            return Err(Error::new(attribute.path().span(), problems::DATA_LIST));
        }
        let mut is_empty = true;
        attribute.parse_nested_meta(|word| {
            is_empty = false;
            if !word.path.is_ident("default") {
                Err(word.error(problems::DATA_WORD))
            } else if found {
                Err(word.error(problems::TWICE))
            } else if word.input.is_empty() || word.input.peek(Token![,]) {
                found = true;
                Ok(())
            } else {
                Err(word.input.error(problems::DATA_FLAG))
            }
        })?;
        if is_empty {
            return Err(Error::new(attribute.path().span(), problems::DATA_LIST));
        }
    }
    Ok(found)
}

/// An error for each `#[data(…)]` in a place where it means nothing.
pub(crate) fn no_words<'a>(
    attributes: impl IntoIterator<Item = &'a Attribute>,
    problem: &str,
) -> Result<()> {
    let errors = words(attributes).map(|attribute| {
        let word = match &attribute.meta {
            Meta::List(list) => list.tokens.clone().into_iter().next(),
            _ => None,
        };
        Error::new(
            word.map_or_else(|| attribute.path().span(), |word| word.span()),
            problem,
        )
    });
    match errors.reduce(combined) {
        Some(error) => Err(error),
        None => Ok(()),
    }
}

fn words<'a>(
    attributes: impl IntoIterator<Item = &'a Attribute>,
) -> impl Iterator<Item = &'a Attribute> {
    attributes
        .into_iter()
        .filter(|attribute| attribute.path().is_ident("data"))
}
