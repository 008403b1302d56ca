//! Both ends of a queue for futures, which hold no thread while they wait.

use std::{
    collections::BTreeMap,
    future::poll_fn,
    mem,
    task::{Poll, Waker},
};

use super::Queue;
use crate::{Context, Error};

/// The wakers of the futures that wait for room, by their numbers.
#[derive(Default)]
pub(super) struct Waiting {
    wakers: BTreeMap<u64, Waker>,
    last: u64,
}

impl Waiting {
    /// All of them, which have stopped waiting.
    pub(super) fn take(&mut self) -> Woken {
        Woken(mem::take(&mut self.wakers))
    }
}

/// Futures to wake once the queue is not locked: a waker may run any code.
#[derive(Default)]
pub(super) struct Woken(BTreeMap<u64, Waker>);

impl Woken {
    pub(super) fn wake(self) {
        self.0.into_values().for_each(Waker::wake);
    }
}

impl<T> Queue<T> {
    /// Adds an item of that many bytes, as [`Queue::send`], but waits without a thread. The item is lost
    /// when the future is dropped before it is ready.
    ///
    /// # Errors
    /// As `send`. Whoever polls it notices that the context was cancelled while it waits.
    pub async fn send_async(&self, item: T, bytes: usize, context: &Context) -> Result<(), Error> {
        let mut place = Place {
            queue: self,
            number: None,
        };
        let mut item = Some(item);
        poll_fn(|polling| {
            let mut state = self.lock();
            if state.items.is_empty() {
                context.check()?;
            }
            if !state.left && state.is_full() {
                context.check()?;
                let former = place.wait(&mut state.futures, polling.waker());
                drop(state);
                drop(former);
                return Poll::Pending;
            }
            // Nothing polls it after that.
            let added = item
                .take()
                .map(|item| self.add(state, item, bytes, context));
            Poll::Ready(added.unwrap_or(Ok(())))
        })
        .await
    }

    /// Waits without a thread until there is something to take.
    pub async fn ready(&self) {
        poll_fn(|polling| {
            let waker = polling.waker().clone();
            let mut state = self.lock();
            if !state.items.is_empty() || state.end.is_some() {
                return Poll::Ready(());
            }
            let former = state.ready.replace(Box::new(move || waker.wake()));
            drop(state);
            drop(former);
            Poll::Pending
        })
        .await;
    }
}

/// The place of one future among those that wait.
struct Place<'a, T> {
    queue: &'a Queue<T>,
    number: Option<u64>,
}

impl<T> Place<'_, T> {
    /// Waits, and returns the waker that it had before.
    fn wait(&mut self, waiting: &mut Waiting, waker: &Waker) -> Option<Waker> {
        let number = *self.number.get_or_insert_with(|| {
            waiting.last += 1;
            waiting.last
        });
        waiting.wakers.insert(number, waker.clone())
    }
}

impl<T> Drop for Place<'_, T> {
    fn drop(&mut self) {
        if let Some(number) = self.number {
            let waker = self.queue.lock().futures.wakers.remove(&number);
            drop(waker); // Without the lock: what it holds may use the queue.
        }
    }
}
