//! Work that needs the processor, on tokio's threads for that.

use std::thread;

use pintle::{Error, errors};
use tokio::task::{JoinError, spawn_blocking};

/// How much can be done simultaneously.
pub fn processors() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Does something that takes long. When the call is cancelled, what has begun ends at its next
/// `cx.check()`.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    spawn_blocking(work).await.map_err(|error| lost(&error))?
}

/// The error of a task that panicked.
pub fn lost(error: &JoinError) -> Error {
    Error::new(&errors::PANIC, error.to_string())
}
