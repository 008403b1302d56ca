//! The caller's memory that a command changes.

use std::{marker::PhantomData, ops::Range, ptr::NonNull};

use crate::{Error, data::Columnar, errors};

/// A column that belongs to the caller, before it is known that nothing else points into it.
#[derive(Debug)]
pub struct InPlace<'s, T> {
    start: NonNull<T>,
    length: usize,
    is_shared: bool,
    lifetime: PhantomData<&'s mut [T]>,
}

impl<'s, T: Columnar> InPlace<'s, T> {
    /// The column of `length` elements at `start`.
    ///
    /// # Safety
    /// For `'s`, the memory must be valid for reads and writes, initialised, aligned, and used only
    /// by those whose memory is passed to [`InPlace::exclusive`].
    pub unsafe fn new(start: NonNull<T>, length: usize) -> Self {
        Self {
            start,
            length,
            is_shared: false,
            lifetime: PhantomData,
        }
    }

    /// The same column, marked as a copy of memory that another argument shares.
    #[must_use]
    pub fn shared(mut self, is_shared: bool) -> Self {
        self.is_shared = is_shared;
        self
    }

    /// The memory, once it is certain that none of `others` overlaps it.
    ///
    /// # Errors
    /// `ERR_PINTLE_INVALID_VALUE` when one does; two mutable views of one memory are undefined
    /// behaviour in Rust.
    pub fn exclusive(self, others: &[Range<usize>]) -> Result<&'s mut [T], Error> {
        let memory = address_range(self.start.as_ptr(), self.length);
        let overlaps = |other: &Range<usize>| memory.start < other.end && other.start < memory.end;
        if self.is_shared || others.iter().any(overlaps) {
            let message = "expected unshared memory, got memory that another argument shares; pass a copy made with slice()";
            return Err(Error::new(&errors::INVALID_VALUE, message));
        }
        // SAFETY: the caller of `new` has promised that the memory is valid for 's and that only
        // `others` use it, and none of those overlaps it.
        Ok(unsafe { std::slice::from_raw_parts_mut(self.start.as_ptr(), self.length) })
    }

    /// The addresses it occupies.
    pub fn addresses(&self) -> Range<usize> {
        address_range(self.start.as_ptr(), self.length)
    }
}

/// The addresses that a slice occupies.
pub fn addresses<T>(slice: &[T]) -> Range<usize> {
    address_range(slice.as_ptr(), slice.len())
}

fn address_range<T>(start: *const T, length: usize) -> Range<usize> {
    let start = start as usize;
    start..start + length * size_of::<T>()
}
