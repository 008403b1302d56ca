//! `#[pintle::command]`, and `#[derive(…)]` of `pintle::Data`, `pintle::Resource` and `pintle::ErrorKinds`.
//!
//! The attribute leaves the function as it is and adds a hidden module of the same name, which is
//! possible because functions and modules live in different namespaces. The module holds
//! `COMMAND`, for the list in `pintle::addon!`. Nothing is registered implicitly.

mod attributes;
mod callbacks;
mod casing;
mod command;
mod data;
mod data_enum;
mod data_field;
mod data_struct;
mod data_union;
mod data_untagged;
mod data_words;
mod error_kind;
mod error_kinds;
mod kind_words;
mod modes;
mod names;
mod problems;
mod resource;
mod signature;

use proc_macro::TokenStream;
use syn::parse_macro_input;

/// Makes a function a command: a plain one, or an `async fn`, which becomes a promise, with a `…Sync` twin,
/// and holds no thread while it waits. Its future is dropped when the call is cancelled.
///
/// Words, all optional:
/// - `blocking`: it may take long or wait; it becomes a promise, with a `…Sync` twin;
/// - `portable`: it needs only its parameters, and so runs in WebAssembly too;
/// - `confined`: it opens files and folders only through `Context::confinement`, if there is one,
///   so that a policy may allow it to untrusted callers;
/// - `effects(fs_read, fs_write, process)`: its side effects;
/// - `variables(&["NAME", …])`: the variables of its caller's environment that it reads, with
///   `Context::variable`; with the effect `process` it has all of them. With `if` and a condition on its
///   parameters after the names, only calls for which that is true get them;
/// - `errors(KIND, …)`: the kinds of error that it may return: statics of type `ErrorKind` or `TypedKind`,
///   and types with `#[derive(ErrorKinds)]`. Those of the error type that it returns need not be named.
#[proc_macro_attribute]
pub fn command(words: TokenStream, function: TokenStream) -> TokenStream {
    let words = parse_macro_input!(words as attributes::Words);
    let function = match parse_macro_input!(function as syn::Item) {
        syn::Item::Fn(function) => function,
        other => {
            let error = syn::Error::new_spanned(&other, problems::NO_FUNCTION).into_compile_error();
            return quote::quote!(#other #error).into();
        }
    };
    command::expand(&words, &function)
        .unwrap_or_else(|error| {
            // The function itself is kept, so that the author sees only this error.
            let error = error.into_compile_error();
            quote::quote!(#function #error)
        })
        .into()
}

/// Lets a struct or an enum cross the boundary.
///
/// A struct is an object with the fields' names in camelCase. A field may be left out if
/// - the struct has `#[data(default)]`: then every field has its value from `Default`;
/// - the field has `#[data(default = VALUE)]`: any expression of its type, in which `Self` has no
///   meaning. It is the value in Rust too where the struct has `#[data(default)]`: the derive writes
///   `Default` then, so that the two cannot differ, with the types' own defaults for other fields;
/// - it is an `Option`.
///
/// The fields of a field with `#[data(flatten)]`, which is a struct with `#[derive(Data)]`, are fields
/// of this struct: the contract, JavaScript and JSON do not show that there is another.
///
/// A field with `#[data(skip)]` does not cross the boundary: when a struct is read it has its default.
///
/// An enum without data is one of the variants' names in camelCase. An enum with `#[data(tag = "kind")]`
/// is an object whose property `kind` is that name; beside it are the variant's fields, or those of the
/// one struct that it holds.
///
/// An enum with `#[data(untagged)]` is the value that the variant holds, without its name. No two variants may
/// have values of one kind, neither in JavaScript nor in JSON, where bigints and bytes are strings and typed
/// arrays are lists.
///
/// `#[data(rename = "…")]` names a field or a variant, and `#[data(rename_all = "snake_case")]` all fields
/// of a struct or variant, or all variants of an enum; `rename_all_fields` is for the fields of all
/// variants. The casings are those of serde.
#[proc_macro_derive(Data, attributes(data))]
pub fn data(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as syn::DeriveInput);
    data::expand(&input)
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}

/// Makes a type a resource: its values stay in Rust, and TypeScript has a class whose instances are
/// handles to them.
///
/// Commands return it by value, and take it as `&T` if they are synchronous or as `Resource<T>`. The
/// commands whose first parameter it is are the methods of the class. Any number of threads may use it
/// simultaneously, so what changes in it is in a lock or an atomic.
///
/// `#[resource(memory = EXPRESSION)]`, with `self` in the expression, is how many bytes it holds:
/// JavaScript's garbage collector only sees the handle, and frees it sooner if it knows. It is
/// evaluated on JavaScript's thread, so it must not wait for a lock.
#[proc_macro_derive(Resource, attributes(resource))]
pub fn resource(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as syn::DeriveInput);
    resource::expand(&input)
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}

/// Makes each variant of an enum a kind of failure, with a code, and converts the enum into
/// `pintle::Error`.
///
/// The doc comment of a variant is the summary of its kind. Its named fields, or the one struct that it
/// holds, are the details of the error, and their type is in the contract. Words, in `#[kind(…)]`:
/// - `code = "ERR_…"`: the stable code;
/// - `fix = "…"`: what to do about it;
/// - `message = "…"`: the message, in which `{field}` stands for a field; without it, the enum's
///   `Display` writes the message;
/// - `at = "/parameter"`: the parameter that is to blame, as a JSON Pointer;
/// - `from` alone: the variant holds an error of another type that can become a `pintle::Error`, and
///   the enum can be made from it, so that `?` works;
/// - `cause`, in front of a field: it is the cause of the error, not one of its details.
#[proc_macro_derive(ErrorKinds, attributes(kind))]
pub fn error_kinds(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as syn::DeriveInput);
    error_kinds::expand(&input)
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}
