//! Keeps the library in memory.
//!
//! Node unloads an addon when the last worker that loaded it ends. Threads of the pool may still be
//! running its code then, so the library is never unloaded.

#[cfg(unix)]
pub(crate) fn keep_library_loaded() {
    use std::{mem::MaybeUninit, sync::Once};

    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let mut info = MaybeUninit::<libc::Dl_info>::uninit();
        let address = keep_library_loaded as *const libc::c_void;
        // SAFETY: `dladdr` fills `info` when it returns non-zero, with a name that lives as long as
        // the library; `dlopen` with RTLD_NOLOAD only changes the flags of what is loaded.
        unsafe {
            if libc::dladdr(address, info.as_mut_ptr()) != 0 {
                let flags = libc::RTLD_NOW | libc::RTLD_NOLOAD | libc::RTLD_NODELETE;
                libc::dlopen(info.assume_init().dli_fname, flags);
            }
        }
    });
}

#[cfg(windows)]
pub(crate) fn keep_library_loaded() {
    const FROM_ADDRESS: u32 = 4;
    const PIN: u32 = 1;
    unsafe extern "system" {
        fn GetModuleHandleExW(flags: u32, name: *const u16, module: *mut *mut u8) -> i32;
    }
    let mut module = std::ptr::null_mut();
    let address = keep_library_loaded as *const u16;
    // SAFETY: with these flags the name is an address inside the library, and `module` is valid for
    // a write.
    unsafe { GetModuleHandleExW(FROM_ADDRESS | PIN, address, &raw mut module) };
}

#[cfg(not(any(unix, windows)))]
pub(crate) fn keep_library_loaded() {}
