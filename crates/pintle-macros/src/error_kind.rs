//! What a variant of an enum with `#[derive(ErrorKinds)]` says.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Error, Field, Fields, Ident, Result, Type, Variant, spanned::Spanned};

use crate::{
    kind_words::{self, KindWords},
    names::documentation,
    problems,
};

/// A variant.
pub(crate) struct Kind<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) summary: String,
    pub(crate) place: Ident,
    pub(crate) form: Form<'a>,
}

/// What a variant carries.
pub(crate) enum Form<'a> {
    /// An error of another type, which it becomes.
    From(&'a Type),
    /// Nothing, or fields that are the details.
    Fields {
        words: KindWords,
        details: Vec<&'a Field>,
        cause: Option<&'a Ident>,
    },
    /// A value that is the details.
    Details { words: KindWords, ty: &'a Type },
}

impl<'a> Kind<'a> {
    pub(crate) fn read((variant, index): (&'a Variant, usize)) -> Result<Self> {
        let words = kind_words::read(variant)?;
        let form = match (&variant.fields, words) {
            (Fields::Unnamed(fields), words) if fields.unnamed.len() == 1 => {
                let ty = &fields.unnamed[0].ty;
                match words {
                    None => Form::From(ty),
                    Some(words) => Form::Details { words, ty },
                }
            }
            (Fields::Unnamed(fields), _) => {
                return Err(Error::new(fields.span(), problems::KIND_TUPLE));
            }
            (fields, None) => {
                let span = if fields.is_empty() {
                    variant.ident.span()
                } else {
                    fields.span()
                };
                return Err(Error::new(span, problems::KIND_FROM_ONE));
            }
            (fields, Some(words)) => {
                let mut details = Vec::new();
                let mut cause = None;
                for field in fields {
                    if !kind_words::is_cause(field)? {
                        details.push(field);
                    } else if cause.is_none() {
                        cause = field.ident.as_ref();
                    } else {
                        return Err(Error::new(field.span(), problems::TWICE));
                    }
                }
                Form::Fields {
                    words,
                    details,
                    cause,
                }
            }
        };
        let summary = documentation(&variant.attrs);
        if summary.is_empty() && !matches!(form, Form::From(_)) {
            return Err(Error::new(variant.ident.span(), problems::KIND_SUMMARY));
        }
        Ok(Self {
            ident: &variant.ident,
            summary,
            place: format_ident!("KIND_{index}"),
            form,
        })
    }

    pub(crate) fn code(&self) -> Option<&syn::LitStr> {
        match &self.form {
            Form::From(_) => None,
            Form::Fields { words, .. } | Form::Details { words, .. } => Some(&words.code),
        }
    }

    /// The type of the details, if there are any.
    pub(crate) fn details_type(&self) -> Option<TokenStream> {
        match &self.form {
            Form::Details { ty, .. } => Some(quote!(#ty)),
            Form::Fields { details, .. } if !details.is_empty() => {
                let name = format_ident!("{}Details", self.ident);
                Some(quote!(#name))
            }
            _ => None,
        }
    }
}

/// An error for each code that a variant before it has.
pub(crate) fn same_codes(kinds: &[Kind<'_>]) -> Vec<Error> {
    let codes: Vec<_> = kinds.iter().filter_map(Kind::code).collect();
    let mut errors = Vec::new();
    for (index, code) in codes.iter().enumerate() {
        if codes[..index]
            .iter()
            .any(|other| other.value() == code.value())
        {
            errors.push(Error::new(code.span(), problems::KIND_CODE_TWICE));
        }
    }
    errors
}
