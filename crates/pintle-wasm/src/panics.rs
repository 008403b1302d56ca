//! Panics end the instance: WebAssembly has nothing to unwind with. Their message stays readable.

use std::{cell::RefCell, panic, sync::Once};

use pintle_core::{Error, panic::error_of};

thread_local! {
    static LAST: RefCell<Option<Error>> = const { RefCell::new(None) };
}

/// Remembers a panic instead of printing it.
pub(crate) fn install_hook() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| panic::set_hook(Box::new(|info| LAST.set(Some(error_of(info))))));
}

/// The panic that ended the last call, if one did.
pub(crate) fn take() -> Option<Error> {
    LAST.take()
}
