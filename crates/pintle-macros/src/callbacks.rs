//! Functions of the caller in a command's signature.

use syn::{Error, Result, Type, TypeParamBound, spanned::Spanned};

use crate::{
    problems,
    signature::{self, arguments, is_named},
};

/// An error for a function that a command cannot take like this. A command that is not `detached` from its
/// caller's thread cannot take any.
pub(crate) fn check_param(ty: &Type, detached: bool) -> Result<()> {
    if let Some(function) = find(ty, is_function) {
        return Err(Error::new(function.span(), problems::FUNCTION));
    }
    match find(ty, is_callback) {
        Some(callback) if !detached => Err(Error::new(callback.span(), problems::CALLBACK)),
        _ => Ok(()),
    }
}

/// An error for a function in a result.
pub(crate) fn check_output(ty: &Type) -> Result<()> {
    let found = find(ty, |ty| is_callback(ty) || is_function(ty));
    match found {
        Some(found) => Err(Error::new(found.span(), problems::CALLBACK_RESULT)),
        None => Ok(()),
    }
}

/// An error for what a `Callback` cannot take or return.
pub(crate) fn check(callback: &Type) -> Result<()> {
    let mut types = arguments(callback).into_iter();
    match types.next() {
        Some(Type::Tuple(tuple)) => tuple.elems.iter().try_for_each(signature::check)?,
        Some(Type::Path(_)) | None => {} // A name for a tuple, or nothing that could be said.
        Some(other) => return Err(Error::new(other.span(), problems::CALLBACK_ARGUMENTS)),
    }
    let is_unit = |ty: &&Type| matches!(ty, Type::Tuple(tuple) if tuple.elems.is_empty());
    types
        .filter(|ty| !is_unit(ty))
        .try_for_each(signature::check)
}

/// The first type inside for which that is true.
fn find(ty: &Type, is_it: impl Fn(&Type) -> bool + Copy) -> Option<&Type> {
    if is_it(ty) {
        return Some(ty);
    }
    match ty {
        Type::Reference(reference) => find(&reference.elem, is_it),
        Type::Slice(slice) => find(&slice.elem, is_it),
        Type::Paren(paren) => find(&paren.elem, is_it),
        _ => arguments(ty).into_iter().find_map(|ty| find(ty, is_it)),
    }
}

fn is_callback(ty: &Type) -> bool {
    is_named(ty, "Callback")
}

/// Whether it is a function of Rust: `impl Fn()`, `dyn Fn()`, `fn()`.
fn is_function(ty: &Type) -> bool {
    let names = |bound: &TypeParamBound| match bound {
        TypeParamBound::Trait(bound) => bound
            .path
            .segments
            .last()
            .is_some_and(|last| ["Fn", "FnMut", "FnOnce"].contains(&&*last.ident.to_string())),
        _ => false,
    };
    match ty {
        Type::ImplTrait(of) => of.bounds.iter().any(names),
        Type::TraitObject(of) => of.bounds.iter().any(names),
        Type::BareFn(_) => true,
        _ => false,
    }
}
