//! Resources of a known type, as commands take and return them.

use std::{borrow::Cow, fmt, ops::Deref, sync::Arc};

use super::{AnyResource, ResourceType};
use crate::{
    Decode, Describe, Encode, Error,
    data::{Fault, Sink, Source},
    errors,
    schema::{Defs, Schema},
};

/// Shared ownership of a resource: what blocking commands take, and a field of a struct can be.
/// Synchronous commands can take `&T`.
pub struct Resource<T>(Arc<T>);

impl<T> Resource<T> {
    /// The resource that a value is.
    pub fn new(value: T) -> Self {
        Self(Arc::new(value))
    }
}

impl<T> Clone for Resource<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Deref for Resource<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Resource<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Resource(…)")
    }
}

impl<T> PartialEq for Resource<T> {
    /// Whether they are the same resource.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: ResourceType> Describe for Resource<T> {
    const RESOURCE: Option<&'static str> = Some(T::NAME);

    fn schema(defs: &mut Defs) -> Schema {
        defs.resource(T::NAME, T::RUST_NAME, T::DESCRIPTION)
    }
}

impl<T: ResourceType> Encode for Resource<T> {
    fn encode<K: Sink>(self, sink: K) -> Result<K::Output, Error> {
        sink.resource(AnyResource::shared(self.0))
    }
}

impl<T: ResourceType> Decode for Resource<T> {
    fn decode<'s, S: Source<'s>>(source: S) -> Result<Self, Error> {
        let any = source
            .resource()
            .map_err(|fault| refused(fault, T::NAME, source))?;
        let kind = any.kind();
        let shared = any.into_owned().into_shared();
        shared.map(Self).ok_or_else(|| other(T::NAME, kind.name()))
    }
}

/// A resource that a synchronous command borrows for the time of a call.
#[derive(Debug)]
pub enum Borrowed<'s, T> {
    /// The caller keeps it for that long.
    Lent(&'s T),
    /// It is kept by this.
    Shared(Resource<T>),
}

impl<T> Deref for Borrowed<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        match self {
            Self::Lent(value) => value,
            Self::Shared(value) => value,
        }
    }
}

/// Reads the parameter `&T`; called by generated code.
///
/// # Errors
/// `ERR_PINTLE_INVALID_TYPE`, `ERR_PINTLE_DISPOSED`.
#[inline]
pub fn borrow<'s, T: ResourceType, S: Source<'s>>(source: S) -> Result<Borrowed<'s, T>, Error> {
    match source.resource() {
        Ok(Cow::Borrowed(any)) => any
            .get()
            .map(Borrowed::Lent)
            .ok_or_else(|| other(T::NAME, any.kind().name())),
        Ok(Cow::Owned(any)) => {
            let kind = any.kind();
            let shared = any
                .into_shared()
                .map(|shared| Borrowed::Shared(Resource(shared)));
            shared.ok_or_else(|| other(T::NAME, kind.name()))
        }
        Err(fault) => Err(refused(fault, T::NAME, source)),
    }
}

/// Checks that a source has a handle to a resource of that type, without reading it.
///
/// # Errors
/// Those of reading it, as far as they are known.
pub fn check_type<'s, S: Source<'s>>(name: &str, source: S) -> Result<(), Error> {
    match source.resource_type() {
        Ok(Some(given)) if given != name => Err(other(name, &given)),
        Ok(_) => Ok(()),
        Err(fault) => Err(refused(fault, name, source)),
    }
}

#[cold]
fn refused<'s>(fault: Fault, name: &str, source: impl Source<'s>) -> Error {
    fault.expected(&shown(name), source)
}

#[cold]
fn other(name: &str, given: &str) -> Error {
    let message = format!("expected {}, got {}", shown(name), shown(given));
    Error::new(&errors::INVALID_TYPE, message)
}

/// The error for a handle that has been disposed of.
#[cold]
pub fn disposed(name: &str) -> Error {
    let message = format!(
        "expected {}, got one that has been disposed of",
        shown(name)
    );
    Error::new(&errors::DISPOSED, message)
}

/// A resource of that type, in messages.
pub(crate) fn shown(name: &str) -> String {
    format!("a resource of type {name}")
}
