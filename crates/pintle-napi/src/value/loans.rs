//! What running calls borrow of one JavaScript thread's memory. The thread waits for them before it ends,
//! as Node waits for what it reads and writes itself: only then is its memory freed.

use std::{
    ffi::c_void,
    marker::PhantomData,
    ptr::NonNull,
    slice,
    sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError},
};

use pintle_core::{Error, data::Lend, errors};

use crate::value::columns::Memory;

/// The loans of one JavaScript thread.
#[derive(Default)]
pub(crate) struct Loans {
    state: Mutex<State>,
    /// Notified when everything is back.
    all_back: Condvar,
}

#[derive(Default)]
struct State {
    /// How many are lent now.
    lent: usize,
    is_over: bool,
    /// The numbers of those that can be freed.
    returned: Vec<u32>,
}

impl Loans {
    /// The numbers of the loans that were returned since this was last asked.
    pub(crate) fn returned(&self) -> Vec<u32> {
        std::mem::take(&mut self.lock().returned)
    }

    /// Lends nothing more, and waits until everything that is lent is back.
    pub(crate) fn end(&self) {
        let mut state = self.lock();
        state.is_over = true;
        while state.lent > 0 {
            state = self
                .all_back
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Whether it could be lent, which it then is.
    fn lend(&self) -> bool {
        let mut state = self.lock();
        state.lent += usize::from(!state.is_over);
        !state.is_over
    }

    /// Returns whether it is the only one that waits to be freed.
    fn take_back(&self, number: u32, was_lent: bool) -> bool {
        let mut state = self.lock();
        state.returned.push(number);
        state.lent -= usize::from(was_lent);
        if state.is_over && state.lent == 0 {
            self.all_back.notify_all();
        }
        state.returned.len() == 1
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where moved memory is.
pub(crate) struct Place {
    start: NonNull<c_void>,
    /// In elements.
    length: usize,
}

// SAFETY: it is an address; `Loan::new` has the conditions for reading what is there.
unsafe impl Send for Place {}
// SAFETY: as above.
unsafe impl Sync for Place {}

impl Place {
    pub(crate) fn new(memory: Memory<c_void>) -> Self {
        let Memory { start, length } = memory;
        Self { start, length }
    }
}

/// Memory that one call borrows. A call that has not begun has not borrowed it yet, and nobody waits for it.
pub(crate) struct Loan<T, F: Fn()> {
    number: u32,
    place: Arc<OnceLock<Place>>,
    /// Whether it could be lent, once that was tried.
    is_lent: OnceLock<bool>,
    loans: Arc<Loans>,
    /// Lets JavaScript's thread free what was returned.
    free_later: F,
    elements: PhantomData<fn() -> T>,
}

impl<T, F: Fn()> Loan<T, F> {
    /// Memory that is at `place` once that is known.
    ///
    /// # Safety
    /// It must be that of `T`s which nobody changes, and must stay until this is among what `loans` have
    /// got back, or `loans` have ended.
    pub(crate) unsafe fn new(
        number: u32,
        place: Arc<OnceLock<Place>>,
        loans: Arc<Loans>,
        free_later: F,
    ) -> Self {
        Self {
            number,
            place,
            is_lent: OnceLock::new(),
            loans,
            free_later,
            elements: PhantomData,
        }
    }
}

impl<T: Sync, F: Fn() + Send + Sync> Lend<T> for Loan<T, F> {
    fn lend(&self) -> Result<&[T], Error> {
        let Some(Place { start, length }) = self.place.get() else {
            let message = "the memory was not transferred";
            return Err(Error::new(&errors::NODE_API, message));
        };
        if !self.is_lent.get_or_init(|| self.loans.lend()) {
            let message = "the thread whose memory this is has ended";
            return Err(Error::new(&errors::CANCELLED, message));
        }
        if *length == 0 {
            return Ok(&[]); // The address may be that of nothing.
        }
        // SAFETY: the caller of `new` has promised it.
        Ok(unsafe { slice::from_raw_parts(start.as_ptr().cast(), *length) })
    }
}

impl<T, F: Fn()> Drop for Loan<T, F> {
    fn drop(&mut self) {
        let was_lent = self.is_lent.get() == Some(&true);
        if self.loans.take_back(self.number, was_lent) {
            (self.free_later)();
        }
    }
}
