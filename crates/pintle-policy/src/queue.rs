//! Waiting for one's turn, first come, first served.

use std::{
    collections::VecDeque,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use pintle_core::{Context, Error, pool};

/// A number of places, and the callers that wait for some of them.
#[derive(Debug)]
pub(crate) struct Queue {
    places: u64,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    free: u64,
    waiting: VecDeque<Arc<Waiter>>,
}

/// A waiter. Each is woken individually: waking all would make them compete for one place.
#[derive(Debug)]
struct Waiter {
    wanted: u64,
    woken: Condvar,
}

/// Occupied places. They are free again when this is dropped.
#[derive(Debug)]
pub(crate) struct Turn {
    queue: Arc<Queue>,
    places: u64,
}

impl Queue {
    pub(crate) fn new(places: u64) -> Self {
        let state = State {
            free: places,
            waiting: VecDeque::new(),
        };
        Self {
            places,
            state: Mutex::new(state),
        }
    }

    /// Waits for one place.
    ///
    /// # Errors
    /// `ERR_PINTLE_CANCELLED`, `ERR_PINTLE_TIMEOUT`, `ERR_PINTLE_POLICY_LIMIT`.
    pub(crate) fn one(self: &Arc<Self>, context: &Context) -> Result<Turn, Error> {
        self.wait(1, context)
    }

    /// Waits for all places.
    ///
    /// # Errors
    /// As [`Queue::one`].
    pub(crate) fn all(self: &Arc<Self>, context: &Context) -> Result<Turn, Error> {
        self.wait(self.places, context)
    }

    fn wait(self: &Arc<Self>, wanted: u64, context: &Context) -> Result<Turn, Error> {
        let mut state = self.lock();
        // Nobody overtakes an earlier waiter, which may need more places than are free.
        if state.waiting.is_empty() && state.free >= wanted {
            state.free -= wanted;
            return Ok(self.turn(wanted));
        }
        let waiter = Arc::new(Waiter {
            wanted,
            woken: Condvar::new(),
        });
        state.waiting.push_back(Arc::clone(&waiter));
        drop(state);
        let cancelled = {
            let (queue, waiter) = (Arc::downgrade(self), Arc::clone(&waiter));
            context.on_cancel(move || {
                if let Some(queue) = queue.upgrade() {
                    // Locked once, so that nothing happens between checking and waiting.
                    drop(queue.lock());
                    waiter.woken.notify_one();
                }
            })
        };
        let outcome = pool::while_waiting(|| self.stay(&waiter, context));
        drop(cancelled);
        outcome.map(|()| self.turn(wanted))
    }

    /// Waits until a waiter is out of the queue because it has its places.
    fn stay(&self, this: &Arc<Waiter>, context: &Context) -> Result<(), Error> {
        let mut state = self.lock();
        loop {
            let is_this = |other: &Arc<Waiter>| Arc::ptr_eq(other, this);
            let Some(place) = state.waiting.iter().position(is_this) else {
                return Ok(());
            };
            if let Err(error) = context.check() {
                state.waiting.remove(place);
                state.serve(); // Later ones may have waited only for this one.
                return Err(error);
            }
            let left = context.remaining().unwrap_or(Duration::MAX);
            let waited = this.woken.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn turn(self: &Arc<Self>, places: u64) -> Turn {
        Turn {
            queue: Arc::clone(self),
            places,
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Assigns free places in the order of arrival.
    fn serve(&mut self) {
        while let Some(first) = self.waiting.front()
            && first.wanted <= self.free
        {
            self.free -= first.wanted;
            first.woken.notify_one();
            self.waiting.pop_front();
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut state = self.queue.lock();
        state.free += self.places;
        state.serve();
    }
}

#[cfg(test)]
mod tests {
    use std::{
        sync::mpsc::{Receiver, Sender, channel},
        thread,
    };

    use pintle_core::CancelToken;

    use super::*;

    /// Longer than anything here takes.
    const LONG: Duration = Duration::from_secs(60);

    /// Waits in the queue on a thread, and reports when it has its turn, which it keeps until
    /// released.
    fn wait(
        queue: &Arc<Queue>,
        all: bool,
        context: Context,
    ) -> (Receiver<&'static str>, Sender<()>) {
        let (said, heard) = channel();
        let (go, gone) = channel::<()>();
        let mine = Arc::clone(queue);
        thread::spawn(move || {
            let turn = if all {
                mine.all(&context)
            } else {
                mine.one(&context)
            };
            match turn {
                Ok(turn) => {
                    said.send("turn").unwrap();
                    let _ = gone.recv();
                    drop(turn);
                    let _ = said.send("gone");
                }
                Err(error) if error.code() == "ERR_PINTLE_CANCELLED" => {
                    said.send("cancelled").unwrap();
                }
                Err(error) if error.code() == "ERR_PINTLE_TIMEOUT" => said.send("late").unwrap(),
                Err(error) => panic!("{error}"),
            }
        });
        (heard, go)
    }

    /// Waits until that many are waiting.
    fn until(queue: &Queue, waiting: usize) {
        while queue.lock().waiting.len() != waiting {
            thread::yield_now();
        }
    }

    #[test]
    fn who_came_first_is_served_first() {
        let queue = Arc::new(Queue::new(2));
        let free = Context::default;
        let first = queue.one(&free()).unwrap();
        // It needs both, and a later one waits although there is a free place.
        let (alone, alone_may_go) = wait(&queue, true, free());
        until(&queue, 1);
        let (third, third_may_go) = wait(&queue, false, free());
        until(&queue, 2);
        assert!(third.try_recv().is_err());
        drop(first);
        assert_eq!(alone.recv_timeout(LONG), Ok("turn"));
        until(&queue, 1);
        assert!(third.try_recv().is_err());
        alone_may_go.send(()).unwrap();
        assert_eq!(third.recv_timeout(LONG), Ok("turn"));
        drop(third_may_go);
        assert_eq!(third.recv_timeout(LONG), Ok("gone"));
        drop(queue.all(&free()).unwrap());
    }

    #[test]
    fn who_gives_up_lets_others_pass() {
        let queue = Arc::new(Queue::new(2));
        let first = queue.one(&Context::default()).unwrap();
        let token = CancelToken::new();
        let cancelled = Context::default().with_cancel(token.clone());
        let (alone, _alone) = wait(&queue, true, cancelled);
        until(&queue, 1);
        let (second, second_may_go) = wait(&queue, false, Context::default());
        until(&queue, 2);
        token.cancel();
        assert_eq!(alone.recv_timeout(LONG), Ok("cancelled"));
        assert_eq!(second.recv_timeout(LONG), Ok("turn"));
        let late = Context::default().with_time_limit(Duration::from_millis(1));
        let (late, _late) = wait(&queue, false, late);
        assert_eq!(late.recv_timeout(LONG), Ok("late"));
        drop((first, second_may_go));
        assert_eq!(second.recv_timeout(LONG), Ok("gone"));
        drop(queue.all(&Context::default()).unwrap());
    }
}
