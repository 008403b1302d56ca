//! What `#[derive(Data)]` writes for a struct.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, FieldsNamed, Ident, Result};

use crate::{
    casing::Casing,
    data_field::DataField,
    data_words::StructWords,
    names::{documentation, plain},
};

pub(crate) fn expand(input: &DeriveInput, fields: &FieldsNamed) -> Result<TokenStream> {
    let StructWords {
        default,
        rename_all,
    } = StructWords::read(&input.attrs)?;
    let parts = DataField::all(fields, rename_all.unwrap_or(Casing::Camel))?;

    let ident = &input.ident;
    let checks = parts.iter().map(|part| part.check(&parts));
    let implementation = struct_data(ident, &parts, default);
    let type_name = plain(ident);
    let description = documentation(&input.attrs);
    let default = (default && parts.iter().any(|part| part.default.is_some()))
        .then(|| implement_default(ident, &parts));

    Ok(quote! {
        #(#checks)*

        const _: () = {
            #default
            #implementation
        };

        impl ::pintle::Describe for #ident {
            const KINDS: ::pintle::data::Kinds = ::pintle::data::Kinds::OBJECT;
            const FIELDS: ::core::option::Option<&'static [&'static ::core::primitive::str]> =
                ::core::option::Option::Some(<Self as ::pintle::data::StructData>::NAMES);

            fn schema(defs: &mut ::pintle::schema::Defs) -> ::pintle::schema::Schema {
                let rust_name = ::core::concat!(::core::module_path!(), "::", #type_name);
                defs.named(#type_name, rust_name, #description, |defs| {
                    ::pintle::schema::Shape::Struct(
                        <Self as ::pintle::data::StructData>::fields(
                            ::core::option::Option::None,
                            defs,
                        ),
                    )
                })
            }

            fn footprint(&self) -> ::core::primitive::usize {
                <Self as ::pintle::data::StructData>::footprint(self)
            }
        }

        impl ::pintle::Decode for #ident {
            fn decode<'s, __Source: ::pintle::data::Source<'s>>(
                source: __Source,
            ) -> ::core::result::Result<Self, ::pintle::Error> {
                ::pintle::data::decode_struct(source)
            }
        }

        impl ::pintle::Encode for #ident {
            fn encode<__Sink: ::pintle::data::Sink>(
                self,
                sink: __Sink,
            ) -> ::core::result::Result<__Sink::Output, ::pintle::Error> {
                ::pintle::data::encode_struct(self, sink)
            }

            fn encode_columns<__Sink: ::pintle::data::Sink>(
                items: ::std::vec::Vec<Self>,
                sink: __Sink,
            ) -> ::core::result::Result<__Sink::Output, ::pintle::Error> {
                ::pintle::data::encode_columns(items, sink)
            }
        }
    })
}

