//! What `#[derive(Data)]` writes for an enum with `#[data(tag = "…")]`: an object that is one of
//! several. The fields of each variant are those of a hidden struct, or of the one that it holds, so
//! they are read, written and described like those of any struct.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{
    DataEnum, DeriveInput, Error, Fields, Ident, LitStr, Result, Type, Variant, spanned::Spanned,
};

use crate::{
    attributes::combined,
    casing::Casing,
    data_enum::{describe, names_and_docs, variants},
    data_field::DataField,
    data_struct::struct_data,
    data_words::{EnumWords, VariantWords},
    names::Named,
    problems,
};

/// A variant, as far as what is written depends on it.
struct Alternative<'a> {
    ident: &'a Ident,
    name: String,
    content: Content<'a>,
}

/// What a variant has beside its tag.
enum Content<'a> {
    /// A struct of the author's.
    Struct(&'a Type),
    /// Named fields, and the hidden struct that has them too.
    Fields(Ident, Vec<DataField<'a>>),
}

pub(crate) fn expand(
    input: &DeriveInput,
    data: &DataEnum,
    words: &EnumWords,
    tag: &LitStr,
) -> Result<TokenStream> {
    let ident = &input.ident;
    let variants = variants(data, words)?;
    let made = variants.iter().zip(0..);
    let made = made.map(|(variant, index)| alternative(variant, index, words));
    let (made, errors): (Vec<_>, Vec<_>) = made.partition(Result::is_ok);
    if let Some(error) = errors.into_iter().filter_map(Result::err).reduce(combined) {
        return Err(error);
    }
    let alternatives: Vec<_> = made.into_iter().flatten().collect();

    let constant = names_and_docs(&variants);
    let hidden = alternatives.iter().filter_map(Alternative::hidden);
    let checks = alternatives.iter().map(|one| one.check(tag));
    let described = alternatives
        .iter()
        .enumerate()
        .map(|(index, one)| one.describe(index));
    let shape = quote! {
        ::pintle::schema::Shape::Tagged(::pintle::schema::Tagged {
            tag: ::std::borrow::Cow::Borrowed(TAG),
            alternatives: ::std::vec![#(#described),*],
        })
    };
    let footprints = alternatives.iter().map(Alternative::footprint);
    let describe = describe(
        input,
        &quote!(::pintle::data::Kinds::OBJECT),
        &shape,
        Some(&quote!(match self { #(#footprints,)* })),
    );
    let last = alternatives.len() - 1;
    let decoded = alternatives.iter().enumerate().map(|(index, one)| {
        let decode = one.decode();
        if index == last {
            quote!(_ => #decode)
        } else {
            quote!(#index => #decode)
        }
    });
    let encoded = alternatives
        .iter()
        .enumerate()
        .map(|(index, one)| one.encode(index));

    Ok(quote! {
        const _: () = {
            const TAG: &::core::primitive::str = #tag;
            #constant
            #(#hidden)*
            #(#checks)*
            #describe

            impl ::pintle::Decode for #ident {
                fn decode<'s, __Source: ::pintle::data::Source<'s>>(
                    source: __Source,
                ) -> ::core::result::Result<Self, ::pintle::Error> {
                    match ::pintle::data::tag_of(source, TAG, VARIANTS)? {
                        #(#decoded,)*
                    }
                }
            }

            impl ::pintle::Encode for #ident {
                fn encode<__Sink: ::pintle::data::Sink>(
                    self,
                    sink: __Sink,
                ) -> ::core::result::Result<__Sink::Output, ::pintle::Error> {
                    match self {
                        #(#encoded,)*
                    }
                }
            }
        };
    })
}

fn alternative<'a>(
    (variant, words, named): &(&'a Variant, VariantWords, Named),
    index: usize,
    all: &EnumWords,
) -> Result<Alternative<'a>> {
    let rename_all = words.rename_all.or(all.rename_all_fields);
    let hidden = format_ident!("__PintleVariant{index}");
    let content = match &variant.fields {
        Fields::Unit => Content::Fields(hidden, Vec::new()),
        Fields::Named(fields) => {
            let fields = DataField::all(fields, rename_all.unwrap_or(Casing::Camel))?;
            Content::Fields(hidden, fields)
        }
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            Content::Struct(&fields.unnamed[0].ty)
        }
        fields @ Fields::Unnamed(_) => {
            return Err(Error::new(fields.span(), problems::VARIANT_TUPLE));
        }
    };
    if words.rename_all.is_some() && !matches!(variant.fields, Fields::Named(_)) {
        return Err(Error::new(variant.ident.span(), problems::NO_FIELDS));
    }
    Ok(Alternative {
        ident: &variant.ident,
        name: named.text.clone(),
        content,
    })
}

impl Alternative<'_> {
    /// The hidden struct.
    fn hidden(&self) -> Option<TokenStream> {
        let Content::Fields(hidden, fields) = &self.content else {
            return None;
        };
        let idents = fields.iter().map(|field| field.ident);
        let types = fields.iter().map(|field| field.ty);
        let checks = fields.iter().map(|field| field.check(fields));
        let implementation = struct_data(hidden, fields, false);
        Some(quote! {
            struct #hidden { #(#idents: #types,)* }
            #(#checks)*
            const _: () = {
                #implementation
            };
        })
    }

    /// The struct, as what a variant holds.
    fn data(&self) -> TokenStream {
        match &self.content {
            Content::Struct(ty) => quote_spanned!(ty.span()=> <#ty as ::pintle::data::VariantData>),
            Content::Fields(hidden, _) => quote!(<#hidden as ::pintle::data::VariantData>),
        }
    }

    /// Fails the build where a field is named like the tag.
    fn check(&self, tag: &LitStr) -> TokenStream {
        let (data, name) = (self.data(), &self.name);
        quote_spanned! {self.ident.span()=>
            const _: () = ::pintle::names::check_tag(#tag, #name, #data::NAMES);
        }
    }

    fn describe(&self, index: usize) -> TokenStream {
        let data = self.data();
        quote! {
            ::pintle::schema::Alternative {
                name: ::std::borrow::Cow::Borrowed(VARIANTS[#index].0),
                description: ::std::borrow::Cow::Borrowed(VARIANTS[#index].1),
                fields: #data::fields(defs),
            }
        }
    }

    fn footprint(&self) -> TokenStream {
        let (ident, data) = (self.ident, self.data());
        match &self.content {
            Content::Struct(_) => quote!(Self::#ident(value) => #data::footprint(value)),
            Content::Fields(_, fields) => {
                let fields: Vec<_> = fields.iter().filter(|field| !field.skip).collect();
                let idents = fields.iter().map(|field| field.ident);
                let footprints = fields.iter().map(|field| {
                    let ident = field.ident;
                    field.footprint(&quote!(#ident))
                });
                quote!(Self::#ident { #(#idents,)* .. } => 0 #(+ #footprints)*)
            }
        }
    }

    fn decode(&self) -> TokenStream {
        let (ident, data) = (self.ident, self.data());
        match &self.content {
            Content::Struct(_) => quote!(#data::decode(source, TAG).map(Self::#ident)),
            Content::Fields(hidden, fields) => {
                let idents: Vec<_> = fields.iter().map(|field| field.ident).collect();
                quote! {
                    #data::decode(source, TAG)
                        .map(|#hidden { #(#idents),* }| Self::#ident { #(#idents),* })
                }
            }
        }
    }

    fn encode(&self, index: usize) -> TokenStream {
        let (ident, data) = (self.ident, self.data());
        let (pattern, value) = match &self.content {
            Content::Struct(_) => (quote!(Self::#ident(value)), quote!(value)),
            Content::Fields(hidden, fields) => {
                let idents: Vec<_> = fields.iter().map(|field| field.ident).collect();
                (
                    quote!(Self::#ident { #(#idents),* }),
                    quote!(#hidden { #(#idents),* }),
                )
            }
        };
        quote! {
            #pattern => {
                #data::encode(#value, TAG, VARIANTS[#index].0, sink)
            }
        }
    }
}
