//! The functions that were passed to running calls, on one JavaScript thread whose state is a `T`.
//!
//! A function is kept for the time of its call, on its own thread, where it is also called and its answer
//! read. Other threads only have numbers.

use std::{
    cell::{Cell, OnceCell, RefCell},
    collections::HashMap,
    mem, ptr,
    sync::Arc,
    thread::{self, ThreadId},
};

use napi::sys;
use pintle_core::{
    Error,
    callback::{Scope, call_ended},
};

/// Something to do on JavaScript's thread.
pub(crate) type Task<T> = Box<dyn FnOnce(&T) + Send>;

/// The way to JavaScript's thread. A task is dropped if that has ended.
pub(crate) type Post<T> = dyn Fn(Task<T>) + Send + Sync;

/// What takes the answer to a question, on JavaScript's thread.
type Settle<T> = Box<dyn FnOnce(&T, Result<sys::napi_value, Error>)>;

/// The functions of one JavaScript thread. References are null until they are set.
pub(crate) struct Functions<T> {
    /// `lib/client/callback.ts`: makes of a function one that answers to `take_answer`.
    pub(crate) prepare: Cell<sys::napi_ref>,
    /// The function of [`take_answer`](super::callback::take_answer).
    pub(crate) take_answer: Cell<sys::napi_ref>,
    /// How other threads reach this one.
    pub(crate) post: OnceCell<Arc<Post<T>>>,
    /// Whether the arguments that are being read may have functions.
    is_allowed: Cell<bool>,
    /// The call whose arguments are being read, once they have one.
    calling: RefCell<Option<Arc<Calling<T>>>>,
    /// The last number of anything here.
    last: Cell<u32>,
    /// The functions of each running call.
    open: RefCell<HashMap<u32, Vec<sys::napi_ref>>>,
    /// The questions without an answer, with their calls.
    asked: RefCell<HashMap<u32, (u32, Settle<T>)>>,
    /// What was thrown, for as long as an error of Rust refers to it.
    pub(super) thrown: RefCell<HashMap<u32, sys::napi_ref>>,
}

/// A call with functions among its arguments.
pub(crate) struct Calling<T> {
    pub(super) number: u32,
    pub(super) thread: ThreadId,
    pub(super) post: Arc<Post<T>>,
    pub(super) scope: Arc<Scope>,
}

impl<T> Functions<T> {
    pub(crate) fn new() -> Self {
        Self {
            prepare: Cell::new(ptr::null_mut()),
            take_answer: Cell::new(ptr::null_mut()),
            post: OnceCell::new(),
            is_allowed: Cell::new(false),
            calling: RefCell::default(),
            last: Cell::new(0),
            open: RefCell::default(),
            asked: RefCell::default(),
            thrown: RefCell::default(),
        }
    }

    pub(super) fn next(&self) -> u32 {
        self.last.set(self.last.get().wrapping_add(1));
        self.last.get()
    }

    /// Whether functions can be kept for the call whose arguments are being read.
    pub(super) fn are_allowed(&self) -> bool {
        self.is_allowed.get() && !self.prepare.get().is_null() && self.post.get().is_some()
    }

    /// Keeps a function, until the call ends whose arguments are being read.
    pub(super) fn keep(&self, function: sys::napi_ref) -> Option<(Arc<Calling<T>>, usize)> {
        let post = self.post.get()?;
        let mut calling = self.calling.borrow_mut();
        let calling = calling.get_or_insert_with(|| {
            Arc::new(Calling {
                number: self.next(),
                thread: thread::current().id(),
                post: Arc::clone(post),
                scope: Arc::default(),
            })
        });
        let mut open = self.open.borrow_mut();
        let of_call = open.entry(calling.number).or_default();
        of_call.push(function);
        Some((Arc::clone(calling), of_call.len() - 1))
    }

    /// One of the functions of a call.
    pub(super) fn get(&self, call: u32, index: usize) -> Result<sys::napi_ref, Error> {
        let open = self.open.borrow();
        let function = open.get(&call).and_then(|of_call| of_call.get(index));
        function.copied().ok_or_else(call_ended)
    }

    /// Remembers who waits for the answer to a question to one of a call's functions.
    pub(super) fn expect(&self, call: u32, settle: Settle<T>) -> u32 {
        let number = self.next();
        self.asked.borrow_mut().insert(number, (call, settle));
        number
    }

    /// Settles a question, unless its call has ended.
    pub(super) fn settle(&self, state: &T, number: u32, outcome: Result<sys::napi_value, Error>) {
        let asked = self.asked.borrow_mut().remove(&number);
        if let Some((_, settle)) = asked {
            settle(state, outcome);
        }
    }

    /// Forgets the functions of a call that has ended.
    pub(crate) fn close(&self, env: sys::napi_env, calling: &Calling<T>) {
        let functions = self.open.borrow_mut().remove(&calling.number);
        for function in functions.into_iter().flatten() {
            // SAFETY: the reference was kept here until now, and is deleted once.
            unsafe { sys::napi_delete_reference(env, function) };
        }
        let mut asked = self.asked.borrow_mut();
        let unanswered: Vec<_> = asked
            .extract_if(|_, (call, _)| *call == calling.number)
            .collect();
        drop(asked);
        drop(unanswered); // Only now: what it owns may be a command's.
    }
}

/// While the arguments of one call are read.
pub(crate) struct Reading<'r, T> {
    env: sys::napi_env,
    functions: &'r Functions<T>,
    outer: (bool, Option<Arc<Calling<T>>>),
}

impl<'r, T> Reading<'r, T> {
    /// Begins to read the arguments of a call: of one that runs elsewhere, or of one that this thread
    /// waits for, which then could not answer. Reading may run JavaScript, which may call.
    pub(crate) fn begin(
        env: sys::napi_env,
        functions: &'r Functions<T>,
        is_elsewhere: bool,
    ) -> Self {
        let outer = (
            functions.is_allowed.replace(is_elsewhere),
            functions.calling.take(),
        );
        Self {
            env,
            functions,
            outer,
        }
    }

    /// What the arguments have in functions, if they have any.
    pub(crate) fn end(self) -> Option<Arc<Calling<T>>> {
        self.functions.calling.take()
    }
}

impl<T> Drop for Reading<'_, T> {
    fn drop(&mut self) {
        let (is_allowed, calling) = mem::take(&mut self.outer);
        self.functions.is_allowed.set(is_allowed);
        let unused = self.functions.calling.replace(calling);
        if let Some(unused) = unused {
            self.functions.close(self.env, &unused);
        }
    }
}

impl<T> Calling<T> {
    /// From now on asking is an error, and so is what waits for an answer.
    pub(crate) fn end(&self, error: Error) {
        self.scope.end(error);
    }

    /// The same, because the call has ended.
    pub(crate) fn end_with_call(&self) {
        self.end(call_ended());
    }
}
