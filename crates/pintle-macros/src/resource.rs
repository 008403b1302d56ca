//! What `#[derive(Resource)]` writes.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{DeriveInput, Error, Expr, Result, Token, spanned::Spanned};

use crate::{
    names::{documentation, plain},
    problems,
};

pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream> {
    if let Some(generic) = input.generics.params.first() {
        return Err(Error::new(generic.span(), problems::RESOURCE_GENERIC));
    }
    let memory = memory(input)?.map(|memory| {
        quote! {
            const HAS_MEMORY: ::core::primitive::bool = true;

            fn memory(&self) -> ::core::primitive::usize {
                #memory
            }
        }
    });
    let ident = &input.ident;
    let name = plain(ident);
    let description = documentation(&input.attrs);
    let check = quote_spanned! {ident.span()=>
        ::pintle::names::check_resource("", #name, &[])
    };
    Ok(quote! {
        const _: () = #check;

        impl ::pintle::resource::ResourceType for #ident {
            const NAME: &'static ::core::primitive::str = #name;
            const RUST_NAME: &'static ::core::primitive::str =
                ::core::concat!(::core::module_path!(), "::", #name);
            const DESCRIPTION: &'static ::core::primitive::str = #description;
            #memory
        }

        impl ::pintle::Describe for #ident {
            fn schema(defs: &mut ::pintle::schema::Defs) -> ::pintle::schema::Schema {
                <::pintle::Resource<Self> as ::pintle::Describe>::schema(defs)
            }
        }

        impl ::pintle::Encode for #ident {
            fn encode<__Sink: ::pintle::data::Sink>(
                self,
                sink: __Sink,
            ) -> ::core::result::Result<__Sink::Output, ::pintle::Error> {
                sink.resource(::pintle::AnyResource::new(self))
            }
        }
    })
}

/// How many bytes a value holds, if the author says so.
fn memory(input: &DeriveInput) -> Result<Option<Expr>> {
    let mut found = None;
    for attribute in &input.attrs {
        if !attribute.path().is_ident("resource") {
            continue;
        }
        let mut is_empty = true;
        attribute
            .parse_nested_meta(|word| {
                is_empty = false;
                if !word.path.is_ident("memory") || !word.input.peek(Token![=]) {
                    return Err(word.error(problems::RESOURCE_WORD));
                }
                if found.is_some() {
                    return Err(word.error(problems::TWICE));
                }
                found = Some(word.value()?.parse()?);
                Ok(())
            })
            .map_err(|error| {
                if error.to_string() == problems::TWICE {
                    error
                } else {
                    Error::new(error.span(), problems::RESOURCE_WORD)
                }
            })?;
        if is_empty {
            return Err(Error::new(attribute.span(), problems::RESOURCE_WORD));
        }
    }
    Ok(found)
}
