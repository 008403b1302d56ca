//! The state for reading and writing values, on one JavaScript thread.

use std::{cell::Cell, ffi::c_void, ptr, rc::Rc};

use napi::sys;
use pintle_core::{Error, errors};

use crate::value::{
    batches::Batches, functions::Functions, given_away::GivenAway, javascript::make, moves::Moves,
    resources::Resources, turn::Turn,
};

/// Deeper inside a value than this, no JavaScript function is called: V8 only allows its functions
/// the first megabyte of the stack, no matter what used it.
pub(crate) const MAX_INSIDE_JAVASCRIPT: i32 = 32;

/// The thread's Node-API, and the functions that were passed in. References are null until they are
/// set.
pub(crate) struct Realm {
    pub(crate) env: sys::napi_env,
    /// The class of binary results.
    pub(crate) bytes_class: Cell<sys::napi_ref>,
    /// `Array.prototype.push`.
    pub(crate) push: Cell<sys::napi_ref>,
    /// Passes an object's properties to `takeProperties`.
    pub(crate) handoff_properties: Cell<sys::napi_ref>,
    /// Passes objects of a list to `takeItems`.
    pub(crate) handoff_items: Cell<sys::napi_ref>,
    /// The function of [`crate::value::items::take_items`].
    pub(crate) take_items: Cell<sys::napi_ref>,
    /// The visit that waits for `takeItems`, or null.
    pub(crate) visiting_items: Cell<*mut c_void>,
    /// The objects that were passed and are being visited.
    pub(crate) batches: Batches,
    /// `JSON.parse`, and `Array.prototype.flat`.
    pub(crate) json_parse: Cell<sys::napi_ref>,
    pub(crate) flat: Cell<sys::napi_ref>,
    /// What the client knows about the classes of objects: `lib/options/classes.ts`.
    pub(crate) classes: Classes,
    /// The function of [`crate::value::properties::take_properties`].
    pub(crate) take_properties: Cell<sys::napi_ref>,
    /// The visit that waits for `takeProperties`, or null.
    pub(crate) visiting: Cell<*mut c_void>,
    /// The resources that JavaScript has handles to.
    pub(crate) resources: Rc<Resources>,
    /// Makes an instance of a resource's class from its name and a handle.
    pub(crate) create_resource: Cell<sys::napi_ref>,
    /// Takes the handle of a resource out of an instance; `undefined` for any other value.
    pub(crate) handle_of: Cell<sys::napi_ref>,
    /// What is known of an instance, whoever has its resource: the name of its type, and what messages
    /// call it.
    pub(crate) about_resource: Cell<sys::napi_ref>,
    /// What a getter threw while arguments were read, until the error about it is created.
    pub(crate) thrown: Cell<sys::napi_value>,
    /// What was given since the loop last turned.
    pub(crate) turn: Turn,
    /// The functions that were passed to running calls.
    pub(crate) functions: Functions<Self>,
    /// The results whose memory JavaScript has.
    pub(crate) given_away: Rc<GivenAway>,
    /// The memory that was given to calls.
    pub(crate) moves: Moves,
}

/// The functions of `lib/options/classes.ts`.
pub(crate) struct Classes {
    pub(crate) is_set: Cell<sys::napi_ref>,
    pub(crate) items_of: Cell<sys::napi_ref>,
    pub(crate) set_of: Cell<sys::napi_ref>,
    pub(crate) class_name: Cell<sys::napi_ref>,
}

impl Realm {
    pub(crate) fn new(env: sys::napi_env) -> Self {
        Self {
            env,
            bytes_class: Cell::new(ptr::null_mut()),
            push: Cell::new(ptr::null_mut()),
            handoff_properties: Cell::new(ptr::null_mut()),
            handoff_items: Cell::new(ptr::null_mut()),
            take_items: Cell::new(ptr::null_mut()),
            visiting_items: Cell::new(ptr::null_mut()),
            batches: Batches::default(),
            json_parse: Cell::new(ptr::null_mut()),
            flat: Cell::new(ptr::null_mut()),
            classes: Classes {
                is_set: Cell::new(ptr::null_mut()),
                items_of: Cell::new(ptr::null_mut()),
                set_of: Cell::new(ptr::null_mut()),
                class_name: Cell::new(ptr::null_mut()),
            },
            take_properties: Cell::new(ptr::null_mut()),
            visiting: Cell::new(ptr::null_mut()),
            resources: Resources::new(env),
            create_resource: Cell::new(ptr::null_mut()),
            handle_of: Cell::new(ptr::null_mut()),
            about_resource: Cell::new(ptr::null_mut()),
            thrown: Cell::new(ptr::null_mut()),
            turn: Turn::default(),
            functions: Functions::new(),
            given_away: Rc::default(),
            moves: Moves::new(),
        }
    }

    /// The error for an operation that ran JavaScript which threw. The exception is kept until the
    /// error is created.
    #[cold]
    pub(crate) fn thrown(&self, error: Error) -> Error {
        let mut pending = false;
        // SAFETY: `pending` is valid for a write.
        unsafe { sys::napi_is_exception_pending(self.env, &raw mut pending) };
        if !pending {
            return error;
        }
        if let Ok(exception) = make!(napi_get_and_clear_last_exception(self.env)) {
            self.thrown.set(exception);
        }
        Error::new(&errors::GETTER_THREW, "reading it threw an exception")
    }
}
