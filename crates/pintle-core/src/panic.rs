//! Panics of commands become errors, and print nothing. Panics that no call reports are printed as
//! usual in Rust.

use std::{
    any::Any,
    backtrace::Backtrace,
    cell::{Cell, RefCell},
    fmt::Display,
    io::{self, Write},
    mem,
    panic::{self, AssertUnwindSafe, PanicHookInfo},
    sync::Once,
};

use crate::{Error, errors};

/// What a thread is currently inside.
struct Calls {
    /// The number of nested calls of [`catch`].
    depth: Cell<u32>,
    /// Whether one of them has panicked, and has not ended yet.
    panicking: Cell<bool>,
}

/// The panic that a call must report.
struct Seen {
    place: Option<String>,
    /// What would have been printed, unless it already was.
    text: Option<String>,
}

thread_local! {
    static CALLS: Calls = const { Calls { depth: Cell::new(0), panicking: Cell::new(false) } };
    static SEEN: RefCell<Option<Seen>> = const { RefCell::new(None) };
}

/// Runs `work`; a panic in it is `ERR_PINTLE_PANIC` with the panic's message and location.
///
/// A panicking command can only leave its own state inconsistent: its arguments are dropped, so
/// nothing half-done is visible through them. Costs almost nothing without a panic.
#[inline]
pub fn catch<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    CALLS.with(|calls| {
        let depth = calls.depth.get();
        if depth == 0 {
            calls.panicking.set(false);
        }
        calls.depth.set(depth + 1);
        let outcome = panic::catch_unwind(AssertUnwindSafe(work));
        let outcome = outcome.unwrap_or_else(|payload| Err(to_error(payload)));
        calls.depth.set(depth);
        outcome
    })
}

/// Runs `work`, whose panics no call reports: they are printed as usual in Rust, and go no further.
/// For work outside calls, where a panic would end the process, or a thread that others need.
pub fn contain(work: impl FnOnce()) {
    CALLS.with(|calls| {
        let depth = calls.depth.replace(0);
        if let Err(payload) = panic::catch_unwind(AssertUnwindSafe(work)) {
            drop_payload(payload);
        }
        calls.depth.set(depth);
    });
}

#[cold]
fn to_error(payload: Box<dyn Any + Send>) -> Error {
    // A panic resumed from elsewhere was never seen by the hook.
    let is_seen = CALLS.with(|calls| calls.panicking.replace(false));
    let seen = SEEN.take().filter(|_| is_seen);
    let error = error(seen.and_then(|seen| seen.place).as_deref(), &*payload);
    drop_payload(payload);
    error
}

/// Dropping a payload may panic too, and then nothing would catch it.
fn drop_payload(payload: Box<dyn Any + Send>) {
    if let Err(another) = panic::catch_unwind(AssertUnwindSafe(|| drop(payload))) {
        mem::forget(another);
    }
}

/// The error for a panic that the hook has seen, where it cannot be caught.
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

/// Remembers a panic that a call reports, for [`catch`], instead of printing it; with `RUST_BACKTRACE` set,
/// it is printed too. All others go to the previous hook: those of threads that a command has
/// started itself, and those that end the process, such as a panic in a `drop` during another one.
///
/// For a library with its own copy of the standard library, such as an addon.
pub fn install_hook() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Read once: std's own hook would read it from the environment at the first panic of a
        // call, on any thread.
        let print = std::env::var_os("RUST_BACKTRACE");
        let others = panic::take_hook();
        panic::set_hook(Box::new(move |info: &PanicHookInfo<'_>| {
            let (is_reported, is_another) = CALLS.with(|calls| {
                let is_reported = calls.depth.get() > 0;
                (is_reported, calls.panicking.replace(is_reported))
            });
            if !is_reported {
                return others(info);
            }
            let place = info.location().map(ToString::to_string);
            // In a thread that is ending, the thread-local may already be gone.
            let earlier = SEEN.try_with(|seen| {
                let text = (!is_another && print.is_none()).then(|| info.to_string());
                seen.replace(Some(Seen { place, text }))
            });
            if is_another {
                // The first one has not ended: Rust will abort the process.
                if let Ok(Some(Seen {
                    text: Some(text), ..
                })) = earlier
                {
                    print_line(&text);
                }
                return others(info);
            }
            match &print {
                Some(level) if level == "0" => print_line(info),
                Some(_) => print_line(&format_args!("{info}\n{}", Backtrace::force_capture())),
                None => {}
            }
        }));
    });
}

/// Writes to the standard error, if anybody reads it. `eprintln!` would panic where it is closed, or full and
/// not blocking, as pipes of Node are; and a panic in the hook aborts the process.
fn print_line(text: &dyn Display) {
    let _ = writeln!(io::stderr(), "{text}");
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
    fn the_place_of_a_panic_is_not_that_of_another() {
        install_hook();
        let swallowed = catch(|| Ok(panic::catch_unwind(|| panic!("swallowed")).is_err()));
        assert!(swallowed.unwrap());
        let silent = catch::<()>(|| panic::resume_unwind(Box::new("from elsewhere")));
        let message = "the command panicked: from elsewhere";
        assert_eq!(silent.unwrap_err().message(), message);
    }

    #[test]
    fn what_is_contained_goes_no_further() {
        install_hook();
        contain(|| panic::panic_any(1));
        let error = catch::<()>(|| {
            contain(|| panic!("contained"));
            panic!("reported")
        });
        assert!(error.unwrap_err().message().ends_with("reported"));
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
