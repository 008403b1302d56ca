//! The way back to a JavaScript thread. One thread-safe function for each environment delivers
//! everything that has ended. That costs half as much as a function or an async work for each call
//! (`npm run bench -- direct promise`).

use std::{
    cell::Cell,
    ffi::c_void,
    mem, ptr,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
};

use napi::sys;
use pintle_core::{Error, panic, pool};

use crate::value::javascript::{check, make, string};

/// Something to do on JavaScript's thread, with its state.
type Delivery<T> = Box<dyn FnOnce(&T) + Send>;

/// The way back to one JavaScript thread, whose state is a `T`.
pub(crate) struct Inbox<T> {
    pub(crate) mailbox: Arc<Mailbox<T>>,
    /// What every delivery gets; null until it is open.
    owner: Cell<*const T>,
    /// The function in the mailbox, for its own thread, which needs no lock.
    function: Cell<sys::napi_threadsafe_function>,
    /// How many calls are running; the event loop is kept alive while there are any.
    running: Cell<usize>,
}

/// What is to be done on one JavaScript thread.
pub(crate) struct Mailbox<T> {
    /// The thread-safe function, until its environment ends.
    function: RwLock<Option<Handle>>,
    /// Waiting deliveries. JavaScript's thread is only called if there were none before: one call
    /// takes all of them, which costs half as much as one call each when many end simultaneously.
    waiting: Mutex<Vec<Delivery<T>>>,
}

struct Handle(sys::napi_threadsafe_function);

// SAFETY: a thread-safe function can be called from any thread.
unsafe impl Send for Handle {}
// SAFETY: as above.
unsafe impl Sync for Handle {}

impl<T> Inbox<T> {
    /// A mailbox that is not open yet.
    pub(crate) fn new() -> Self {
        Self {
            mailbox: Arc::new(Mailbox::new()),
            owner: Cell::new(ptr::null()),
            function: Cell::new(ptr::null_mut()),
            running: Cell::new(0),
        }
    }

    /// Opens the way to the thread of `env`. Neither `owner` nor this may move from now on, or end
    /// before the environment does.
    pub(crate) fn open(&self, env: sys::napi_env, owner: *const T) -> Result<(), Error> {
        let name = string(env, "pintle")?;
        let handle = make!(napi_create_threadsafe_function(
            env,
            ptr::null_mut(),
            ptr::null_mut(),
            name,
            0,
            1,
            ptr::null_mut(),
            None,
            ptr::from_ref(self).cast_mut().cast(),
            Some(deliver::<T>)
        ))?;
        // SAFETY: the function was just created on this thread.
        let status = unsafe { sys::napi_unref_threadsafe_function(env, handle) };
        check(status, "napi_unref_threadsafe_function")?;
        self.owner.set(owner);
        self.function.set(handle);
        self.mailbox.set(Some(Handle(handle)));
        Ok(())
    }

    /// Ends all deliveries.
    pub(crate) fn close(&self) {
        self.mailbox.set(None);
    }

    /// Keeps the event loop alive for one more call.
    pub(crate) fn begin(&self, env: sys::napi_env) {
        if self.running.replace(self.running.get() + 1) == 0 {
            self.keep_alive(env, true);
        }
    }

    /// Lets the event loop end when no other call is running.
    pub(crate) fn finish(&self, env: sys::napi_env) {
        self.running.set(self.running.get() - 1);
        if self.running.get() == 0 {
            self.keep_alive(env, false);
        }
    }

    fn keep_alive(&self, env: sys::napi_env, alive: bool) {
        // SAFETY: the function is open while calls run, and this is its thread.
        unsafe {
            if alive {
                sys::napi_ref_threadsafe_function(env, self.function.get());
            } else {
                sys::napi_unref_threadsafe_function(env, self.function.get());
            }
        }
    }
}

impl<T> Mailbox<T> {
    fn new() -> Self {
        Self {
            function: RwLock::new(None),
            waiting: Mutex::default(),
        }
    }

    fn set(&self, function: Option<Handle>) {
        *self
            .function
            .write()
            .unwrap_or_else(PoisonError::into_inner) = function;
    }

    /// Runs `delivery` on JavaScript's thread, or drops it if that has ended.
    pub(crate) fn send(&self, delivery: Delivery<T>) {
        let mut waiting = self.waiting();
        waiting.push(delivery);
        let is_first = waiting.len() == 1;
        drop(waiting);
        // Locked during the call, so that the environment cannot end in the middle of it.
        let function = self.function.read().unwrap_or_else(PoisonError::into_inner);
        match &*function {
            Some(Handle(function)) if is_first => {
                let mode = sys::ThreadsafeFunctionCallMode::nonblocking;
                // SAFETY: the function is open.
                unsafe { sys::napi_call_threadsafe_function(*function, ptr::null_mut(), mode) };
            }
            Some(_) => {}
            None => self.waiting().clear(),
        }
    }

    fn waiting(&self) -> MutexGuard<'_, Vec<Delivery<T>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs what waits for JavaScript's thread.
unsafe extern "C" fn deliver<T>(
    env: sys::napi_env,
    _function: sys::napi_value,
    inbox: *mut c_void,
    _data: *mut c_void,
) {
    // Without an environment, Node-API is only emptying its queue.
    if env.is_null() {
        return;
    }
    // SAFETY: the caller of `open` has promised that both live until the environment ends, after
    // which Node-API passes no `env`.
    let (inbox, owner) = unsafe {
        let inbox = &*inbox.cast::<Inbox<T>>();
        (inbox, &*inbox.owner.get())
    };
    let batch = mem::take(&mut *inbox.mailbox.waiting());
    let mut gathering = pool::Gathering::begin();
    for delivery in batch {
        let mut scope = ptr::null_mut();
        // SAFETY: `scope` is valid for a write; a scope that was opened is closed here.
        unsafe {
            let is_open = sys::napi_open_handle_scope(env, &raw mut scope) == sys::Status::napi_ok;
            panic::contain(|| delivery(owner));
            if is_open {
                sys::napi_close_handle_scope(env, scope);
            }
        }
        gathering.call_if_late();
    }
}
