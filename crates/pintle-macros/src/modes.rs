//! What `#[command]` generates for the ways in which a function is called: on its caller's thread, on
//! another one, or as a future.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The function, as generated code has it.
pub(crate) struct Function<'a> {
    /// The type that stands for it.
    pub(crate) name: &'a TokenStream,
    /// The types of its arguments.
    pub(crate) types: &'a [TokenStream],
    /// The variables with its arguments.
    pub(crate) locals: &'a [&'a Ident],
    /// The variable with the context.
    pub(crate) context: &'a Ident,
    /// What calls it, and awaits it.
    pub(crate) call: &'a TokenStream,
}

/// What depends on how a command is called.
pub(crate) struct Generated {
    /// The type of that name in `pintle::command`.
    pub(crate) mode: TokenStream,
    /// How a call by name begins, if it need not be waited for.
    pub(crate) begin: Option<TokenStream>,
    /// What calls the function, and waits for it.
    pub(crate) call: TokenStream,
    /// How it is called once it owns its arguments.
    pub(crate) owned: Option<TokenStream>,
}

impl Function<'_> {
    /// The code for an `async fn`, or for a plain one, which may be `blocking`.
    pub(crate) fn called(&self, is_async: bool, blocking: bool) -> Generated {
        if is_async {
            return self.asynchronous();
        }
        let mode = if blocking {
            quote!(Blocking)
        } else {
            quote!(Synchronous)
        };
        Generated {
            mode,
            begin: None,
            call: self.call.clone(),
            owned: blocking.then(|| self.blocking()),
        }
    }

    /// A blocking command outlives its caller.
    fn blocking(&self) -> TokenStream {
        let Self { name, types, .. } = self;
        quote! {
            impl ::pintle::command::BlockingCallable for #name {
                type Owned = (#(#types,)*);

                fn own(arguments: Self::Owned) -> Self::Owned {
                    arguments
                }

                fn call_owned(
                    arguments: Self::Owned,
                    context: &::pintle::Context,
                ) -> ::core::result::Result<Self::Output, ::pintle::Error> {
                    <Self as ::pintle::command::Callable>::call(arguments, context)
                }
            }
        }
    }

    /// The future owns its arguments and the context, which the function borrows.
    fn asynchronous(&self) -> Generated {
        let Self {
            name,
            types,
            locals,
            context,
            call,
        } = self;
        let owned = quote! {
            impl ::pintle::command::AsyncCallable for #name {
                type Owned = (#(#types,)*);

                fn own(arguments: Self::Owned) -> Self::Owned {
                    arguments
                }

                fn future(
                    (#(#locals,)*): Self::Owned,
                    #context: ::pintle::Context,
                ) -> impl ::core::future::Future<
                    Output = ::core::result::Result<Self::Output, ::pintle::Error>,
                > + ::core::marker::Send + 'static {
                    ::pintle::runtime::within(async move {
                        let #context = &#context;
                        #call
                    })
                }
            }
        };
        Generated {
            mode: quote!(Asynchronous),
            begin: Some(quote! {
                const BEGIN: ::core::option::Option<::pintle::command::Begin> =
                    ::core::option::Option::Some(::pintle::command::begin::<Self>);
            }),
            call: quote! {
                ::pintle::task::block_on(
                    <Self as ::pintle::command::AsyncCallable>::future(
                        (#(#locals,)*),
                        #context.clone(),
                    ),
                    #context,
                )
            },
            owned: Some(owned),
        }
    }
}
