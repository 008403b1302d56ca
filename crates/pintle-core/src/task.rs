//! Futures on the threads of the pool, without a runtime: a future is polled when it was woken, and
//! holds no thread while it waits.

mod block_on;

use std::{
    future::Future,
    mem,
    pin::Pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU8, Ordering},
    },
    task::{Poll, Wake, Waker},
};

pub use block_on::block_on;

use crate::{Context, Error, OnCancel, panic, pool};

/// Nothing is to be done until it is woken.
const IDLE: u8 = 0;
/// It waits for a thread that polls it.
const QUEUED: u8 = 1;
/// A thread polls it.
const POLLED: u8 = 2;
/// A thread polls it, and it was woken since then.
const WOKEN: u8 = 3;
/// It has ended.
const ENDED: u8 = 4;

/// Polls `future` on threads of the pool until it ends, and passes the outcome to `done`, on one of
/// them. Once `context` is cancelled, the future is dropped there, whether it is woken or not. A panic
/// is `ERR_PINTLE_PANIC`.
///
/// The ticket is that of the first poll: a task that has not begun can be withdrawn, and then ends on
/// the thread that runs what was withdrawn.
pub fn spawn<T: Send + 'static>(
    context: Context,
    future: impl Future<Output = Result<T, Error>> + Send + 'static,
    done: impl FnOnce(Result<T, Error>) + Send + 'static,
) -> pool::Ticket {
    if context.deadline().is_some() {
        // Somebody has to look at the clock.
        return pool::spawn(move || {
            let outcome = panic::catch(|| block_on(future, &context));
            drop(context);
            done(outcome);
        });
    }
    // What ends with its first poll needs nothing else on the calling thread.
    pool::spawn(move || Task::begin(context, future, done))
}

struct Task<T> {
    state: AtomicU8,
    context: Context,
    /// Until it ends.
    work: Mutex<Option<Work<T>>>,
}

struct Work<T> {
    future: Pin<Box<dyn Future<Output = Result<T, Error>> + Send>>,
    done: Box<dyn FnOnce(Result<T, Error>) + Send>,
    cancelled: OnCancel,
}

impl<T: Send + 'static> Task<T> {
    /// Polls a future for the first time.
    fn begin(
        context: Context,
        future: impl Future<Output = Result<T, Error>> + Send + 'static,
        done: impl FnOnce(Result<T, Error>) + Send + 'static,
    ) {
        let task = Arc::new(Self {
            state: AtomicU8::new(QUEUED),
            context,
            work: Mutex::default(),
        });
        // The token holds the task, also where nothing else can wake it.
        let woken = Arc::clone(&task);
        let cancelled = task.context.on_cancel(move || woken.wake_by_ref());
        *lock(&task.work) = Some(Work {
            future: Box::pin(future),
            done: Box::new(done),
            cancelled,
        });
        task.run();
    }

    fn queue(self: Arc<Self>) {
        pool::spawn_gathered(move || self.run());
    }

    /// Polls it once. It is queued, so no other thread does.
    fn run(self: Arc<Self>) {
        self.state.store(POLLED, Ordering::Release);
        let mut slot = lock(&self.work);
        let Some(work) = slot.as_mut() else { return };
        let polled = match self.context.check() {
            Ok(()) => {
                let waker = Waker::from(Arc::clone(&self));
                let mut polling = std::task::Context::from_waker(&waker);
                let future = work.future.as_mut();
                panic::catch(|| Ok(future.poll(&mut polling)))
                    .unwrap_or_else(|panicked| Poll::Ready(Err(panicked)))
            }
            Err(error) => Poll::Ready(Err(error)),
        };
        let Poll::Ready(outcome) = polled else {
            drop(slot);
            let exchanged =
                self.state
                    .compare_exchange(POLLED, IDLE, Ordering::AcqRel, Ordering::Acquire);
            if exchanged.is_err() {
                // Others have their turn first.
                self.state.store(QUEUED, Ordering::Release);
                self.queue();
            }
            return;
        };
        self.state.store(ENDED, Ordering::Release);
        let work = slot.take();
        drop(slot);
        if let Some(work) = work {
            work.end(outcome);
        }
    }
}

impl<T> Work<T> {
    fn end(self, outcome: Result<T, Error>) {
        let Self {
            future,
            done,
            cancelled,
        } = self;
        drop(cancelled);
        // First, so that nothing of the call goes on once its outcome is known.
        panic::contain(|| drop(future));
        done(outcome);
    }
}

impl<T: Send + 'static> Wake for Task<T> {
    fn wake(self: Arc<Self>) {
        let next = |state| match state {
            IDLE => Some(QUEUED),
            POLLED => Some(WOKEN),
            _ => None,
        };
        let woken = self
            .state
            .fetch_update(Ordering::AcqRel, Ordering::Acquire, next);
        if woken == Ok(IDLE) {
            self.queue();
        }
    }

    fn wake_by_ref(self: &Arc<Self>) {
        // What is queued already, or has ended, need not be counted once more.
        if matches!(self.state.load(Ordering::Acquire), IDLE | POLLED) {
            Arc::clone(self).wake();
        }
    }
}

impl<T> Drop for Task<T> {
    /// Nothing can wake it any longer: what its future does then may panic.
    fn drop(&mut self) {
        let work = mem::take(self.work.get_mut().unwrap_or_else(PoisonError::into_inner));
        panic::contain(|| drop(work));
    }
}

fn lock<T>(work: &Mutex<Option<Work<T>>>) -> std::sync::MutexGuard<'_, Option<Work<T>>> {
    work.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