/// What reads, writes and describes a struct field by field. It is for a block of its own.
#[expect(clippy::too_many_lines, reason = "most of it is one template")]
pub(crate) fn struct_data(ident: &Ident, parts: &[DataField<'_>], default: bool) -> TokenStream {
    let slots = parts.iter().filter_map(DataField::slot);
    let defaults = parts.iter().filter_map(DataField::make_default);
    let own = || parts.iter().filter(|part| part.is_own());
    let flattened = || parts.iter().filter(|part| part.flatten);
    let own_names = own().map(|part| &part.name);
    let own_slots = own().map(|part| &part.slot);
    let flat_data = flattened().map(DataField::data);
    let flat_slots = flattened().map(|part| &part.slot);
    let names = parts.iter().filter_map(DataField::names);
    let new_slots = parts.iter().filter_map(DataField::new_slot);
    let descriptions = parts.iter().map(DataField::describe);
    let values = parts.iter().map(DataField::finish);
    let written = write(
        parts,
        &|DataField { ident, name, .. }| quote!((#name, ::pintle::Encode::encode_field(self.#ident, sink))),
        &|part| {
            let (data, ident) = (part.data(), part.ident);
            quote!(#data::write(self.#ident, sink))
        },
    );
    let written_fields = || parts.iter().filter(|part| !part.skip);
    let columns = written_fields().map(DataField::column);
    let idents = written_fields().map(|part| part.ident);
    let column_slots = written_fields().map(|part| &part.slot);
    let written_columns = write(
        parts,
        &|DataField { name, slot, .. }| quote!((#name, ::core::option::Option::Some(::pintle::Encode::encode_list(#slot, sink)))),
        &|part| {
            let (data, slot) = (part.data(), &part.slot);
            quote!(#data::write_columns(#slot, sink))
        },
    );
    let footprints = written_fields().map(|part| {
        let ident = part.ident;
        part.footprint(&quote!(&self.#ident))
    });
    let split_default = split_default(parts, default);

    quote! {
        #[doc(hidden)]
        #[allow(missing_debug_implementations, unreachable_pub)]
        pub struct __PintleSlots {
            #(#slots,)*
        }
        #(#defaults)*

        #[allow(unreachable_code, unused_mut, unused_variables, reason = "a struct may have no fields")]
        impl ::pintle::data::StructData for #ident {
            const NAMES: &'static [&'static ::core::primitive::str] = {
                const PARTS: &[&[&::core::primitive::str]] = &[#(#names),*];
                const ALL: [&::core::primitive::str; ::pintle::data::count_names(PARTS)] =
                    ::pintle::data::join_names(PARTS);
                &ALL
            };
            type Slots = __PintleSlots;

            fn slots() -> __PintleSlots {
                __PintleSlots { #(#new_slots,)* }
            }

            fn fields(
                default: ::core::option::Option<Self>,
                defs: &mut ::pintle::schema::Defs,
            ) -> ::std::vec::Vec<::pintle::schema::Field> {
                #split_default
                let mut fields = ::std::vec::Vec::new();
                #(#descriptions)*
                fields
            }

            fn fill<'s, __Source: ::pintle::data::Source<'s>>(
                slots: &mut __PintleSlots,
                name: &::core::primitive::str,
                source: __Source,
            ) -> ::core::result::Result<::core::primitive::bool, ::pintle::Error> {
                match name {
                    #(#own_names => slots.#own_slots.fill(name, source)?,)*
                    _ => {
                        return ::core::result::Result::Ok(
                            false #(|| #flat_data::fill(&mut slots.#flat_slots, name, source)?)*
                        );
                    }
                }
                ::core::result::Result::Ok(true)
            }

            fn finish(
                slots: __PintleSlots,
                default: ::core::option::Option<Self>,
            ) -> ::core::result::Result<Self, ::pintle::Error> {
                #split_default
                ::core::result::Result::Ok(Self { #(#values,)* })
            }

            fn write<__Sink: ::pintle::data::Sink>(
                self,
                sink: __Sink,
            ) -> impl ::core::iter::Iterator<
                Item = (
                    &'static ::core::primitive::str,
                    ::core::result::Result<__Sink::Output, ::pintle::Error>,
                ),
            > {
                #written
            }

            fn write_columns<__Sink: ::pintle::data::Sink>(
                items: ::std::vec::Vec<Self>,
                sink: __Sink,
            ) -> impl ::core::iter::Iterator<
                Item = (
                    &'static ::core::primitive::str,
                    ::core::result::Result<__Sink::Output, ::pintle::Error>,
                ),
            > {
                #(#columns)*
                for item in items {
                    #(#column_slots.push(item.#idents);)*
                }
                #written_columns
            }

            fn footprint(&self) -> ::core::primitive::usize {
                0 #(+ #footprints)*
            }
        }
    }
}

/// The fields of a default, each in a variable with the name of its slot.
fn split_default(parts: &[DataField<'_>], default: bool) -> TokenStream {
    if parts.is_empty() {
        return TokenStream::new();
    }
    let idents: Vec<_> = parts.iter().map(|part| part.ident).collect();
    let slots: Vec<_> = parts.iter().map(|part| &part.slot).collect();
    if default {
        return quote! {
            let default = default.unwrap_or_else(<Self as ::core::default::Default>::default);
            #(let #slots = ::core::option::Option::Some(default.#idents);)*
        };
    }
    let none = parts.iter().map(|_| quote!(::core::option::Option::None));
    quote! {
        let (#(#slots,)*) = match default {
            ::core::option::Option::Some(default) => {
                (#(::core::option::Option::Some(default.#idents),)*)
            }
            ::core::option::Option::None => (#(#none,)*),
        };
    }
}

/// Writes one field.
type Write<'a> = &'a dyn Fn(&DataField<'_>) -> TokenStream;

/// The fields with their values: those of the struct itself as arrays, with the flattened ones between.
fn write(parts: &[DataField<'_>], own: Write<'_>, flattened: Write<'_>) -> TokenStream {
    let parts: Vec<_> = parts.iter().filter(|part| !part.skip).collect();
    let runs = parts.chunk_by(|one, next| !one.flatten && !next.flatten);
    let runs = runs.map(|run| match run {
        [part] if part.flatten => flattened(part),
        _ => {
            let fields = run.iter().map(|part| own(part));
            // What is left out is only known now; of most types it never is.
            quote! {
                ::core::iter::Iterator::filter_map(
                    ::core::iter::IntoIterator::into_iter([#(#fields),*]),
                    |(name, value)| ::core::option::Option::map(value, |value| (name, value)),
                )
            }
        }
    });
    let chained = runs.reduce(|chain, run| quote!(::core::iter::Iterator::chain(#chain, #run)));
    chained.unwrap_or_else(|| quote!(::core::iter::empty()))
}

/// `Default` of a struct that has defaults beside its fields.
fn implement_default(ident: &Ident, parts: &[DataField<'_>]) -> TokenStream {
    let values = parts.iter().map(|DataField { ident, default, .. }| {
        let own = default.as_ref().map(|(_, function)| quote!(#function()));
        let value = own.unwrap_or_else(|| quote!(::core::default::Default::default()));
        quote!(#ident: #value)
    });
    quote! {
        impl ::core::default::Default for #ident {
            fn default() -> Self {
                Self { #(#values,)* }
            }
        }
    }
}
