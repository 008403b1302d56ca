//! What a command's signature says, and what is wrong with it.

use syn::{
    Error, FnArg, GenericArgument, Ident, ItemFn, Pat, PathArguments, Result, ReturnType, Type,
    spanned::Spanned,
};

use crate::{callbacks, problems};

/// A parameter of the function.
pub(crate) enum Param {
    /// `&Context`.
    Context,
    /// Read by value.
    Value { name: Ident, ty: Type },
    /// Read by value, as the trailing object of options.
    Options { name: Ident, ty: Type },
    /// Borrowed: `&str`, `&[u8]`, `&[f64]`; `ty` is the type after the `&`.
    Borrowed { name: Ident, ty: Type },
    /// Changed in place: `&mut [T]`.
    InPlace { name: Ident, element: Type },
}

impl Param {
    /// Its name, unless it is the context.
    pub(crate) fn name(&self) -> Option<&Ident> {
        match self {
            Self::Context => None,
            Self::Value { name, .. }
            | Self::Options { name, .. }
            | Self::Borrowed { name, .. }
            | Self::InPlace { name, .. } => Some(name),
        }
    }
}

/// What a command returns.
pub(crate) struct Output {
    /// The type of the result.
    pub(crate) ty: Type,
    /// Whether the function returns a `Result`.
    pub(crate) fallible: bool,
}

/// Reads and checks a signature. If the command is `detached`, it outlives the call that starts it.
pub(crate) fn read(function: &ItemFn, detached: bool) -> Result<(Vec<Param>, Output)> {
    let signature = &function.sig;
    let wrong = [
        (signature.unsafety.map(|word| word.span()), problems::UNSAFE),
        (
            signature.generics.params.first().map(Spanned::span),
            problems::GENERIC,
        ),
    ];
    if let Some((Some(span), problem)) = wrong.into_iter().find(|(span, _)| span.is_some()) {
        return Err(Error::new(span, problem));
    }
    let params: Vec<Param> = signature
        .inputs
        .iter()
        .map(|input| param(input, detached))
        .collect::<Result<_>>()?;
    let data: Vec<&Param> = params
        .iter()
        .filter(|param| !matches!(param, Param::Context))
        .collect();
    for param in data.iter().rev().skip(1) {
        if let Param::Options { name, .. } = param {
            return Err(Error::new(name.span(), problems::OPTIONS_LAST));
        }
    }
    Ok((params, output(&signature.output)?))
}

fn param(input: &FnArg, detached: bool) -> Result<Param> {
    let FnArg::Typed(typed) = input else {
        return Err(Error::new(input.span(), problems::METHOD));
    };
    let Pat::Ident(pattern) = &*typed.pat else {
        return Err(Error::new(typed.pat.span(), problems::PATTERN));
    };
    let name = pattern.ident.clone();
    callbacks::check_param(&typed.ty, detached)?;
    match &*typed.ty {
        Type::Reference(reference) if is_named(&reference.elem, "Context") => {
            match reference.mutability {
                Some(word) => Err(Error::new(word.span(), problems::CONTEXT)),
                None => Ok(Param::Context),
            }
        }
        ty if is_named(ty, "Context") => Err(Error::new(ty.span(), problems::CONTEXT)),
        ty @ Type::Reference(_) if detached => {
            Err(Error::new(ty.span(), problems::BLOCKING_BORROW))
        }
        Type::Reference(reference) => match (&*reference.elem, reference.mutability) {
            (Type::Slice(slice), Some(_)) => Ok(Param::InPlace {
                name,
                element: (*slice.elem).clone(),
            }),
            (_, Some(word)) => Err(Error::new(word.span(), problems::BORROW_MUT)),
            (ty @ Type::Slice(_), None) => Ok(Param::Borrowed {
                name,
                ty: ty.clone(),
            }),
            (ty, None) if is_named(ty, "str") => Ok(Param::Borrowed {
                name,
                ty: ty.clone(),
            }),
            (ty, None) => Err(Error::new(ty.span(), problems::BORROW)),
        },
        ty => {
            // An Option inside another says whether the parameter is absent or null.
            match inside_options(ty) {
                Some(inner) if is_named(inner, "Option") => {
                    return Err(Error::new(ty.span(), problems::NESTED_OPTION));
                }
                inner => check(inner.unwrap_or(ty))?,
            }
            let ty = ty.clone();
            Ok(if name == "options" {
                Param::Options { name, ty }
            } else {
                Param::Value { name, ty }
            })
        }
    }
}

fn output(output: &ReturnType) -> Result<Output> {
    let ReturnType::Type(_, ty) = output else {
        return Ok(Output {
            ty: syn::parse_quote!(()),
            fallible: false,
        });
    };
    let inner = if is_named(ty, "Result") {
        arguments(ty).first().copied()
    } else {
        None
    };
    let given = inner.unwrap_or(ty);
    callbacks::check_output(given)?;
    if !matches!(given, Type::Tuple(tuple) if tuple.elems.is_empty()) {
        check(given)?;
    }
    Ok(Output {
        ty: given.clone(),
        fallible: inner.is_some(),
    })
}

/// An error for the types that cannot cross the boundary, with what to write instead. Everything
/// else is left to the traits.
pub(crate) fn check(ty: &Type) -> Result<()> {
    if is_named(ty, "Callback") {
        return callbacks::check(ty);
    }
    let problem = match ty {
        Type::Tuple(tuple) if tuple.elems.is_empty() || tuple.elems.len() > 8 => {
            Some(problems::TUPLE)
        }
        _ if inside_options(ty).is_some() => Some(problems::NESTED_OPTION),
        Type::ImplTrait(_) => Some(problems::IMPL_TRAIT),
        Type::Reference(_) => Some(problems::BORROW),
        Type::Path(_) => match last_name(ty).as_deref() {
            Some("usize" | "isize") => Some(problems::POINTER_SIZED),
            Some("i128" | "u128") => Some(problems::WIDE),
            _ => None,
        },
        _ => None,
    };
    match problem {
        Some(problem) => Err(Error::new(ty.span(), problem)),
        None => parts(ty).into_iter().try_for_each(check),
    }
}

/// What is in an `Option` that is in another.
fn inside_options(ty: &Type) -> Option<&Type> {
    fn inside(ty: &Type) -> Option<&Type> {
        let is_option = is_named(ty, "Option");
        is_option.then(|| arguments(ty).first().copied()).flatten()
    }
    inside(inside(ty)?)
}

pub(crate) fn is_named(ty: &Type, name: &str) -> bool {
    last_name(ty).is_some_and(|last| last == name)
}

fn last_name(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => path
            .path
            .segments
            .last()
            .map(|segment| segment.ident.to_string()),
        _ => None,
    }
}

/// The types that a type is made of.
fn parts(ty: &Type) -> Vec<&Type> {
    match ty {
        Type::Tuple(tuple) => tuple.elems.iter().collect(),
        Type::Array(array) => vec![&array.elem],
        _ => arguments(ty),
    }
}

/// The types between the angle brackets.
pub(crate) fn arguments(ty: &Type) -> Vec<&Type> {
    let Type::Path(path) = ty else {
        return Vec::new();
    };
    match path.path.segments.last().map(|segment| &segment.arguments) {
        Some(PathArguments::AngleBracketed(list)) => list
            .args
            .iter()
            .filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(ty),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}
