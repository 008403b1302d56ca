//! What a command's signature says, and what is wrong with it.

use syn::{
    Error, FnArg, GenericArgument, Ident, ItemFn, Pat, PathArguments, Result, ReturnType, Token,
    Type, TypeParamBound, punctuated::Punctuated, spanned::Spanned,
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
    /// Borrowed from the call, which outlives its caller: `&str`, `&[u8]`, `&[f64]`.
    Lent { name: Ident, ty: Type },
    /// A resource, as `&T`.
    Resource { name: Ident, ty: Type },
    /// Where the results go: `&Output<T>`.
    Output { item: Type },
    /// Read item by item: `Input<T>`.
    Input { name: Ident, item: Type },
    /// Changed in place: `&mut [T]`.
    InPlace { name: Ident, element: Type },
}

impl Param {
    /// Its name, unless it does not come from the caller.
    pub(crate) fn name(&self) -> Option<&Ident> {
        match self {
            Self::Context | Self::Output { .. } => None,
            Self::Value { name, .. }
            | Self::Options { name, .. }
            | Self::Borrowed { name, .. }
            | Self::Lent { name, .. }
            | Self::Resource { name, .. }
            | Self::Input { name, .. }
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
    /// What the function returns.
    pub(crate) whole: Type,
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
        .filter(|param| param.name().is_some())
        .collect();
    for param in data.iter().rev().skip(1) {
        if let Param::Options { name, .. } = param {
            return Err(Error::new(name.span(), problems::OPTIONS_LAST));
        }
    }
    let output = output(&signature.output)?;
    check_stream(function, &params, &output, detached)?;
    Ok((params, output))
}

/// An error for a command that sends results, but not as a command can.
fn check_stream(
    function: &ItemFn,
    params: &[Param],
    output: &Output,
    detached: bool,
) -> Result<()> {
    let outputs = params.iter().zip(&function.sig.inputs);
    let mut outputs = outputs.filter(|(param, _)| matches!(param, Param::Output { .. }));
    let Some((_, input)) = outputs.next() else {
        return Ok(());
    };
    if let Some((_, second)) = outputs.next() {
        return Err(Error::new(second.span(), problems::OUTPUT_TWICE));
    }
    if !detached {
        return Err(Error::new(input.span(), problems::OUTPUT_SYNCHRONOUS));
    }
    let is_unit = matches!(&output.ty, Type::Tuple(tuple) if tuple.elems.is_empty());
    if !output.fallible || !is_unit {
        let span = match &function.sig.output {
            ReturnType::Default => function.sig.ident.span(),
            ReturnType::Type(_, ty) => ty.span(),
        };
        return Err(Error::new(span, problems::OUTPUT_RESULT));
    }
    Ok(())
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
        Type::Reference(reference) if is_named(&reference.elem, "Output") => {
            match (reference.mutability, &*arguments(&reference.elem)) {
                (None, [item]) => {
                    check(item)?;
                    Ok(Param::Output {
                        item: (*item).clone(),
                    })
                }
                _ => Err(Error::new(typed.ty.span(), problems::OUTPUT)),
            }
        }
        ty if is_named(ty, "Input") => match &*arguments(ty) {
            [item] if detached => {
                check(item)?;
                Ok(Param::Input {
                    name,
                    item: (*item).clone(),
                })
            }
            [_] => Err(Error::new(ty.span(), problems::INPUT_SYNCHRONOUS)),
            _ => Err(Error::new(ty.span(), problems::INPUT)),
        },
        ty if is_named(ty, "Output") => Err(Error::new(ty.span(), problems::OUTPUT)),
        ty if is_named(ty, "Context") => Err(Error::new(ty.span(), problems::CONTEXT)),
        ty @ Type::Reference(reference) if detached => {
            let lent = &*reference.elem;
            if matches!(lent, Type::Slice(_)) || is_named(lent, "str") {
                lend(reference.mutability.as_ref(), name, lent)
            } else {
                Err(Error::new(ty.span(), problems::BLOCKING_BORROW))
            }
        }
        Type::Reference(reference) => match (&*reference.elem, reference.mutability) {
            (Type::Slice(slice), Some(_)) => Ok(Param::InPlace {
                name,
                element: (*slice.elem).clone(),
            }),
            (ty, Some(word)) if may_be_resource(ty) => {
                Err(Error::new(word.span(), problems::RESOURCE_MUT))
            }
            (_, Some(word)) => Err(Error::new(word.span(), problems::BORROW_MUT)),
            (ty @ Type::Slice(_), None) => Ok(Param::Borrowed {
                name,
                ty: ty.clone(),
            }),
            (ty, None) if is_named(ty, "str") => Ok(Param::Borrowed {
                name,
                ty: ty.clone(),
            }),
            (ty, None) if may_be_resource(ty) => Ok(Param::Resource {
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

/// What a command that outlives its caller borrows from its call.
fn lend(mutability: Option<&Token![mut]>, name: Ident, ty: &Type) -> Result<Param> {
    match mutability {
        Some(word) => Err(Error::new(word.span(), problems::BLOCKING_MUT)),
        None => Ok(Param::Lent {
            name,
            ty: ty.clone(),
        }),
    }
}

fn output(output: &ReturnType) -> Result<Output> {
    let ReturnType::Type(_, ty) = output else {
        return Ok(Output {
            ty: syn::parse_quote!(()),
            fallible: false,
            whole: syn::parse_quote!(()),
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
        whole: (**ty).clone(),
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
        Type::ImplTrait(of) => Some(of_bounds(&of.bounds).unwrap_or(problems::IMPL_TRAIT)),
        Type::TraitObject(of) => Some(of_bounds(&of.bounds).unwrap_or(problems::DYN_TRAIT)),
        Type::BareFn(_) => Some(problems::FUNCTION),
        Type::Ptr(_) => Some(problems::POINTER),
        Type::Reference(_) => Some(problems::BORROW),
        Type::Path(_) => match last_name(ty).as_deref() {
            Some("usize" | "isize") => Some(problems::POINTER_SIZED),
            Some("i128" | "u128") => Some(problems::WIDE),
            // With a type inside, it is the one of the standard library.
            Some("Rc" | "RefCell" | "Cell") if !arguments(ty).is_empty() => {
                Some(problems::ONE_THREAD)
            }
            _ => None,
        },
        _ => None,
    };
    match problem {
        Some(problem) => Err(Error::new(ty.span(), problem)),
        None => parts(ty).into_iter().try_for_each(check),
    }
}

/// Whether a type after `&` can be a resource: one of the author's, rather than one that is known to
/// be none.
fn may_be_resource(ty: &Type) -> bool {
    const OTHERS: &[&str] = &[
        "Path", "PathBuf", "OsStr", "OsString", "CStr", "CString", "String", "Vec", "Option",
        "Box", "Arc", "Rc", "Cow", "HashMap", "HashSet", "BTreeMap", "BTreeSet", "Bytes",
        "Strings", "Value", "bool", "char", "i8", "i16", "i32", "i64", "i128", "isize", "u8",
        "u16", "u32", "u64", "u128", "usize", "f32", "f64",
    ];
    last_name(ty).is_some_and(|name| !OTHERS.contains(&&*name))
}

/// The same for the type of a field, which may be missing or null.
pub(crate) fn check_field(ty: &Type) -> Result<()> {
    check(inside_options(ty).unwrap_or(ty))
}

/// What to write instead of a type of which only its traits are known.
fn of_bounds(bounds: &Punctuated<TypeParamBound, Token![+]>) -> Option<&'static str> {
    bounds.iter().find_map(|bound| {
        let TypeParamBound::Trait(bound) = bound else {
            return None;
        };
        match &*bound.path.segments.last()?.ident.to_string() {
            "Fn" | "FnMut" | "FnOnce" => Some(problems::FUNCTION),
            "Iterator" | "IntoIterator" | "Stream" => Some(problems::ITERATOR),
            "Future" | "IntoFuture" => Some(problems::FUTURE),
            _ => None,
        }
    })
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
