//! The words in `#[data(…)]`.

use proc_macro2::Span;
use syn::{
    Attribute, Error, Expr, LitStr, Meta, Result, Token, meta::ParseNestedMeta, spanned::Spanned,
};

use crate::{attributes::combined, casing::Casing, problems};

/// What is said of a struct.
#[derive(Default)]
pub(crate) struct StructWords {
    /// Fields that are left out have the values of its `Default`.
    pub(crate) default: bool,
    /// How its fields are named.
    pub(crate) rename_all: Option<Casing>,
}

impl StructWords {
    pub(crate) fn read(attributes: &[Attribute]) -> Result<Self> {
        let mut words = Self::default();
        each_word(attributes, "data", problems::DATA_LIST, |word| {
            if word.path.is_ident("default") {
                no_value(word, problems::DATA_FLAG)?;
                once(word, !words.default)?;
                words.default = true;
                return Ok(());
            }
            let known = rename_all(word, "rename_all", &mut words.rename_all)?;
            known_word(known, word, problems::DATA_WORD)
        })?;
        Ok(words)
    }
}

/// What is said of an enum.
#[derive(Default)]
pub(crate) struct EnumWords {
    /// The name of the property that distinguishes the variants.
    pub(crate) tag: Option<LitStr>,
    /// Whether the kinds of their values distinguish them.
    pub(crate) untagged: bool,
    /// How its variants are named.
    pub(crate) rename_all: Option<Casing>,
    /// How the fields of its variants are named.
    pub(crate) rename_all_fields: Option<Casing>,
}

impl EnumWords {
    pub(crate) fn read(attributes: &[Attribute]) -> Result<Self> {
        let mut words = Self::default();
        each_word(attributes, "data", problems::DATA_ENUM_LIST, |word| {
            let known = text(word, "tag", &mut words.tag)?
                || flag(word, "untagged", &mut words.untagged)?
                || rename_all(word, "rename_all", &mut words.rename_all)?
                || rename_all(word, "rename_all_fields", &mut words.rename_all_fields)?;
            known_word(known, word, problems::DATA_ENUM)
        })?;
        if let Some(tag) = &words.tag {
            property_name(tag)?;
        }
        Ok(words)
    }
}

/// What is said of a variant.
#[derive(Default)]
pub(crate) struct VariantWords {
    /// Its name.
    pub(crate) rename: Option<LitStr>,
    /// How its fields are named.
    pub(crate) rename_all: Option<Casing>,
}

impl VariantWords {
    pub(crate) fn read(attributes: &[Attribute]) -> Result<Self> {
        let mut words = Self::default();
        each_word(attributes, "data", problems::DATA_VARIANT_LIST, |word| {
            let known = text(word, "rename", &mut words.rename)?
                || rename_all(word, "rename_all", &mut words.rename_all)?;
            known_word(known, word, problems::DATA_VARIANT)
        })?;
        match &words.rename {
            Some(name) if name.value().is_empty() => {
                Err(Error::new(name.span(), problems::EMPTY_NAME))
            }
            _ => Ok(words),
        }
    }
}

/// What is said of a field.
#[derive(Default)]
pub(crate) struct FieldWords {
    /// Its own fields are fields of the struct.
    pub(crate) flatten: bool,
    /// It does not cross the boundary.
    pub(crate) skip: Option<Span>,
    /// Its name.
    pub(crate) rename: Option<LitStr>,
    /// Its value when it is left out.
    pub(crate) default: Option<Expr>,
}

impl FieldWords {
    pub(crate) fn read(attributes: &[Attribute]) -> Result<Self> {
        let mut words = Self::default();
        each_word(attributes, "data", problems::DATA_FIELD_LIST, |word| {
            let known = flag(word, "flatten", &mut words.flatten)?
                || skip(word, &mut words.skip)?
                || text(word, "rename", &mut words.rename)?
                || default(word, &mut words.default)?;
            known_word(known, word, problems::DATA_FIELD)
        })?;
        words.check()?;
        Ok(words)
    }

    /// An error for words that contradict each other.
    fn check(&self) -> Result<()> {
        if let (true, Some(span)) = (self.flatten, self.skip) {
            return Err(Error::new(span, problems::FLATTEN_SKIP));
        }
        let Some(name) = &self.rename else {
            return Ok(());
        };
        if self.flatten {
            return Err(Error::new(name.span(), problems::RENAME_FLATTEN));
        }
        if self.skip.is_some() {
            return Err(Error::new(name.span(), problems::RENAME_SKIP));
        }
        property_name(name)
    }
}

