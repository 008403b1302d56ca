//! What `#[command]` generates.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Ident, ItemFn, Result, Type, spanned::Spanned};

use crate::{
    attributes::Words,
    modes::{Function, Generated},
    names::{self, Named, camel_case, documentation},
    signature::{self, Param},
};

#[expect(clippy::too_many_lines, reason = "half of it is one template")]
pub(crate) fn expand(words: &Words, function: &ItemFn) -> Result<TokenStream> {
    let is_async = function.sig.asyncness.is_some();
    words.check(is_async)?;
    let (params, output) = signature::read(function, words.blocking || is_async)?;
    let read: Vec<Read> = params
        .iter()
        .filter_map(Read::of)
        .enumerate()
        .map(Read::at)
        .collect();

    let (vis, ident) = (&function.vis, &function.sig.ident);
    let name = camel_case(ident);
    names::usable("command", [Named::new(ident, name.clone())].iter())?;
    let idents = params.iter().filter_map(Param::name).zip(&read);
    let parameters: Vec<_> = idents
        .map(|(ident, read)| Named::new(ident, read.name.clone()))
        .collect();
    names::usable("parameter", parameters.iter())?;
    let description = documentation(&function.attrs);
    let Words {
        blocking,
        portable,
        confined,
        lines,
        ..
    } = words;
    let effects = words.effects();
    let variables = words.variables(&params);

    let names: Vec<_> = read.iter().map(|read| &read.name).collect();
    let infos = read.iter().map(Read::info);
    let locals: Vec<_> = read.iter().map(|read| &read.local).collect();
    let decoding = decoding(&read);
    let has_options = read.iter().any(|read| matches!(read.how, How::Options(_)));

    let receiver = read.first().map(|first| {
        let receiver = first.receiver();
        quote!(const RECEIVER: ::core::option::Option<&'static ::core::primitive::str> = #receiver;)
    });
    let options_check = read.iter().find_map(|read| read.check(&name, &names));
    // Mixed site: it does not hide any of the author's functions.
    let context = Ident::new("context", Span::mixed_site());
    let sent = Ident::new("output", Span::mixed_site());
    let mut passed = read.iter().map(|read| read.passed(&context));
    let arguments = params.iter().map(|param| match param {
        Param::Context => quote!(#context),
        Param::Output { .. } => quote!(&#sent),
        _ => passed.next().unwrap_or_default(),
    });
    let awaited = is_async.then(|| quote!(.await));
    let call = quote!(#ident(#(#arguments),*)#awaited);
    let call = if output.fallible {
        quote!(#call.map_err(::pintle::command::failure))
    } else {
        quote!(::core::result::Result::Ok(#call))
    };
    let kinds = words.kinds(&output);
    let item = params.iter().find_map(|param| match param {
        Param::Output { item } => Some(item),
        _ => None,
    });
    let mut sends = quote!(
        type Item = ();
    );
    let mut whole = call;
    let mut returned = output.ty;
    if let Some(item) = item {
        sends = quote! {
            type Item = #item;
            const ITEM: ::core::option::Option<
                fn(&mut ::pintle::schema::Defs) -> ::pintle::schema::Schema,
            > = ::core::option::Option::Some(<#item as ::pintle::Describe>::schema);
        };
        whole = quote! {
            let #sent = ::pintle::stream::Output::<#item>::of(#context);
            #whole?;
            ::core::result::Result::<_, ::pintle::Error>::Ok(#sent.finish())
        };
        returned = syn::parse_quote!(::pintle::stream::Sent<#item>);
    }
    let types: Vec<_> = read.iter().map(Read::ty).collect();
    let function_of = quote!(#ident::Function);
    let Generated {
        mode,
        begin,
        call,
        owned,
    } = Function {
        name: &function_of,
        types: &types,
        locals: &locals,
        context: &context,
        call: &whole,
    }
    .called(is_async, *blocking);

    // The module contains nothing of the author's, and what is added next to the function hides
    // none of the author's names.
    Ok(quote! {
        #function

        #[doc(hidden)]
        #[allow(clippy::all, clippy::pedantic, unused, non_camel_case_types)]
        #vis mod #ident {
            /// The function, as seen by the code that calls it.
            #[derive(Debug)]
            pub struct Function;

            /// What is known about the command.
            pub static COMMAND: ::pintle::Command = ::pintle::Command::of::<Function>();
        }

        #[allow(clippy::all, clippy::pedantic, unused)]
        const _: () = {
            #options_check

            impl ::pintle::command::Callable for #function_of {
                const NAME: &'static ::core::primitive::str = #name;
                const DESCRIPTION: &'static ::core::primitive::str = #description;
                const NAMES: &'static [&'static ::core::primitive::str] = &[#(#names),*];
                const PARAMS: &'static [::pintle::command::Param] = &[#(#infos),*];
                const ERRORS: &'static [::pintle::DeclaredKind] = #kinds;
                const EFFECTS: &'static [::pintle::Effect] = &[#(#effects),*];
                #variables
                const PORTABLE: ::core::primitive::bool = #portable;
                const CONFINED: ::core::primitive::bool = #confined;
                const LINES: ::core::primitive::bool = #lines;
                #receiver
                #begin

                type Mode = ::pintle::command::#mode;
                type Arguments<'s> = (#(#types,)*);
                type Output = #returned;
                #sends

                #[inline]
                fn decode<'s, __Arguments: ::pintle::command::Arguments<'s>>(
                    arguments: &__Arguments,
                ) -> ::core::result::Result<Self::Arguments<'s>, ::pintle::Error> {
                    arguments.only(Self::NAMES, #has_options)?;
                    #decoding
                    ::core::result::Result::Ok((#(#locals,)*))
                }

                #[inline]
                fn call(
                    (#(#locals,)*): Self::Arguments<'_>,
                    #context: &::pintle::Context,
                ) -> ::core::result::Result<Self::Output, ::pintle::Error> {
                    #call
                }
            }

            #owned
        };
    })
}

/// A parameter that is read from the caller.
struct Read<'a> {
    name: String,
    local: Ident,
    index: usize,
    how: How<'a>,
}

enum How<'a> {
    Value(&'a Type),
    Options(&'a Type),
    Borrowed(&'a Type),
    Lent(&'a Type),
    Resource(&'a Type),
    Input(&'a Type),
    InPlace(&'a Type),
}

impl<'a> Read<'a> {
    fn of(param: &'a Param) -> Option<(String, How<'a>)> {
        let (name, how) = match param {
            Param::Context | Param::Output { .. } => return None,
            Param::Value { name, ty } => (name, How::Value(ty)),
            Param::Options { name, ty } => (name, How::Options(ty)),
            Param::Input { name, item } => (name, How::Input(item)),
            Param::Borrowed { name, ty } => (name, How::Borrowed(ty)),
            Param::Lent { name, ty } => (name, How::Lent(ty)),
            Param::Resource { name, ty } => (name, How::Resource(ty)),
            Param::InPlace { name, element } => (name, How::InPlace(element)),
        };
        Some((camel_case(name), how))
    }

    fn at((index, (name, how)): (usize, (String, How<'a>))) -> Self {
        // Mixed site: these cannot refer to the author's names.
        let local = Ident::new(&format!("argument_{index}"), Span::mixed_site());
        Self {
            name,
            local,
            index,
            how,
        }
    }

    fn info(&self) -> TokenStream {
        let name = &self.name;
        let (kind, schema, optional) = match &self.how {
            How::Value(ty) => (
                quote!(Value),
                quote!(<#ty as ::pintle::Describe>::schema),
                quote!(<#ty as ::pintle::Describe>::OPTIONAL),
            ),
            How::Options(ty) => (
                quote!(Options),
                quote!(<#ty as ::pintle::Describe>::schema),
                quote!(false),
            ),
            How::Borrowed(ty) | How::Lent(ty) => (
                quote!(Value),
                quote!(<#ty as ::pintle::DecodeRef>::schema),
                quote!(false),
            ),
            How::Resource(ty) => (
                quote!(Value),
                quote!(<::pintle::Resource<#ty> as ::pintle::Describe>::schema),
                quote!(false),
            ),
            How::Input(ty) => (
                quote!(Input),
                quote!(<::pintle::stream::Input<#ty> as ::pintle::Describe>::schema),
                quote!(false),
            ),
            How::InPlace(ty) => (
                quote!(InPlace),
                quote!(<[#ty] as ::pintle::DecodeRef>::schema),
                quote!(false),
            ),
        };
        quote! {
            ::pintle::command::Param {
                name: #name,
                kind: ::pintle::command::ParamKind::#kind,
                schema: #schema,
                optional: #optional,
            }
        }
    }

    /// What is checked about options once their type is known.
    fn check(&self, command: &str, names: &[&String]) -> Option<TokenStream> {
        let How::Options(ty) = &self.how else {
            return None;
        };
        let check = quote_spanned! {ty.span()=>
            ::pintle::names::check_options(#command, &[#(#names),*], <#ty as ::pintle::Describe>::FIELDS)
        };
        Some(quote!(const _: () = #check;))
    }

    fn ty(&self) -> TokenStream {
        match &self.how {
            How::Value(ty) | How::Options(ty) => quote!(#ty),
            How::Borrowed(ty) => quote!(::std::borrow::Cow<'s, #ty>),
            How::Lent(ty) => quote!(<#ty as ::pintle::DecodeRef>::Lent),
            How::Resource(ty) => quote!(::pintle::resource::Borrowed<'s, #ty>),
            How::Input(ty) => quote!(::pintle::stream::Input<#ty>),
            How::InPlace(ty) => quote!(&'s mut [#ty]),
        }
    }

    /// The type of resources that this is a handle to, if it is one.
    fn receiver(&self) -> TokenStream {
        match &self.how {
            How::Value(ty) => quote!(<#ty as ::pintle::Describe>::RESOURCE),
            How::Resource(ty) => {
                let name =
                    quote_spanned!(ty.span()=> <#ty as ::pintle::resource::ResourceType>::NAME);
                quote!(::core::option::Option::Some(#name))
            }
            _ => quote!(::core::option::Option::None),
        }
    }

    fn passed(&self, context: &Ident) -> TokenStream {
        let Self { name, local, .. } = self;
        match self.how {
            How::Borrowed(_) => quote!(&#local),
            How::Lent(ty) => quote!(<#ty as ::pintle::DecodeRef>::lend(&#local)?),
            How::Resource(_) => quote!(&*#local),
            How::Input(_) => quote!(#local.within(#name, #context)),
            _ => quote!(#local),
        }
    }

    fn decode(&self) -> TokenStream {
        let Self {
            name, local, index, ..
        } = self;
        match &self.how {
            How::Value(ty) => quote! {
                let #local = ::pintle::command::argument(
                    arguments, #index, #name,
                    <#ty as ::pintle::Decode>::absent, <#ty as ::pintle::Decode>::decode,
                )?;
            },
            How::Options(ty) => quote! {
                let #local = ::pintle::command::options::<__Arguments, #ty>(arguments, Self::NAMES)?;
            },
            How::Borrowed(ty) => quote! {
                let #local = ::pintle::command::argument(
                    arguments, #index, #name,
                    || ::core::option::Option::None, <#ty as ::pintle::DecodeRef>::decode_ref,
                )?;
            },
            How::Lent(ty) => quote! {
                let #local = ::pintle::command::argument(
                    arguments, #index, #name,
                    || ::core::option::Option::None, <#ty as ::pintle::DecodeRef>::decode_lent,
                )?;
            },
            How::Resource(ty) => quote! {
                let #local = ::pintle::command::argument(
                    arguments, #index, #name,
                    || ::core::option::Option::None, ::pintle::resource::borrow::<#ty, _>,
                )?;
            },
            How::Input(ty) => quote! {
                let #local = arguments.input::<#ty>(#index, #name)?;
            },
            How::InPlace(ty) => quote! {
                let #local = arguments.in_place::<#ty>(#index, #name)?;
            },
        }
    }
}

/// Reads owned arguments first and borrowed ones last: reading an object may run JavaScript, which
/// could free memory that was borrowed before, or dispose of a resource.
fn decoding(read: &[Read<'_>]) -> TokenStream {
    let borrows = |read: &&Read<'_>| {
        matches!(
            read.how,
            How::Borrowed(_) | How::Resource(_) | How::InPlace(_)
        )
    };
    let owned = read.iter().filter(|read| !borrows(read)).map(Read::decode);
    let borrowed = read.iter().filter(borrows).map(Read::decode);
    let ranges: Vec<_> = read
        .iter()
        .filter_map(|read| {
            let local = &read.local;
            let range = format_ident!("range_{}", read.index, span = Span::mixed_site());
            let addresses = match read.how {
                How::Borrowed(_) => quote!(::pintle::data::addresses(&#local)),
                How::InPlace(_) => quote!(#local.addresses()),
                _ => return None,
            };
            Some((read, range, addresses))
        })
        .collect();
    let in_place: Vec<_> = ranges
        .iter()
        .filter(|(read, ..)| matches!(read.how, How::InPlace(_)))
        .collect();
    let measured = ranges
        .iter()
        .filter(|_| !in_place.is_empty())
        .map(|(_, range, addresses)| quote!(let #range = #addresses;));
    let exclusive = in_place.iter().map(|(read, ..)| {
        let Read {
            local, name, index, ..
        } = read;
        let others = ranges.iter().filter(|(other, ..)| other.index != *index);
        let others = others.map(|(_, range, _)| quote!(#range.clone()));
        quote! {
            let #local = #local.exclusive(&[#(#others),*]).map_err(|error| error.within(#name))?;
        }
    });
    quote!(#(#owned)* #(#borrowed)* #(#measured)* #(#exclusive)*)
}
