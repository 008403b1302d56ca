//! What `#[derive(Data)]` writes: `data_struct.rs` has what it writes for structs, `data_enum.rs` for
//! enums without data, `data_union.rs` for those with a tag, and `data_untagged.rs` for those whose
//! variants are distinguished by the kinds of their values.

use proc_macro2::TokenStream;
use syn::{Data, DataEnum, DeriveInput, Error, Fields, Result, spanned::Spanned};

use crate::{data_enum, data_struct, data_union, data_untagged, data_words::EnumWords, problems};

pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream> {
    if let Some(generic) = input.generics.params.first() {
        return Err(Error::new(generic.span(), problems::GENERIC_DATA));
    }
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => data_struct::expand(input, fields),
            fields => Err(Error::new(fields.span(), problems::TUPLE_STRUCT)),
        },
        Data::Enum(data) => enumeration(input, data),
        Data::Union(data) => Err(Error::new(data.union_token.span, problems::UNION)),
    }
}

fn enumeration(input: &DeriveInput, data: &DataEnum) -> Result<TokenStream> {
    let words = EnumWords::read(&input.attrs)?;
    if data.variants.is_empty() {
        return Err(Error::new(input.ident.span(), problems::NO_VARIANTS));
    }
    if words.untagged {
        if words.tag.is_some() || words.rename_all.is_some() || words.rename_all_fields.is_some() {
            return Err(Error::new(input.ident.span(), problems::UNTAGGED_WORDS));
        }
        return data_untagged::expand(input, data);
    }
    if let Some(tag) = &words.tag {
        return data_union::expand(input, data, &words, tag);
    }
    let mut all = data.variants.iter().map(|variant| &variant.fields);
    match all.find(|fields| !matches!(fields, Fields::Unit)) {
        Some(fields) => Err(Error::new(fields.span(), problems::ENUM_DATA)),
        None => data_enum::expand(input, data, &words),
    }
}
