//! What `#[derive(Data)]` writes for an enum with `#[data(untagged)]`: a value of one of several types,
//! which its kind distinguishes.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{DataEnum, DeriveInput, Error, Fields, Ident, Result, Type, Variant, spanned::Spanned};

use crate::{
    attributes::combined,
    data_enum::describe,
    data_words::no_words,
    names::{documentation, plain},
    problems,
};

pub(crate) fn expand(input: &DeriveInput, data: &DataEnum) -> Result<TokenStream> {
    no_words(
        data.variants.iter().flat_map(|variant| &variant.attrs),
        problems::UNTAGGED_WORDS,
    )?;
    let (choices, errors): (Vec<_>, Vec<_>) =
        data.variants.iter().map(choice).partition(Result::is_ok);
    if let Some(error) = errors.into_iter().filter_map(Result::err).reduce(combined) {
        return Err(error);
    }
    let choices: Vec<(&Variant, &Type)> = choices.into_iter().flatten().collect();

    let ident = &input.ident;
    let types: Vec<_> = choices.iter().map(|(_, ty)| ty).collect();
    let variants: Vec<&Ident> = choices.iter().map(|(variant, _)| &variant.ident).collect();
    let docs = choices
        .iter()
        .map(|(variant, _)| documentation(&variant.attrs));
    let checks = (0..choices.len()).map(|index| check(&choices[..=index]));
    let last = choices.len() - 1;
    let decoded = choices.iter().enumerate().map(|(index, (variant, ty))| {
        let ident = &variant.ident;
        let decode = quote!(<#ty as ::pintle::Decode>::decode(source).map(Self::#ident));
        if index == last {
            quote!(_ => #decode)
        } else {
            quote!(#index => #decode)
        }
    });
    let kinds = quote! {
        ::pintle::data::Kinds::NONE #(.and(<#types as ::pintle::Describe>::KINDS))*
    };
    let describe = describe(
        input,
        &kinds,
        &quote! {
            ::pintle::schema::Shape::Untagged(::std::vec![
                #(::pintle::schema::Choice {
                    description: ::std::borrow::Cow::Borrowed(#docs),
                    schema: <#types as ::pintle::Describe>::schema(defs),
                }),*
            ])
        },
        Some(&quote! {
            match self {
                #(Self::#variants(value) => ::pintle::Describe::footprint(value),)*
            }
        }),
    );

    Ok(quote! {
        #(#checks)*

        const _: () = {
            #describe

            impl ::pintle::Decode for #ident {
                fn decode<'s, __Source: ::pintle::data::Source<'s>>(
                    source: __Source,
                ) -> ::core::result::Result<Self, ::pintle::Error> {
                    const ALTERNATIVES: &[::pintle::data::Kinds] =
                        &[#(<#types as ::pintle::Describe>::KINDS),*];
                    ::pintle::data::read_alternative(source, ALTERNATIVES, |index| match index {
                        #(#decoded,)*
                    })
                }
            }

            impl ::pintle::Encode for #ident {
                fn encode<__Sink: ::pintle::data::Sink>(
                    self,
                    sink: __Sink,
                ) -> ::core::result::Result<__Sink::Output, ::pintle::Error> {
                    match self {
                        #(Self::#variants(value) => ::pintle::Encode::encode(value, sink),)*
                    }
                }
            }
        };
    })
}

fn choice(variant: &Variant) -> Result<(&Variant, &Type)> {
    match &variant.fields {
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            Ok((variant, &fields.unnamed[0].ty))
        }
        Fields::Unit => Err(Error::new(variant.ident.span(), problems::UNTAGGED_UNIT)),
        fields => Err(Error::new(fields.span(), problems::UNTAGGED_FIELDS)),
    }
}

/// Fails the build where the last of them is not distinguished from those before it.
fn check(choices: &[(&Variant, &Type)]) -> TokenStream {
    let Some(((variant, ty), before)) = choices.split_last() else {
        return TokenStream::new();
    };
    let name = plain(&variant.ident);
    let before = before.iter().map(|(variant, ty)| {
        let name = plain(&variant.ident);
        quote!((#name, <#ty as ::pintle::Describe>::KINDS))
    });
    quote_spanned! {ty.span()=>
        const _: () = ::pintle::names::check_untagged(
            #name,
            <#ty as ::pintle::Describe>::KINDS,
            &[#(#before),*],
        );
    }
}
