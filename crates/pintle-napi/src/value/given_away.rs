//! Results whose memory JavaScript has without a copy. It stays Rust's, so a command can have it back without one,
//! although Node lets nobody transfer memory of addons.

use std::{
    any::Any,
    cell::RefCell,
    collections::HashMap,
    ffi::c_void,
    ptr,
    rc::{Rc, Weak},
    slice,
    sync::Arc,
};

use napi::sys;
use pintle_core::{
    Error,
    data::{Lend, Lent},
};

use crate::value::columns::Memory;

/// Who has some memory, whatever its type.
pub(crate) type Owner = Arc<dyn Any + Send + Sync>;

/// The results of one JavaScript thread that have not been freed, by address.
#[derive(Default)]
pub(crate) struct GivenAway(RefCell<HashMap<usize, Owner>>);

/// What Node passes back when a buffer is gone.
struct Kept<T> {
    _elements: Arc<Vec<T>>,
    /// Among which it is; none when their thread has ended.
    among: Weak<GivenAway>,
}

impl GivenAway {
    /// An `ArrayBuffer` with the elements; the elements where the runtime allows none that are not V8's.
    pub(crate) fn buffer<T: Copy + Send + Sync + 'static>(
        self: &Rc<Self>,
        env: sys::napi_env,
        elements: Vec<T>,
    ) -> Result<sys::napi_value, Vec<T>> {
        let mut buffer = ptr::null_mut();
        let (start, size) = (elements.as_ptr(), size_of_val(&elements[..]));
        let elements = Arc::new(elements);
        let kept = Box::into_raw(Box::new(Kept {
            _elements: Arc::clone(&elements),
            among: Rc::downgrade(self),
        }));
        // SAFETY: the memory lives until `release` runs, and nothing else uses it while JavaScript has it.
        let status = unsafe {
            sys::napi_create_external_arraybuffer(
                env,
                start.cast_mut().cast(),
                size,
                Some(release::<T>),
                kept.cast(),
                &raw mut buffer,
            )
        };
        if status == sys::Status::napi_ok {
            self.0.borrow_mut().insert(start as usize, elements);
            return Ok(buffer);
        }
        // SAFETY: Node-API did not take it.
        drop(unsafe { Box::from_raw(kept) });
        Err(Arc::try_unwrap(elements).unwrap_or_default())
    }

    /// Who has the memory of a buffer, if it is one of these.
    pub(crate) fn owner(&self, env: sys::napi_env, buffer: sys::napi_value) -> Option<Owner> {
        let (mut start, mut size) = (ptr::null_mut(), 0);
        // SAFETY: the buffer is of the current scope, and the results are valid for writes.
        unsafe { sys::napi_get_arraybuffer_info(env, buffer, &raw mut start, &raw mut size) };
        self.0.borrow().get(&(start as usize)).cloned()
    }
}

unsafe extern "C" fn release<T>(_: sys::napi_env, start: *mut c_void, kept: *mut c_void) {
    // SAFETY: the pointer comes from `buffer`, and Node finalizes a buffer once.
    let kept = unsafe { Box::from_raw(kept.cast::<Kept<T>>()) };
    if let Some(among) = kept.among.upgrade() {
        among.0.borrow_mut().remove(&(start as usize));
    }
}

/// Memory of a result that JavaScript has given back.
pub(crate) struct GivenBack<T> {
    memory: Memory<T>,
    _owner: Owner,
}

// SAFETY: the memory is the owner's, and nobody changes it; see `lend`.
unsafe impl<T: Sync> Send for GivenBack<T> {}
// SAFETY: as above.
unsafe impl<T: Sync> Sync for GivenBack<T> {}

impl<T: Sync + 'static> GivenBack<T> {
    /// Lends some of the owner's memory.
    ///
    /// # Safety
    /// It is that of a typed array whose buffer is detached before the elements are asked for.
    pub(crate) unsafe fn lend(memory: Memory<T>, owner: Owner) -> Lent<T> {
        Lent::of_other(Self {
            memory,
            _owner: owner,
        })
    }
}

impl<T: Sync> Lend<T> for GivenBack<T> {
    fn lend(&self) -> Result<&[T], Error> {
        let Memory { start, length } = self.memory;
        // SAFETY: the owner keeps the memory, and since the buffer was detached nobody can write it.
        Ok(unsafe { slice::from_raw_parts(start.as_ptr(), length) })
    }
}
