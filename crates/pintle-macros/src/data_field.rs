//! What `#[derive(Data)]` writes for one field of a struct.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{Expr, Field, FieldsNamed, Ident, Result, Type, spanned::Spanned};

use crate::{
    attributes::combined,
    casing::Casing,
    data_words::FieldWords,
    names::{self, Named, documentation, plain},
    signature,
};

/// A field, as far as what is written depends on it.
pub(crate) struct DataField<'a> {
    index: usize,
    pub(crate) ident: &'a Ident,
    pub(crate) ty: &'a Type,
    /// The name in TypeScript.
    pub(crate) name: String,
    named: Named,
    description: String,
    /// What holds it while an object is read, and its default.
    pub(crate) slot: Ident,
    /// Whether it is its fields that are fields here.
    pub(crate) flatten: bool,
    /// Whether it does not cross the boundary.
    pub(crate) skip: bool,
    /// The value when it is left out, and the function that returns it.
    pub(crate) default: Option<(Expr, Ident)>,
}

impl<'a> DataField<'a> {
    /// The fields, with names in this casing.
    pub(crate) fn all(fields: &'a FieldsNamed, casing: Casing) -> Result<Vec<Self>> {
        let fields = fields.named.iter().zip(0..);
        let parts = fields.filter_map(|(field, index)| Self::new(field, index, casing));
        let (parts, errors): (Vec<_>, Vec<_>) = parts.partition(Result::is_ok);
        if let Some(error) = errors.into_iter().filter_map(Result::err).reduce(combined) {
            return Err(error);
        }
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        let own = parts.iter().filter(|part| part.is_own());
        names::usable("field", own.map(|part| &part.named))?;
        Ok(parts)
    }

    fn new(field: &'a Field, index: usize, casing: Casing) -> Option<Result<Self>> {
        let ident = field.ident.as_ref()?;
        Some(FieldWords::read(&field.attrs).and_then(|words| {
            signature::check_field(&field.ty)?;
            let named = Named::chosen(ident, words.rename.as_ref(), casing.field(ident));
            Ok(Self {
                index,
                ident,
                ty: &field.ty,
                name: named.text.clone(),
                named,
                description: documentation(&field.attrs),
                slot: format_ident!("slot_{index}"),
                flatten: words.flatten,
                skip: words.skip.is_some(),
                default: words
                    .default
                    .map(|value| (value, format_ident!("__pintle_default_{index}"))),
            })
        }))
    }

    /// Whether it is a property itself.
    pub(crate) fn is_own(&self) -> bool {
        !self.flatten && !self.skip
    }

    /// Fails the build where the names of the fields cannot be.
    pub(crate) fn check(&self, all: &[Self]) -> TokenStream {
        let Self { ident, name, .. } = self;
        if self.skip {
            return TokenStream::new();
        }
        if !self.flatten {
            return quote_spanned!(ident.span()=> const _: () = ::pintle::names::check_field(#name););
        }
        // Of two flattened fields, the second is at fault.
        let others = all
            .iter()
            .filter(|other| other.is_own() || other.flatten && other.index < self.index);
        let others = others.filter_map(Self::names);
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
    pub(crate) fn names(&self) -> Option<TokenStream> {
        let Self { name, .. } = self;
        let data = self.data();
        if self.skip {
            None
        } else if self.flatten {
            Some(quote!(#data::NAMES))
        } else {
            Some(quote!(&[#name]))
        }
    }

    pub(crate) fn slot(&self) -> Option<TokenStream> {
        let Self { ty, slot, .. } = self;
        let data = self.data();
        if self.skip {
            None
        } else if self.flatten {
            Some(quote!(#slot: #data::Slots))
        } else {
            Some(quote!(#slot: ::pintle::data::FieldSlot<#ty>))
        }
    }

    pub(crate) fn new_slot(&self) -> Option<TokenStream> {
        let Self { slot, .. } = self;
        let data = self.data();
        if self.skip {
            None
        } else if self.flatten {
            Some(quote!(#slot: #data::slots()))
        } else {
            Some(quote!(#slot: ::pintle::data::FieldSlot::new()))
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
        if self.skip {
            TokenStream::new()
        } else if self.flatten {
            quote!(fields.extend(#data::fields(#default, defs));)
        } else {
            quote! {
                fields.push(
                    ::pintle::data::describe_field::<#ty>(#name, #description, #default, defs)
                );
            }
        }
    }

    /// The variable with the field of all items.
    pub(crate) fn column(&self) -> TokenStream {
        let Self { ty, slot, .. } = self;
        quote!(let mut #slot: ::std::vec::Vec<#ty> = ::std::vec::Vec::with_capacity(items.len());)
    }

    /// What a reference to its value takes in memory.
    pub(crate) fn footprint(&self, value: &TokenStream) -> TokenStream {
        let ty = self.ty;
        if self.flatten {
            let data = self.data();
            quote!(#data::footprint(#value))
        } else {
            quote!(<#ty as ::pintle::Describe>::footprint(#value))
        }
    }

    pub(crate) fn finish(&self) -> TokenStream {
        let Self {
            ident, name, slot, ..
        } = self;
        let (data, default) = (self.data(), self.default());
        if self.skip {
            quote!(#ident: (#default).unwrap_or_else(::core::default::Default::default))
        } else if self.flatten {
            quote!(#ident: #data::finish(slots.#slot, #default)?)
        } else {
            quote!(#ident: slots.#slot.or(|| #default, #name)?)
        }
    }
}