/// Reads the words of every attribute of that name, none of which may be empty.
pub(crate) fn each_word(
    attributes: &[Attribute],
    name: &str,
    expected: &str,
    mut read: impl FnMut(&ParseNestedMeta<'_>) -> Result<()>,
) -> Result<()> {
    let named = |attribute: &&Attribute| attribute.path().is_ident(name);
    for attribute in attributes.iter().filter(named) {
        if !matches!(attribute.meta, Meta::List(_)) {
            return Err(Error::new(attribute.path().span(), expected));
        }
        let mut is_empty = true;
        attribute.parse_nested_meta(|word| {
            is_empty = false;
            read(&word)
        })?;
        if is_empty {
            return Err(Error::new(attribute.path().span(), expected));
        }
    }
    Ok(())
}

/// An error for each `#[data(…)]` in a place where it means nothing.
pub(crate) fn no_words<'a>(
    attributes: impl IntoIterator<Item = &'a Attribute>,
    problem: &str,
) -> Result<()> {
    let of_data = |attribute: &&Attribute| attribute.path().is_ident("data");
    let words = attributes.into_iter().filter(of_data);
    let errors = words.map(|attribute| Error::new(attribute.path().span(), problem));
    errors.reduce(combined).map_or(Ok(()), Err)
}

fn known_word(is_known: bool, word: &ParseNestedMeta<'_>, problem: &str) -> Result<()> {
    if is_known {
        Ok(())
    } else {
        Err(word.error(problem))
    }
}

/// Reads the word if it is `name`, which takes no value.
fn flag(word: &ParseNestedMeta<'_>, name: &str, flag: &mut bool) -> Result<bool> {
    if !word.path.is_ident(name) {
        return Ok(false);
    }
    no_value(word, problems::FLAG)?;
    once(word, !*flag)?;
    *flag = true;
    Ok(true)
}

fn skip(word: &ParseNestedMeta<'_>, skip: &mut Option<Span>) -> Result<bool> {
    let mut found = skip.is_some();
    let is_known = flag(word, "skip", &mut found)?;
    if is_known {
        *skip = Some(word.path.span());
    }
    Ok(is_known)
}

/// Reads the word if it is `name`, which takes a text.
fn text(word: &ParseNestedMeta<'_>, name: &str, text: &mut Option<LitStr>) -> Result<bool> {
    if !word.path.is_ident(name) {
        return Ok(false);
    }
    once(word, text.is_none())?;
    *text = Some(text_value(word, || problems::text_value(name))?);
    Ok(true)
}

/// Reads the word if it is `name`, which takes one of the casings.
fn rename_all(word: &ParseNestedMeta<'_>, name: &str, casing: &mut Option<Casing>) -> Result<bool> {
    if !word.path.is_ident(name) {
        return Ok(false);
    }
    once(word, casing.is_none())?;
    let expected = || problems::casing(Casing::ALL.map(|(name, _)| name));
    let text = text_value(word, expected)?;
    let value = text.value();
    let known = Casing::ALL.into_iter().find(|(name, _)| *name == value);
    let (_, known) = known.ok_or_else(|| Error::new(text.span(), expected()))?;
    *casing = Some(known);
    Ok(true)
}

fn default(word: &ParseNestedMeta<'_>, default: &mut Option<Expr>) -> Result<bool> {
    if !word.path.is_ident("default") {
        return Ok(false);
    }
    once(word, default.is_none())?;
    let is_value = word.input.peek(Token![=]);
    let value = is_value.then(|| word.value()?.parse::<Expr>());
    match value {
        Some(Ok(value)) => *default = Some(value),
        _ => return Err(word.error(problems::DATA_VALUE)),
    }
    Ok(true)
}

fn text_value(word: &ParseNestedMeta<'_>, expected: impl Fn() -> String) -> Result<LitStr> {
    let value = word.value().map_err(|_| word.error(expected()))?;
    value.parse().map_err(|_| word.error(expected()))
}

/// An error for a name that a property cannot have, or that JavaScript would move to the front.
fn property_name(name: &LitStr) -> Result<()> {
    let text = name.value();
    let problem = if text.is_empty() {
        problems::EMPTY_NAME
    } else if text == "__proto__" {
        problems::PROTOTYPE_NAME
    } else if text.starts_with(|first: char| first.is_ascii_digit()) {
        problems::DIGIT_NAME
    } else if text.chars().any(char::is_control) {
        problems::CONTROL_NAME
    } else {
        return Ok(());
    };
    Err(Error::new(name.span(), problem))
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
