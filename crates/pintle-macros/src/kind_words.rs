//! The words in `#[kind(…)]`.

use syn::{
    Attribute, Error, Field, LitStr, Result, Token, Variant, meta::ParseNestedMeta,
    spanned::Spanned,
};

use crate::{
    data_words::{each_word, no_value, once},
    problems,
};

/// What is said of a kind of failure.
pub(crate) struct KindWords {
    pub(crate) code: LitStr,
    pub(crate) fix: LitStr,
    /// The message, which is otherwise what `Display` writes.
    pub(crate) message: Option<LitStr>,
    /// The pointer to the parameter that is to blame.
    pub(crate) at: Option<LitStr>,
}

/// Reads the words of a variant, or `None` if it is `from`.
pub(crate) fn read(variant: &Variant) -> Result<Option<KindWords>> {
    let (mut code, mut fix, mut message, mut at) = (None, None, None, None);
    let mut from = None;
    let mut is_other = false;
    each_word(&variant.attrs, "kind", problems::KIND_LIST, |word| {
        if word.path.is_ident("from") {
            no_value(word, problems::FLAG)?;
            once(word, from.is_none())?;
            from = Some(word.path.span());
            return Ok(());
        }
        is_other = true;
        for (name, place) in [
            ("code", &mut code),
            ("fix", &mut fix),
            ("message", &mut message),
            ("at", &mut at),
        ] {
            if word.path.is_ident(name) {
                once(word, place.is_none())?;
                *place = Some(text(word)?);
                return Ok(());
            }
        }
        Err(word.error(problems::KIND_WORD))
    })?;
    if let Some(span) = from {
        return if is_other {
            Err(Error::new(span, problems::KIND_FROM_ALONE))
        } else {
            Ok(None)
        };
    }
    let (Some(code), Some(fix)) = (code, fix) else {
        return Err(Error::new(variant.ident.span(), problems::KIND_LIST));
    };
    if !is_code(&code.value()) {
        return Err(Error::new(code.span(), problems::KIND_CODE));
    }
    if fix.value().trim().is_empty() {
        return Err(Error::new(fix.span(), problems::KIND_LIST));
    }
    if let Some(at) = &at
        && !at.value().starts_with('/')
    {
        return Err(Error::new(at.span(), problems::KIND_AT));
    }
    Ok(Some(KindWords {
        code,
        fix,
        message,
        at,
    }))
}

fn text(word: &ParseNestedMeta<'_>) -> Result<LitStr> {
    let is_value = word.input.peek(Token![=]);
    let value = is_value.then(|| word.value()?.parse::<LitStr>());
    match value {
        Some(Ok(text)) => Ok(text),
        _ => Err(word.error(problems::KIND_TEXT)),
    }
}

fn is_code(code: &str) -> bool {
    let is_part = |letter: char| matches!(letter, 'A'..='Z' | '0'..='9' | '_');
    let name = code.strip_prefix("ERR_");
    name.is_some_and(|name| name.starts_with(|first: char| first.is_ascii_uppercase()))
        && code.chars().all(is_part)
}

/// Whether `#[kind(cause)]` is before a field.
pub(crate) fn is_cause(field: &Field) -> Result<bool> {
    let mut found = false;
    each_word(&field.attrs, "kind", problems::KIND_FIELD, |word| {
        if !word.path.is_ident("cause") {
            return Err(word.error(problems::KIND_FIELD));
        }
        no_value(word, problems::FLAG)?;
        once(word, !found)?;
        found = true;
        Ok(())
    })?;
    Ok(found)
}

/// An error for words in front of the whole enum.
pub(crate) fn none(attributes: &[Attribute]) -> Result<()> {
    each_word(attributes, "kind", problems::KIND_PLACE, |word| {
        Err(word.error(problems::KIND_PLACE))
    })
}
