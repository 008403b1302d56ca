//! What `#[derive(Data)]` writes for one field of a struct.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{Expr, Field, Ident, Result, Type, spanned::Spanned};

use crate::{
    data_words::FieldWords,
    names::{camel_case, documentation, plain},
    signature,
};

/// A field, as far as what is written depends on it.
pub(crate) struct DataField<'a> {
    index: usize,
    pub(crate) ident: &'a Ident,
    ty: &'a Type,
    /// The name in TypeScript.
    pub(crate) name: String,
    description: String,
    /// What holds it while an object is read, and its default.
    pub(crate) slot: Ident,
    /// Whether it is its fields that are fields here.
    pub(crate) flatten: bool,
    /// The value when it is left out, and the function that returns it.
    pub(crate) default: Option<(Expr, Ident)>,
}

impl<'a> DataField<'a> {
    pub(crate) fn new((field, index): (&'a Field, usize)) -> Option<Result<Self>> {
        let ident = field.ident.as_ref()?;
        Some(FieldWords::read(&field.attrs).and_then(|words| {
            signature::check(&field.ty)?;
            Ok(Self {
                index,
                ident,
                ty: &field.ty,
                name: camel_case(ident),
                description: documentation(&field.attrs),
                slot: format_ident!("slot_{index}"),
                flatten: words.flatten,
                default: words
                    .default
                    .map(|value| (value, format_ident!("__pintle_default_{index}"))),
            })
        }))
    }

    /// Fails the build where the names of the fields cannot be.
    pub(crate) fn check(&self, all: &[Self]) -> TokenStream {
        let Self { ident, name, .. } = self;
        if !self.flatten {
            return quote_spanned!(ident.span()=> const _: () = ::pintle::names::check_field(#name););
        }
        // Of two flattened fields, the second is at fault.
        let others = all
            .iter()
            .filter(|other| !other.flatten || other.index < self.index);
        let others = others.map(Self::names);
        let (field, names) = (plain(ident), self.names());
        quote_spanned! {ident.span()=>
            const _: () = ::pintle::names::check_flattened(#field, #names, &[#(#others),*]);
        }
    }

    /// The type as a struct that is flattened.
    pub(crate) fn data(&self) -> TokenStream {
        let ty = self.ty;
        quote_spanned!(ty.span()=> <#ty as ::pintle::data::StructData>)
    }

    /// The names that it represents.
    pub(crate) fn names(&self) -> TokenStream {
        let Self { name, .. } = self;
        let data = self.data();
        if self.flatten {
            quote!(#data::NAMES)
        } else {
            quote!(&[#name])
        }
    }

    pub(crate) fn slot(&self) -> TokenStream {
        let Self { ty, slot, .. } = self;
        let data = self.data();
        if self.flatten {
            quote!(#slot: #data::Slots)
        } else {
            quote!(#slot: ::pintle::data::FieldSlot<#ty>)
        }
    }

    pub(crate) fn new_slot(&self) -> TokenStream {
        let Self { slot, .. } = self;
        let data = self.data();
        if self.flatten {
            quote!(#slot: #data::slots())
        } else {
            quote!(#slot: ::pintle::data::FieldSlot::new())
        }
    }

    /// The function that returns the default. It is one so that its expression sees no variables.
    pub(crate) fn make_default(&self) -> Option<TokenStream> {
        let ty = self.ty;
        let (value, function) = self.default.as_ref()?;
        Some(quote_spanned! {value.span()=>
            #[allow(clippy::unnecessary_wraps)]
            fn #function() -> #ty { #value }
        })
    }

    /// The field of the struct's default, or else its own default. The variable that has the slot's
    /// name holds the former.
    pub(crate) fn default(&self) -> TokenStream {
        let slot = &self.slot;
        let own = self
            .default
            .as_ref()
            .map(|(_, function)| quote!(.or_else(|| ::core::option::Option::Some(#function()))));
        quote!(#slot #own)
    }

    pub(crate) fn describe(&self) -> TokenStream {
        let Self {
            ty,
            name,
            description,
            ..
        } = self;
        let (data, default) = (self.data(), self.default());
        if self.flatten {
            quote!(fields.extend(#data::fields(#default, defs));)
        } else {
            quote! {
                fields.push(
                    ::pintle::data::describe_field::<#ty>(#name, #description, #default, defs)
                );
            }
        }
    }

    pub(crate) fn finish(&self) -> TokenStream {
        let Self {
            ident, name, slot, ..
        } = self;
        let (data, default) = (self.data(), self.default());
        if self.flatten {
            quote!(#ident: #data::finish(slots.#slot, #default)?)
        } else {
            quote!(#ident: slots.#slot.or(|| #default, #name)?)
        }
    }
}
