//! What a function threw, as the cause of an error that may go through Rust and come back.

use std::sync::Arc;

use napi::sys;
use pintle_core::{Error, callback};

use crate::value::{
    functions::Post,
    javascript::{make, reference, referenced},
    realm::Realm,
};

/// A value that was thrown, until the last error that refers to it is dropped, on whatever thread.
pub(crate) struct Thrown {
    number: u32,
    /// The address of its environment, to recognise it.
    env: usize,
    post: Arc<Post<Realm>>,
}

/// The error for what a function has thrown, which is `text` in words, with that as its cause.
#[cold]
pub(super) fn error(realm: &Realm, value: sys::napi_value, text: &str) -> Error {
    let error = callback::threw(text);
    match Thrown::keep(realm, value) {
        Some(thrown) => error.with_origin(Arc::new(thrown)),
        None => error,
    }
}

impl Thrown {
    fn keep(realm: &Realm, value: sys::napi_value) -> Option<Self> {
        let env = realm.env;
        let post = Arc::clone(realm.functions.post.get()?);
        // Not every version of Node-API keeps numbers and texts, but all keep lists of them.
        let holder = make!(napi_create_array(env)).ok()?;
        // SAFETY: both are of the current scope.
        unsafe { sys::napi_set_element(env, holder, 0, value) };
        let holder = reference(env, holder).ok()?;
        let number = realm.functions.next();
        realm.functions.thrown.borrow_mut().insert(number, holder);
        let env = env as usize;
        Some(Self { number, env, post })
    }

    /// The value, on the thread that it is of.
    pub(crate) fn value(&self, realm: &Realm) -> Option<sys::napi_value> {
        if self.env != realm.env as usize {
            return None;
        }
        let holder = realm.functions.thrown.borrow().get(&self.number).copied()?;
        let holder = referenced(realm.env, holder).ok()?;
        make!(napi_get_element(realm.env, holder, 0)).ok()
    }
}

impl Drop for Thrown {
    fn drop(&mut self) {
        let number = self.number;
        (self.post)(Box::new(move |realm| {
            let holder = realm.functions.thrown.borrow_mut().remove(&number);
            if let Some(holder) = holder {
                // SAFETY: the reference was made by `keep` and is deleted once.
                unsafe { sys::napi_delete_reference(realm.env, holder) };
            }
        }));
    }
}
