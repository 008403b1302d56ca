//! The words in `#[data(…)]`.

use syn::{Attribute, Error, Expr, Meta, Result, Token, meta::ParseNestedMeta, spanned::Spanned};

use crate::{attributes::combined, problems};

/// Whether `#[data(default)]` is before a struct.
pub(crate) fn has_default(attributes: &[Attribute]) -> Result<bool> {
    let mut found = false;
    each_word(attributes, "data", problems::DATA_LIST, |word| {
        if !word.path.is_ident("default") {
            return Err(word.error(problems::DATA_WORD));
        }
        no_value(&word, problems::DATA_FLAG)?;
        once(&word, !found)?;
        found = true;
        Ok(())
    })?;
    Ok(found)
}

/// What is said of a field.
#[derive(Default)]
pub(crate) struct FieldWords {
    /// Its own fields are fields of the struct.
    pub(crate) flatten: bool,
    /// Its value when it is left out.
    pub(crate) default: Option<Expr>,
}

impl FieldWords {
    pub(crate) fn read(attributes: &[Attribute]) -> Result<Self> {
        let mut words = Self::default();
        each_word(attributes, "data", problems::DATA_FIELD_LIST, |word| {
            if word.path.is_ident("flatten") {
                no_value(&word, problems::FLAG)?;
                once(&word, !words.flatten)?;
                words.flatten = true;
            } else if word.path.is_ident("default") {
                once(&word, words.default.is_none())?;
                let is_value = word.input.peek(Token![=]);
                let value = is_value.then(|| word.value()?.parse::<Expr>());
                words.default = match value {
                    Some(Ok(value)) => Some(value),
                    _ => return Err(word.error(problems::DATA_VALUE)),
                };
            } else {
                return Err(word.error(problems::DATA_FIELD));
            }
            Ok(())
        })?;
        Ok(words)
    }
}

/// Reads the words of every attribute of that name, none of which may be empty.
pub(crate) fn each_word(
    attributes: &[Attribute],
    name: &str,
    expected: &str,
    mut read: impl FnMut(ParseNestedMeta<'_>) -> Result<()>,
) -> Result<()> {
    for attribute in attributes {
        if !attribute.path().is_ident(name) {
            continue;
        }
        if !matches!(attribute.meta, Meta::List(_)) {
            return Err(Error::new(attribute.path().span(), expected));
        }
        let mut is_empty = true;
        attribute.parse_nested_meta(|word| {
            is_empty = false;
            read(word)
        })?;
        if is_empty {
            return Err(Error::new(attribute.path().span(), expected));
        }
    }
    Ok(())
}

pub(crate) fn no_value(word: &ParseNestedMeta<'_>, problem: &str) -> Result<()> {
    if word.input.is_empty() || word.input.peek(Token![,]) {
        Ok(())
    } else {
        Err(word.input.error(problem))
    }
}

pub(crate) fn once(word: &ParseNestedMeta<'_>, is_first: bool) -> Result<()> {
    if is_first {
        Ok(())
    } else {
        Err(word.error(problems::TWICE))
    }
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
