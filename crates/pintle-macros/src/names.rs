//! Names and documentation for TypeScript.

use syn::{Attribute, Error, Expr, ExprLit, Ident, Lit, LitStr, Meta, Result, ext::IdentExt};

use crate::{attributes::combined, casing::Casing, problems};

/// `r#type` as `type`.
pub(crate) fn plain(ident: &Ident) -> String {
    ident.unraw().to_string()
}

/// `add_i64` as `addI64`.
pub(crate) fn camel_case(ident: &Ident) -> String {
    Casing::Camel.field(ident)
}

/// A name in TypeScript, and where it comes from.
#[derive(Clone)]
pub(crate) struct Named {
    pub(crate) ident: Ident,
    pub(crate) text: String,
    /// Whether the author chose it with `rename`.
    chosen: bool,
}

impl Named {
    pub(crate) fn new(ident: &Ident, text: String) -> Self {
        let (ident, chosen) = (ident.clone(), false);
        Self {
            ident,
            text,
            chosen,
        }
    }

    /// The name that `rename` says, or else `text`.
    pub(crate) fn chosen(ident: &Ident, rename: Option<&LitStr>, text: String) -> Self {
        let (ident, chosen) = (ident.clone(), rename.is_some());
        Self {
            ident,
            text: rename.map_or(text, LitStr::value),
            chosen,
        }
    }
}

/// An error for each name that is impossible or already taken in TypeScript.
pub(crate) fn usable<'a>(kind: &str, names: impl Iterator<Item = &'a Named>) -> Result<()> {
    let mut seen: Vec<&Named> = Vec::new();
    let mut errors = Vec::new();
    for named in names {
        let (span, text) = (named.ident.span(), &named.text);
        if let Some(one) = seen.iter().find(|other| other.text == *text) {
            errors.push(Error::new(
                span,
                problems::same_name(kind, &one.ident, text),
            ));
        } else if !named.chosen
            && !text.starts_with(|first: char| first == '_' || first.is_alphabetic())
        {
            errors.push(Error::new(span, problems::NO_LETTER));
        }
        seen.push(named);
    }
    errors.into_iter().reduce(combined).map_or(Ok(()), Err)
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
