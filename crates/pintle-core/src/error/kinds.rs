//! Kinds of failure: their meaning, and the types of their details.

use std::marker::PhantomData;

use super::Error;
use crate::{
    Encode,
    schema::{Defs, Schema},
};

/// One kind of failure: everything about it that does not depend on the case at hand.
///
/// Kinds are statics, one for each code, so that the contract and `pintle explain` can list them.
#[derive(Debug, PartialEq, Eq)]
pub struct ErrorKind {
    /// The stable code, such as `ERR_PINTLE_OVERFLOW`.
    pub code: &'static str,
    /// What went wrong, in one or two sentences.
    pub summary: &'static str,
    /// What to do about it.
    pub fix: &'static str,
}

impl ErrorKind {
    /// The kind, as a command declares it.
    pub const fn declared(&'static self) -> DeclaredKind {
        DeclaredKind {
            kind: self,
            details: None,
        }
    }
}

/// A kind of failure whose errors all have details of the type `D`. It is in the contract, so that
/// TypeScript knows the details once it knows the code.
#[derive(Debug)]
pub struct TypedKind<D> {
    kind: ErrorKind,
    details: PhantomData<fn() -> D>,
}

impl<D: Encode> TypedKind<D> {
    /// The kind, with details of that type.
    pub const fn new(kind: ErrorKind) -> Self {
        Self {
            kind,
            details: PhantomData,
        }
    }

    /// A failure of this kind; `message` is one sentence about this case, without a full stop.
    #[must_use]
    pub fn error(&'static self, message: impl Into<String>, details: D) -> Error {
        Error::new(&self.kind, message).with_details(details)
    }

    /// The kind itself.
    pub const fn kind(&'static self) -> &'static ErrorKind {
        &self.kind
    }

    /// The kind, as a command declares it.
    pub const fn declared(&'static self) -> DeclaredKind {
        DeclaredKind {
            kind: &self.kind,
            details: Some(D::schema),
        }
    }
}

impl<D> PartialEq<TypedKind<D>> for ErrorKind {
    fn eq(&self, other: &TypedKind<D>) -> bool {
        *self == other.kind
    }
}

/// A kind of failure that a command may have.
#[derive(Clone, Copy, Debug)]
pub struct DeclaredKind {
    /// The kind.
    pub kind: &'static ErrorKind,
    /// The type of its details, if they have one.
    pub details: Option<fn(&mut Defs) -> Schema>,
}

/// An error type of which every kind is known. `#[derive(ErrorKinds)]` writes it, together with the
/// conversion into an [`Error`]. A command that returns such errors declares their kinds.
#[diagnostic::on_unimplemented(
    message = "the kinds of error of `{Self}` are not known",
    label = "not an error type with `#[derive(ErrorKinds)]`",
    note = "in `errors(…)`, name statics of type `ErrorKind` or `TypedKind`, or types with `#[derive(pintle::ErrorKinds)]`"
)]
pub trait ErrorKinds {
    /// The kinds.
    const KINDS: &'static [DeclaredKind];
}
