//! Panics of commands become errors, and print nothing.

use std::{
    any::Any,
    backtrace::Backtrace,
    cell::RefCell,
    mem,
    panic::{self, AssertUnwindSafe, PanicHookInfo},
    sync::Once,
};

use crate::{Error, errors};

thread_local! {
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs `work`; a panic in it is `ERR_PINTLE_PANIC` with the panic's message and place.
///
/// State that a panicking command leaves behind is the command's own: everything it was given is
/// dropped, so nothing half-done can be seen through it. Costs nothing when nothing panics.
#[inline]
pub fn catch<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    outcome.unwrap_or_else(|payload| Err(to_error(payload)))
}

#[cold]
fn to_error(payload: Box<dyn Any + Send>) -> Error {
    let error = error(PLACE.take().as_deref(), &*payload);
    // Dropping a payload may panic too, and then nothing would catch it.
    if let Err(another) = panic::catch_unwind(AssertUnwindSafe(|| drop(payload))) {
        mem::forget(another);
    }
    error
}

/// The error for a panic of which its hook was told, where nothing can catch it.
pub fn error_of(info: &PanicHookInfo<'_>) -> Error {
    let place = info.location().map(ToString::to_string);
    error(place.as_deref(), info.payload())
}

fn error(place: Option<&str>, payload: &(dyn Any + Send)) -> Error {
    let place = place.map_or_else(String::new, |place| format!(" at {place}"));
    let text = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message");
    Error::new(
        &errors::PANIC,
        format!("the command panicked{place}: {text}"),
    )
}

/// Remembers where a panic happened, for [`catch`], instead of printing it. For a library that
/// has the standard library to itself, as an addon has; with `RUST_BACKTRACE` set, panics
/// are printed too.
pub fn install_hook() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Asked once: std's own hook would look for it in the environment at the first panic, on
        // whatever thread that is.
        let print = std::env::var_os("RUST_BACKTRACE");
        panic::set_hook(Box::new(move |info: &PanicHookInfo<'_>| {
            PLACE.set(info.location().map(ToString::to_string));
            match &print {
                Some(level) if level == "0" => eprintln!("{info}"),
                Some(_) => eprintln!("{info}\n{}", Backtrace::force_capture()),
                None => {}
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_that_says_where() {
        install_hook();
        let error = catch::<()>(|| panic!("boom {}", 1)).unwrap_err();
        assert_eq!(error.code(), "ERR_PINTLE_PANIC");
        assert!(
            error.message().contains("boom 1") && error.message().contains("panic.rs"),
            "{error}"
        );
        assert_eq!(catch(|| Ok(1)).unwrap(), 1);
    }

    #[test]
    fn a_payload_that_panics_again_is_caught_too() {
        struct Bomb;
        impl Drop for Bomb {
            fn drop(&mut self) {
                panic::panic_any(Self);
            }
        }
        install_hook();
        let error = catch::<()>(|| panic::panic_any(Bomb)).unwrap_err();
        assert_eq!(error.code(), "ERR_PINTLE_PANIC");
    }
}
