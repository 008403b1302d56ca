#[cfg(target_arch = "wasm32")]
pub(crate) use wasm::exchange;

#[cfg(target_arch = "wasm32")]
mod wasm {
    #[link(wasm_import_module = "pintle")]
    unsafe extern "C" {
        fn host_call(request: *const u8, length: usize) -> usize;
        fn host_take(place: *mut u8, room: usize) -> usize;
    }

    /// Sends a request and returns the answer.
    pub(crate) fn exchange(request: &[u8]) -> Vec<u8> {
        // SAFETY: the host reads as many bytes as the slice has, and only during this call.
        let length = unsafe { host_call(request.as_ptr(), request.len()) };
        let mut answer = vec![0; length];
        // SAFETY: the host writes no more than fits.
        let taken = unsafe { host_take(answer.as_mut_ptr(), answer.len()) };
        answer.truncate(taken);
        answer
    }
}

/// Passing memory between the guest and its host.
#[cfg(target_arch = "wasm32")]
pub mod memory {
    use std::ptr;

    /// Memory for the host to write to.
    pub fn alloc(length: usize) -> *mut u8 {
        Box::into_raw(vec![0_u8; length].into_boxed_slice()).cast()
    }

    /// Takes back memory from the host.
    ///
    /// # Safety
    /// It must be memory of [`alloc`] or [`give`] with that length, and belongs to the caller from
    /// then on.
    pub unsafe fn take(place: *mut u8, length: usize) -> Box<[u8]> {
        // SAFETY: as the caller promises.
        unsafe { Box::from_raw(ptr::slice_from_raw_parts_mut(place, length)) }
    }

    /// Passes bytes to the host: the address in the upper half, the length in the lower.
    pub fn give(bytes: Vec<u8>) -> u64 {
        let length = bytes.len() as u64;
        let place = Box::into_raw(bytes.into_boxed_slice()).cast::<u8>();
        ((place as usize as u64) << 32) | length
    }
}

#[cfg(not(target_arch = "wasm32"))]
pub(crate) use testing::exchange;

/// A host in the same process, for the unit tests of guests.
#[cfg(not(target_arch = "wasm32"))]
pub mod testing {
    use std::cell::RefCell;

    use serde_json::{Value, json};

    use crate::Error;

    type Host = Box<dyn FnMut(Value) -> Result<Value, Error>>;

    thread_local! {
        static HOST: RefCell<Option<Host>> = const { RefCell::new(None) };
    }

    /// Does some work whose requests are answered by `host`, on this thread.
    pub fn with_host<T>(
        host: impl FnMut(Value) -> Result<Value, Error> + 'static,
        work: impl FnOnce() -> T,
    ) -> T {
        HOST.set(Some(Box::new(host)));
        let outcome = work();
        HOST.take();
        outcome
    }

    pub(crate) fn exchange(request: &[u8]) -> Vec<u8> {
        let request = serde_json::from_slice(request).expect("a request is JSON");
        let answer = HOST.with_borrow_mut(|host| {
            let host = host.as_mut();
            host.expect("a guest that asks runs inside of `with_host` here")(request)
        });
        let answer = match answer {
            Ok(result) => json!({ "result": result }),
            Err(error) => json!({ "error": error }),
        };
        answer.to_string().into_bytes()
    }
}
