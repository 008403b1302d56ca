//! What a function borrows that runs when its caller has gone on.

use std::{fmt, sync::Arc};

use crate::{Bytes, Error};

/// Elements that a call has, and lends to its function: what a blocking or async command has for a
/// parameter `&[T]`. Nothing can change them meanwhile.
pub struct Lent<T>(Owner<T>);

enum Owner<T> {
    Call(Arc<Vec<T>>),
    Other(Box<dyn Lend<T>>),
}

/// Memory of others that a call borrows.
pub trait Lend<T>: Send + Sync {
    /// The elements, which stay where and as they are until this is dropped.
    ///
    /// # Errors
    /// `ERR_PINTLE_CANCELLED` when their owner has ended.
    fn lend(&self) -> Result<&[T], Error>;
}

impl<T> Lent<T> {
    /// Elements that somebody else has.
    pub fn of_other(owner: impl Lend<T> + 'static) -> Self {
        Self(Owner::Other(Box::new(owner)))
    }

    /// The elements.
    ///
    /// # Errors
    /// `ERR_PINTLE_CANCELLED` when they are those of somebody else, who has ended.
    pub fn lend(&self) -> Result<&[T], Error> {
        match &self.0 {
            Owner::Call(elements) => Ok(elements),
            Owner::Other(owner) => owner.lend(),
        }
    }
}

impl<T> From<Vec<T>> for Lent<T> {
    fn from(elements: Vec<T>) -> Self {
        Self::from(Arc::new(elements))
    }
}

impl<T> From<Arc<Vec<T>>> for Lent<T> {
    fn from(elements: Arc<Vec<T>>) -> Self {
        Self(Owner::Call(elements))
    }
}

impl From<Bytes> for Lent<u8> {
    fn from(bytes: Bytes) -> Self {
        Self::from(bytes.into_shared())
    }
}

impl<T> fmt::Debug for Lent<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Lent")
    }
}
