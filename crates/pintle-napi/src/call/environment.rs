//! What belongs to one JavaScript thread that loaded the addon.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    ffi::c_void,
    ptr,
    sync::Arc,
};

use napi::sys;
use pintle_core::{CancelToken, Contract, Error, panic, pool};

use crate::{
    call::{control::Controls, mailbox::Inbox},
    value::{functions::Task, javascript::check, realm::Realm, sink::JsSink},
};

/// The state of one thread's copy of the addon. It lives from loading to the environment's end.
pub(crate) struct Environment {
    pub(crate) realm: Realm,
    pub(crate) contract: &'static Contract,
    /// Creates the errors that are thrown; set by `initialize`.
    pub(crate) create_error: Cell<sys::napi_ref>,
    /// Cancels everything this thread started.
    pub(crate) cancel: CancelToken,
    pub(crate) inbox: Inbox<Self>,
    pub(crate) controls: RefCell<Controls>,
    /// What Node passes to each command's callback.
    pub(crate) callback_data: RefCell<HashMap<&'static str, Box<CallbackData>>>,
}

/// What Node passes to a callback.
pub(crate) struct CallbackData {
    pub(crate) environment: *const Environment,
    /// The method's full name.
    pub(crate) method: &'static str,
}

impl Environment {
    /// Creates the state of a thread, which is dropped when the thread's environment ends.
    pub(crate) fn create(
        env: sys::napi_env,
        contract: &'static Contract,
    ) -> Result<&'static Self, Error> {
        let environment = Box::into_raw(Box::new(Self {
            realm: Realm::new(env),
            contract,
            create_error: Cell::new(ptr::null_mut()),
            cancel: CancelToken::new(),
            inbox: Inbox::new(),
            controls: RefCell::default(),
            callback_data: RefCell::default(),
        }));
        // SAFETY: the hook gets the pointer from `into_raw`, once.
        let status = unsafe { sys::napi_add_env_cleanup_hook(env, Some(end), environment.cast()) };
        check(status, "napi_add_env_cleanup_hook")?;
        // SAFETY: the pointer is valid until `end` runs, after which Node calls none of our
        // functions.
        let environment = unsafe { &*environment };
        environment.inbox.open(env, environment)?;
        let mailbox = Arc::clone(&environment.inbox.mailbox);
        let watch = Arc::clone(&mailbox);
        environment.realm.turn.watch_with(move || {
            watch.send(Box::new(|environment| environment.realm.turn.end()));
        });
        let post = move |task: Task<Realm>| {
            mailbox.send(Box::new(move |environment: &Self| task(&environment.realm)));
        };
        let _ = environment.realm.functions.post.set(Arc::new(post));
        Ok(environment)
    }

    pub(crate) fn env(&self) -> sys::napi_env {
        self.realm.env
    }

    pub(crate) fn sink(&self) -> JsSink<'_> {
        JsSink(&self.realm)
    }

    /// The pointer that Node passes to the callbacks of a method.
    pub(crate) fn callback_data(&self, method: &'static str) -> *mut c_void {
        let mut all = self.callback_data.borrow_mut();
        let data = all.entry(method).or_insert_with(|| {
            Box::new(CallbackData {
                environment: self,
                method,
            })
        });
        ptr::from_mut(&mut **data).cast()
    }
}

/// Runs when the environment ends: nothing is delivered to it any longer, and what it started is
/// cancelled, so that its programs do not outlive a worker. Calls that read the thread's memory are waited for.
unsafe extern "C" fn end(environment: *mut c_void) {
    // SAFETY: Node calls the hook once, with the pointer from `create`.
    let environment = unsafe { Box::from_raw(environment.cast::<Environment>()) };
    environment.inbox.close();
    environment.realm.resources.end();
    // Cancelling and dropping run code of commands.
    panic::contain(|| environment.cancel.cancel());
    pool::call_gathered(); // This thread may be in a delivery, and waits for what was cancelled.
    // Only now: what is cancelled returns it sooner. Its memory is freed after the hooks.
    environment.realm.moves.loans.end();
    panic::contain(|| drop(environment));
}
