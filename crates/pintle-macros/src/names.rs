//! Names and documentation for TypeScript.

use syn::{Attribute, Error, Expr, ExprLit, Ident, Lit, Meta, Result, ext::IdentExt};

use crate::{attributes::combined, problems};

/// `r#type` as `type`.
pub(crate) fn plain(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// `add_i64` as `addI64`.
pub(crate) fn camel_case(ident: &Ident) -> String {
    let text = plain(ident);
    let mut parts = text.split('_').filter(|part| !part.is_empty());
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| name + &capitalised(part))
}

/// `FsRead` as `fsRead`.
pub(crate) fn lower_first(ident: &Ident) -> String {
    let text = plain(ident);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().collect::<String>() + letters.as_str()
    })
}

/// An error for each name that is impossible or already taken in TypeScript.
pub(crate) fn usable<'a>(
    kind: &str,
    names: impl Iterator<Item = (&'a Ident, &'a String)>,
) -> Result<()> {
    let mut seen: Vec<(&Ident, &String)> = Vec::new();
    let mut errors = Vec::new();
    for (ident, name) in names {
        if let Some((one, _)) = seen.iter().find(|(_, other)| *other == name) {
            let problem = problems::same_name(kind, one, name);
            errors.push(Error::new(ident.span(), problem));
        } else if !name.starts_with(|first: char| first == '_' || first.is_alphabetic()) {
            errors.push(Error::new(ident.span(), problems::NO_LETTER));
        }
        seen.push((ident, name));
    }
    errors.into_iter().reduce(combined).map_or(Ok(()), Err)
}

fn capitalised(part: &str) -> String {
    let mut letters = part.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

/// The text of the doc comments, without the space that follows each `///`.
pub(crate) fn documentation(attributes: &[Attribute]) -> String {
    let lines = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
                Expr::Lit(ExprLit {
                    lit: Lit::Str(text),
                    ..
                }) => {
                    let text = text.value();
                    Some(
                        text.strip_prefix(' ')
                            .unwrap_or(&text)
                            .trim_end()
                            .to_owned(),
                    )
                }
                _ => None,
            },
            _ => None,
        });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}
