//! One runtime of tokio for every async command of this library.

use std::{
    io,
    num::NonZero,
    pin::Pin,
    sync::OnceLock,
    task::{self, Poll},
    thread,
};

use pintle_core::Error;
use tokio::runtime::{Builder, Handle, Runtime};

/// As of the pool's threads. With one written here, std does not read the environment, which
/// JavaScript may be changing.
const STACK_BYTES: usize = 2 << 20;

static RUNTIME: OnceLock<io::Result<Runtime>> = OnceLock::new();

fn start() -> io::Result<Runtime> {
    let cores = thread::available_parallelism().map_or(2, NonZero::get);
    Builder::new_multi_thread()
        // Tokio would read these from the environment too.
        .worker_threads(cores)
        .thread_stack_size(STACK_BYTES)
        .thread_name("pintle-tokio")
        .enable_all()
        .build()
}

/// The runtime in which async commands are polled, for commands that are not async. The first use
/// starts it.
///
/// # Errors
/// `ERR_PINTLE_IO` if the system refuses its threads.
pub fn handle() -> Result<&'static Handle, Error> {
    match RUNTIME.get_or_init(start) {
        Ok(runtime) => Ok(runtime.handle()),
        Err(error) => {
            let message = format!("the runtime of tokio cannot be started: {error}");
            Err(Error::system(error).with_message(message))
        }
    }
}

/// The future of a command as it is polled and dropped: inside the runtime, so that what it awaits finds
/// its timers and sockets, and `tokio::spawn` its threads.
#[doc(hidden)]
pub fn within<T>(
    future: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> impl Future<Output = Result<T, Error>> + Send + 'static {
    Within(Some(Box::pin(future)))
}

struct Within<F>(Option<Pin<Box<F>>>);

impl<T, F> Future for Within<F>
where
    F: Future<Output = Result<T, Error>>,
{
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, polling: &mut task::Context<'_>) -> Poll<Self::Output> {
        let _inside = handle()?.enter();
        match &mut self.0 {
            Some(future) => future.as_mut().poll(polling),
            None => Poll::Pending, // Only while it is dropped.
        }
    }
}

impl<F> Drop for Within<F> {
    fn drop(&mut self) {
        let future = self.0.take();
        let _inside = RUNTIME
            .get()
            .and_then(|runtime| runtime.as_ref().ok())
            .map(Runtime::enter);
        drop(future);
    }
}
