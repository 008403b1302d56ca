//! What `#[derive(Data)]` writes; `data_struct.rs` has what it writes for structs.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Fields, Result, spanned::Spanned};

use crate::{
    data_struct,
    data_words::no_words,
    names::{self, documentation, lower_first, plain},
    problems,
};

pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream> {
    if let Some(generic) = input.generics.params.first() {
        return Err(Error::new(generic.span(), problems::GENERIC_DATA));
    }
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => data_struct::expand(input, fields),
            fields => Err(Error::new(fields.span(), problems::TUPLE_STRUCT)),
        },
        Data::Enum(data) => {
            for variant in &data.variants {
                if !matches!(variant.fields, Fields::Unit) {
                    return Err(Error::new(variant.fields.span(), problems::ENUM_DATA));
                }
            }
            if data.variants.is_empty() {
                return Err(Error::new(input.ident.span(), problems::NO_VARIANTS));
            }
            no_words(&input.attrs, problems::DATA_ENUM)?;
            let attributes = data.variants.iter().flat_map(|variant| &variant.attrs);
            no_words(attributes, problems::DATA_VARIANT)?;
            enumeration(input, data)
        }
        Data::Union(data) => Err(Error::new(data.union_token.span, problems::UNION)),
    }
}

fn enumeration(input: &DeriveInput, data: &syn::DataEnum) -> Result<TokenStream> {
    let ident = &input.ident;
    let type_name = plain(ident);
    let description = documentation(&input.attrs);
    let variants: Vec<_> = data.variants.iter().map(|variant| &variant.ident).collect();
    let names: Vec<_> = variants
        .iter()
        .map(|variant| lower_first(variant))
        .collect();
    names::usable("variant", variants.iter().copied().zip(&names))?;
    let docs: Vec<_> = data
        .variants
        .iter()
        .map(|variant| documentation(&variant.attrs))
        .collect();

    Ok(quote! {
        const _: () = {
            const VARIANTS: &[(&::core::primitive::str, &::core::primitive::str)] = &[#((#names, #docs)),*];

            impl ::pintle::Describe for #ident {
                fn schema(defs: &mut ::pintle::schema::Defs) -> ::pintle::schema::Schema {
                    let rust_name = ::core::concat!(::core::module_path!(), "::", #type_name);
                    defs.named(#type_name, rust_name, #description, |_| {
                        ::pintle::schema::Shape::variants(VARIANTS)
                    })
                }
            }

            impl ::pintle::Decode for #ident {
                fn decode<'s, __Source: ::pintle::data::Source<'s>>(
                    source: __Source,
                ) -> ::core::result::Result<Self, ::pintle::Error> {
                    let mut variants = [#(::core::option::Option::Some(Self::#variants)),*];
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
                        #(Self::#variants => #names,)*
                    })
                }
            }
        };
    })
}
