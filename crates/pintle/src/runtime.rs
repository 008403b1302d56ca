//! What async commands run in: nothing, or with the feature `tokio` its runtime.

#[cfg(all(feature = "tokio", not(target_family = "wasm")))]
mod shared;

#[cfg(all(feature = "tokio", not(target_family = "wasm")))]
pub use shared::{handle, within};

/// The future of a command as it is polled: with the feature `tokio`, inside its runtime.
#[cfg(not(all(feature = "tokio", not(target_family = "wasm"))))]
#[doc(hidden)]
pub fn within<F: Future>(future: F) -> F {
    future
}
