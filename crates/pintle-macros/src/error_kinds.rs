//! What `#[derive(ErrorKinds)]` writes.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Data, DeriveInput, Error, Field, Ident, Result, spanned::Spanned};

use crate::{
    attributes::combined,
    error_kind::{Form, Kind, same_codes},
    kind_words::{self, KindWords},
    problems,
};

pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream> {
    if let Some(generic) = input.generics.params.first() {
        return Err(Error::new(generic.span(), problems::KIND_GENERIC));
    }
    let Data::Enum(data) = &input.data else {
        return Err(Error::new(input.ident.span(), problems::KIND_ENUM));
    };
    if data.variants.is_empty() {
        return Err(Error::new(input.ident.span(), problems::NO_VARIANTS));
    }
    kind_words::none(&input.attrs)?;
    let read = data.variants.iter().zip(0..).map(Kind::read);
    let (kinds, errors): (Vec<_>, Vec<_>) = read.partition(Result::is_ok);
    let kinds: Vec<Kind<'_>> = kinds.into_iter().flatten().collect();
    let errors = errors.into_iter().filter_map(Result::err);
    if let Some(error) = errors.chain(same_codes(&kinds)).reduce(combined) {
        return Err(error);
    }

    let ident = &input.ident;
    let statics = kinds.iter().map(Kind::statics);
    let lists = kinds.iter().map(Kind::list);
    let messages = kinds.iter().map(|kind| kind.message(ident));
    let failures = kinds.iter().map(|kind| kind.failure(ident));
    let conversions = kinds.iter().filter_map(|kind| kind.conversion(ident));
    let joined = joined(&lists.collect::<Vec<_>>());
    Ok(quote! {
        #[allow(clippy::all, clippy::pedantic, unused)]
        const _: () = {
            #(#statics)*

            impl ::pintle::ErrorKinds for #ident {
                const KINDS: &'static [::pintle::DeclaredKind] = #joined;
            }

            impl ::core::convert::From<#ident> for ::pintle::Error {
                fn from(error: #ident) -> Self {
                    let message: ::std::string::String = match &error {
                        #(#messages)*
                    };
                    match error {
                        #(#failures)*
                    }
                }
            }

            #(#conversions)*
        };
    })
}

/// Lists of kinds as one, which is a constant.
pub(crate) fn joined(lists: &[TokenStream]) -> TokenStream {
    quote! {{
        // The kinds of a type of which nothing is known are none.
        use ::pintle::command::UnknownKinds as _;
        const LISTS: &[&[::pintle::DeclaredKind]] = &[#(#lists),*];
        const ALL: [::pintle::DeclaredKind; ::pintle::command::count_kinds(LISTS)] =
            ::pintle::command::join_kinds(LISTS);
        &ALL
    }}
}

/// The kinds of an error type, as far as they are known.
pub(crate) fn of_type(ty: &TokenStream) -> TokenStream {
    quote!(::pintle::command::KindsOf::<#ty>::KINDS)
}

impl Kind<'_> {
    /// The static of the kind, and the type of its details.
    fn statics(&self) -> TokenStream {
        let (Form::Fields { words, .. } | Form::Details { words, .. }) = &self.form else {
            return TokenStream::new();
        };
        let (place, summary) = (&self.place, &self.summary);
        let KindWords { code, fix, .. } = words;
        let kind = quote!(::pintle::ErrorKind { code: #code, summary: #summary, fix: #fix });
        let Some(ty) = self.details_type() else {
            return quote!(static #place: ::pintle::ErrorKind = #kind;);
        };
        let declared = match &self.form {
            Form::Fields { details, .. } => {
                let fields = details.iter().map(|field| {
                    let Field {
                        attrs, ident, ty, ..
                    } = field;
                    // Those of other derives mean nothing there.
                    let attrs = attrs.iter().filter(|attribute| {
                        ["doc", "data"]
                            .iter()
                            .any(|name| attribute.path().is_ident(name))
                    });
                    quote!(#(#attrs)* #ident: #ty)
                });
                let description = format!("The details of `{}`.", code.value());
                Some(quote! {
                    #[doc = #description]
                    #[derive(::pintle::Data)]
                    struct #ty { #(#fields,)* }
                })
            }
            _ => None,
        };
        quote_spanned! {self.ident.span()=>
            #declared
            static #place: ::pintle::TypedKind<#ty> = ::pintle::TypedKind::new(#kind);
        }
    }

    /// The kinds that errors of this variant can have.
    fn list(&self) -> TokenStream {
        if let Form::From(ty) = &self.form {
            of_type(&quote!(#ty))
        } else {
            let place = &self.place;
            quote!(&[#place.declared()])
        }
    }

    /// The arm that writes the message.
    fn message(&self, whole: &Ident) -> TokenStream {
        let ident = self.ident;
        let words = match &self.form {
            Form::From(_) => {
                return quote!(#whole::#ident(..) => ::std::string::String::new(),);
            }
            Form::Fields { words, .. } | Form::Details { words, .. } => words,
        };
        let Some(message) = &words.message else {
            return quote_spanned! {ident.span()=>
                #whole::#ident { .. } => ::std::string::ToString::to_string(&error),
            };
        };
        if let Form::Fields { details, cause, .. } = &self.form {
            let fields = details.iter().filter_map(|field| field.ident.as_ref());
            let fields = fields.chain(*cause);
            quote!(#whole::#ident { #(#fields),* } => ::std::format!(#message),)
        } else {
            quote!(#whole::#ident(..) => ::std::format!(#message),)
        }
    }

    /// The arm that makes the error.
    fn failure(&self, whole: &Ident) -> TokenStream {
        let Self { ident, place, .. } = self;
        let (pattern, error, words) = match &self.form {
            Form::From(_) => {
                return quote_spanned! {ident.span()=>
                    #whole::#ident(inner) => ::pintle::command::failure(inner),
                };
            }
            Form::Details { words, .. } => (
                quote!((details)),
                quote!(#place.error(message, details)),
                words,
            ),
            Form::Fields {
                words,
                details,
                cause,
            } => {
                let fields: Vec<_> = details
                    .iter()
                    .filter_map(|field| field.ident.as_ref())
                    .collect();
                let cause_field = cause.iter();
                let error = if let Some(ty) = self.details_type() {
                    quote!(#place.error(message, #ty { #(#fields),* }))
                } else {
                    quote!(::pintle::Error::new(&#place, message))
                };
                let because =
                    cause.map(|cause| quote_spanned!(cause.span()=> .because_of(&#cause)));
                (
                    quote!({ #(#fields,)* #(#cause_field)* }),
                    quote!(#error #because),
                    words,
                )
            }
        };
        let at = words.at.as_ref().map(|at| quote!(.at(#at)));
        quote!(#whole::#ident #pattern => #error #at,)
    }

    /// How an error of another type becomes one of this.
    fn conversion(&self, whole: &Ident) -> Option<TokenStream> {
        let Form::From(ty) = &self.form else {
            return None;
        };
        let ident = self.ident;
        Some(quote! {
            impl ::core::convert::From<#ty> for #whole {
                fn from(inner: #ty) -> Self {
                    Self::#ident(inner)
                }
            }
        })
    }
}
