//! What `#[derive(Data)]` writes.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{Data, DeriveInput, Error, Fields, FieldsNamed, Result, spanned::Spanned};

use crate::{
    data_words::{has_default, no_words},
    names::{self, camel_case, documentation, lower_first, plain},
    problems,
};

pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream> {
    if let Some(generic) = input.generics.params.first() {
        return Err(Error::new(generic.span(), problems::GENERIC_DATA));
    }
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => {
                let default = has_default(&input.attrs)?;
                let attributes = fields.named.iter().flat_map(|field| &field.attrs);
                no_words(attributes, problems::DATA_FIELD)?;
                Ok(structure(input, fields, default)?)
            }
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

fn structure(input: &DeriveInput, fields: &FieldsNamed, default: bool) -> Result<TokenStream> {
    let ident = &input.ident;
    let type_name = plain(ident);
    let description = documentation(&input.attrs);
    let idents: Vec<_> = fields
        .named
        .iter()
        .filter_map(|field| field.ident.as_ref())
        .collect();
    let types: Vec<_> = fields.named.iter().map(|field| &field.ty).collect();
    let names: Vec<_> = idents.iter().map(|ident| camel_case(ident)).collect();
    names::usable("field", idents.iter().copied().zip(&names))?;
    let checks = idents.iter().zip(&names).map(|(ident, name)| {
        quote_spanned!(ident.span()=> const _: () = ::pintle::names::check_field(#name);)
    });
    let docs: Vec<_> = fields
        .named
        .iter()
        .map(|field| documentation(&field.attrs))
        .collect();
    let slots: Vec<_> = (0..names.len())
        .map(|index| format_ident!("slot_{index}"))
        .collect();

    let (defaults, optional, values): (Vec<_>, Vec<_>, Vec<_>) = if default {
        let value = |ident| quote!(::pintle::Encode::encode(default.#ident, ::pintle::data::ValueSink).ok());
        (
            idents.iter().map(value).collect(),
            names.iter().map(|_| quote!(true)).collect(),
            slots
                .iter()
                .zip(&idents)
                .map(|(slot, ident)| quote!(#slot.or(default.#ident)))
                .collect(),
        )
    } else {
        (
            names
                .iter()
                .map(|_| quote!(::core::option::Option::None))
                .collect(),
            types
                .iter()
                .map(|ty| quote!(<#ty as ::pintle::Describe>::OPTIONAL))
                .collect(),
            slots
                .iter()
                .zip(&names)
                .map(|(slot, name)| quote!(#slot.required(#name)?))
                .collect(),
        )
    };
    let make_default =
        default.then(|| quote!(let default = <Self as ::core::default::Default>::default();));

    Ok(quote! {
        #(#checks)*

        impl ::pintle::Describe for #ident {
            const FIELDS: ::core::option::Option<&'static [&'static ::core::primitive::str]> =
                ::core::option::Option::Some(&[#(#names),*]);

            fn schema(defs: &mut ::pintle::schema::Defs) -> ::pintle::schema::Schema {
                let rust_name = ::core::concat!(::core::module_path!(), "::", #type_name);
                defs.named(#type_name, rust_name, #description, |defs| {
                    #make_default
                    ::pintle::schema::Shape::Struct(::std::vec![#(
                        ::pintle::schema::Field {
                            name: #names.into(),
                            description: #docs.into(),
                            schema: <#types as ::pintle::Describe>::schema(defs),
                            optional: #optional,
                            default: #defaults,
                        }
                    ),*])
                })
            }
        }

        impl ::pintle::Decode for #ident {
            fn decode<'s, __Source: ::pintle::data::Source<'s>>(
                source: __Source,
            ) -> ::core::result::Result<Self, ::pintle::Error> {
                #(let mut #slots = ::pintle::data::FieldSlot::<#types>::new();)*
                source
                    .properties(&mut |name, value| match name {
                        #(#names => #slots.fill(name, value),)*
                        other => ::core::result::Result::Err(
                            ::pintle::data::unknown_argument(other, &[#(#names),*])
                        ),
                    })
                    .map_err(|fault| fault.expected("an object", source))?;
                #make_default
                ::core::result::Result::Ok(Self { #(#idents: #values),* })
            }
        }

        impl ::pintle::Encode for #ident {
            fn encode<__Sink: ::pintle::data::Sink>(
                self,
                sink: __Sink,
            ) -> ::core::result::Result<__Sink::Output, ::pintle::Error> {
                let _level = ::pintle::data::Level::enter()?;
                sink.object([#((#names, ::pintle::Encode::encode(self.#idents, sink))),*])
            }
        }
    })
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
