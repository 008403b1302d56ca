//! What `#[derive(Data)]` writes for an enum without data: one of a few texts.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DataEnum, DeriveInput, Error, Ident, Result, Variant};

use crate::{
    attributes::combined,
    casing::Casing,
    data_words::{EnumWords, VariantWords},
    names::{self, Named, documentation, plain},
    problems,
};

/// The variants with what is said of them, each under another name.
pub(crate) fn variants<'a>(
    data: &'a DataEnum,
    words: &EnumWords,
) -> Result<Vec<(&'a Variant, VariantWords, Named)>> {
    let casing = words.rename_all.unwrap_or(Casing::Camel);
    let mut variants = Vec::new();
    let mut errors = Vec::new();
    for variant in &data.variants {
        match VariantWords::read(&variant.attrs) {
            Ok(words) => {
                let text = casing.variant(&variant.ident);
                let named = Named::chosen(&variant.ident, words.rename.as_ref(), text);
                variants.push((variant, words, named));
            }
            Err(error) => errors.push(error),
        }
    }
    if let Some(error) = errors.into_iter().reduce(combined) {
        return Err(error);
    }
    names::usable("variant", variants.iter().map(|(_, _, named)| named))?;
    Ok(variants)
}

/// The constant with the names and the documentation of the variants.
pub(crate) fn names_and_docs(variants: &[(&Variant, VariantWords, Named)]) -> TokenStream {
    let pairs = variants.iter().map(|(variant, _, Named { text, .. })| {
        let doc = documentation(&variant.attrs);
        quote!((#text, #doc))
    });
    quote! {
        const VARIANTS: &[(&::core::primitive::str, &::core::primitive::str)] = &[#(#pairs),*];
    }
}

/// `Describe` of a named type, with these as the expressions of its kinds and its shape.
pub(crate) fn describe(
    input: &DeriveInput,
    kinds: &TokenStream,
    shape: &TokenStream,
    footprint: Option<&TokenStream>,
) -> TokenStream {
    let ident: &Ident = &input.ident;
    let type_name = plain(ident);
    let description = documentation(&input.attrs);
    // What is in a value may be larger than the value itself, or smaller than its largest variant.
    let footprint = footprint.map(|inside| {
        quote! {
            fn footprint(&self) -> ::core::primitive::usize {
                ::core::cmp::max(::core::mem::size_of::<Self>(), #inside)
            }
        }
    });
    quote! {
        impl ::pintle::Describe for #ident {
            const KINDS: ::pintle::data::Kinds = #kinds;

            fn schema(defs: &mut ::pintle::schema::Defs) -> ::pintle::schema::Schema {
                let rust_name = ::core::concat!(::core::module_path!(), "::", #type_name);
                defs.named(#type_name, rust_name, #description, |defs| { #shape })
            }

            #footprint
        }
    }
}

pub(crate) fn expand(
    input: &DeriveInput,
    data: &DataEnum,
    words: &EnumWords,
) -> Result<TokenStream> {
    let ident = &input.ident;
    let variants = variants(data, words)?;
    if words.rename_all_fields.is_some()
        || variants.iter().any(|(_, of, _)| of.rename_all.is_some())
    {
        return Err(Error::new(ident.span(), problems::NO_FIELDS));
    }
    let idents = || variants.iter().map(|(variant, ..)| &variant.ident);
    let (all, written, keys) = (idents(), idents(), idents());
    let texts = || variants.iter().map(|(_, _, named)| &named.text);
    let (names, key_names) = (texts(), texts());
    let constant = names_and_docs(&variants);
    let describe = describe(
        input,
        &quote!(::pintle::data::Kinds::TEXT),
        &quote! {
            let _ = defs;
            ::pintle::schema::Shape::variants(VARIANTS)
        },
        None,
    );

    Ok(quote! {
        const _: () = {
            #constant
            #describe

            impl ::pintle::Decode for #ident {
                fn decode<'s, __Source: ::pintle::data::Source<'s>>(
                    source: __Source,
                ) -> ::core::result::Result<Self, ::pintle::Error> {
                    let mut variants = [#(::core::option::Option::Some(Self::#all)),*];
                    let index = ::pintle::data::one_of(source, VARIANTS)?;
                    ::core::result::Result::Ok(variants[index].take().expect("one of the variants"))
                }
            }

            impl ::pintle::Encode for #ident {
                fn encode<__Sink: ::pintle::data::Sink>(
                    self,
                    sink: __Sink,
                ) -> ::core::result::Result<__Sink::Output, ::pintle::Error> {
                    sink.string(match self {
                        #(Self::#written => #names,)*
                    })
                }
            }

            impl ::pintle::data::MapKey for #ident {
                fn schema(defs: &mut ::pintle::schema::Defs) -> ::pintle::schema::Schema {
                    <Self as ::pintle::Describe>::schema(defs)
                }

                fn read(
                    name: &::core::primitive::str,
                ) -> ::core::result::Result<Self, ::pintle::Error> {
                    ::pintle::data::read_variant(name)
                }

                fn write(self) -> ::std::string::String {
                    ::std::string::String::from(match self {
                        #(Self::#keys => #key_names,)*
                    })
                }
            }
        };
    })
}
