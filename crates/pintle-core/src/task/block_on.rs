//! Waiting for a future on the calling thread.

use std::{
    future::Future,
    pin::pin,
    sync::{Arc, Condvar, Mutex, PoisonError},
    task::{Poll, Wake, Waker},
    time::Duration,
};

use crate::{Context, Error, errors, pool};

/// Polls `future` on this thread until it ends, or until `context` is cancelled or its time is up. A
/// thread of the pool is not counted while it waits here.
///
/// # Errors
/// That of the future, `ERR_PINTLE_CANCELLED`, `ERR_PINTLE_TIMEOUT`; where there are no other threads,
/// as in WebAssembly, `ERR_PINTLE_NOT_CARRIED` if it waits for something.
pub fn block_on<T>(
    future: impl Future<Output = Result<T, Error>>,
    context: &Context,
) -> Result<T, Error> {
    let mut future = pin!(future);
    let signal = Arc::new(Signal::default());
    let cancelled = Arc::clone(&signal);
    let _cancelled = context.on_cancel(move || cancelled.wake_by_ref());
    let waker = Waker::from(Arc::clone(&signal));
    let mut polling = std::task::Context::from_waker(&waker);
    loop {
        context.check()?;
        if let Poll::Ready(outcome) = future.as_mut().poll(&mut polling) {
            return outcome;
        }
        if signal.take() {
            continue;
        }
        if !pool::HAS_THREADS {
            let message = "an async command that waits cannot be carried by WebAssembly, where nothing \
                           can wake it: call the native command";
            return Err(Error::new(&errors::NOT_CARRIED, message));
        }
        pool::while_waiting(|| signal.wait(context.remaining()));
    }
}

/// Whether the future was woken.
#[derive(Default)]
struct Signal {
    woken: Mutex<bool>,
    changed: Condvar,
}

impl Signal {
    fn take(&self) -> bool {
        std::mem::take(&mut *self.woken.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits until it is woken, at most for that time.
    fn wait(&self, longest: Option<Duration>) {
        let woken = self.woken.lock().unwrap_or_else(PoisonError::into_inner);
        let asleep = |woken: &mut bool| !*woken;
        let mut woken = if let Some(longest) = longest {
            let waited = self.changed.wait_timeout_while(woken, longest, asleep);
            waited.unwrap_or_else(PoisonError::into_inner).0
        } else {
            let waited = self.changed.wait_while(woken, asleep);
            waited.unwrap_or_else(PoisonError::into_inner)
        };
        *woken = false;
    }
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        *self.woken.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.changed.notify_one();
    }
}
