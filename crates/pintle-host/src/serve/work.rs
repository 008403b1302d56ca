//! How many requests run simultaneously.

use std::{
    collections::{BTreeMap, VecDeque},
    mem,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
};

use pintle::{CancelToken, panic, pool};

use super::PATIENCE;
use crate::{Limits, exit::tell};

/// A request. It runs until it has dropped its turn, maybe on another thread.
type Job = Box<dyn FnOnce(Turn) + Send>;

/// Runs requests on the pool, at most as many simultaneously as the limit. The others wait here,
/// and those for which the pool has no thread wait there.
pub(super) struct Work {
    limits: Limits,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    running: usize,
    waiting: VecDeque<Waiting>,
    /// The running ones that wait for a thread, by their numbers.
    queued: BTreeMap<u64, Queued>,
    /// The last number.
    last: u64,
    /// The size of the waiting messages, here or for a thread.
    bytes: u64,
    /// Whether nobody waits for room any longer.
    hurried: bool,
    /// Whether nothing has ended for a while.
    stalled: bool,
}

struct Waiting {
    token: CancelToken,
    bytes: u64,
    job: Job,
}

struct Queued {
    token: CancelToken,
    bytes: u64,
    /// Its place in the pool, once it is known.
    ticket: Option<pool::Ticket>,
}

impl Work {
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            limits,
            state: Mutex::default(),
            changed: Condvar::new(),
        }
    }

    /// Runs `job`, now or when its turn comes. Once `token` is cancelled it must end immediately.
    pub(super) fn add(
        self: &Arc<Self>,
        token: CancelToken,
        bytes: u64,
        job: impl FnOnce(Turn) + Send + 'static,
    ) {
        let job = Box::new(job);
        let one = Waiting { token, bytes, job };
        let mut state = self.lock();
        state.bytes += bytes;
        if state.running < self.limits.concurrency {
            state.running += 1;
            drop(state);
            self.start(one);
        } else {
            state.waiting.push_back(one);
        }
    }

    fn start(self: &Arc<Self>, Waiting { token, bytes, job }: Waiting) {
        let turn = Turn(Some(Arc::clone(self)));
        let mut state = self.lock();
        state.last += 1;
        let number = state.last;
        let ticket = None;
        let queued = Queued {
            token,
            bytes,
            ticket,
        };
        state.queued.insert(number, queued);
        drop(state);
        let started = Arc::clone(self);
        let ticket = pool::spawn(move || {
            started.started(number);
            run(job, turn);
        });
        let mut state = self.lock();
        if let Some(queued) = state.queued.get_mut(&number) {
            queued.ticket = Some(ticket);
            let is_cancelled = queued.token.is_cancelled();
            drop(state);
            if is_cancelled {
                self.settle_cancelled();
            }
        }
    }

    /// Records that there is a thread for a job.
    fn started(&self, number: u64) {
        let mut state = self.lock();
        if let Some(queued) = state.queued.remove(&number) {
            state.bytes -= queued.bytes;
        }
        drop(state);
        self.changed.notify_all();
    }

    /// Ends the waiting ones that were cancelled.
    pub(super) fn settle_cancelled(&self) {
        let mut state = self.lock();
        let waiting = mem::take(&mut state.waiting);
        let (cancelled, others) = waiting
            .into_iter()
            .partition::<VecDeque<_>, _>(|one| one.token.is_cancelled());
        state.waiting = others;
        state.bytes -= cancelled.iter().map(|one| one.bytes).sum::<u64>();
        let queued = state.queued.values();
        let queued = queued.filter(|one| one.token.is_cancelled());
        let tickets: Vec<_> = queued.filter_map(|one| one.ticket).collect();
        drop(state);
        for one in cancelled {
            run(one.job, Turn(None));
        }
        for job in tickets.into_iter().filter_map(pool::withdraw) {
            job();
        }
        self.changed.notify_all();
    }

    /// Waits while the queue is larger than one message may be, which would fill the memory. While
    /// waiting here, cancellations are not noticed, so it waits only as long as others make
    /// progress.
    pub(super) fn wait_for_room(&self) {
        let mut state = self.lock();
        while state.bytes > self.limits.message_bytes && !state.hurried && !state.stalled {
            let waited = self.changed.wait_timeout(state, PATIENCE);
            let (next, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
            state = next;
            state.stalled = timeout.timed_out();
        }
    }

    /// From now on nobody waits for room.
    pub(super) fn hurry(&self) {
        self.lock().hurried = true;
        self.changed.notify_all();
    }

    /// Waits until nothing runs and nothing waits.
    pub(super) fn wait_until_idle(&self) {
        let mut state = self.lock();
        while state.running > 0 || !state.waiting.is_empty() {
            state = self.wait(state);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        let waited = self.changed.wait(state);
        waited.unwrap_or_else(PoisonError::into_inner)
    }
}

/// A panic in Pintle must not end a thread of the pool.
fn run(job: Job, turn: Turn) {
    if let Err(error) = panic::catch(|| {
        job(turn);
        Ok(())
    }) {
        tell(&format!("error: {error}"));
    }
}

/// The right to run; when one has ended, the next one has it. What was cancelled while it waited has none.
pub(super) struct Turn(Option<Arc<Work>>);

impl Drop for Turn {
    fn drop(&mut self) {
        let Self(Some(work)) = self else { return };
        let mut state = work.lock();
        state.stalled = false;
        let next = state.waiting.pop_front();
        if next.is_none() {
            state.running -= 1;
        }
        drop(state);
        work.changed.notify_all();
        if let Some(next) = next {
            work.start(next);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Barrier,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    };

    use super::*;

    fn work(concurrency: usize) -> Arc<Work> {
        Arc::new(Work::new(Limits {
            concurrency,
            ..Limits::default()
        }))
    }

    #[test]
    fn no_more_run_at_once_than_the_limit() {
        static RUNNING: AtomicUsize = AtomicUsize::new(0);
        static DONE: AtomicUsize = AtomicUsize::new(0);
        let work = work(3);
        for _ in 0..1000 {
            work.add(CancelToken::new(), 1, |_turn| {
                assert!(RUNNING.fetch_add(1, Ordering::SeqCst) < 3);
                std::thread::yield_now();
                RUNNING.fetch_sub(1, Ordering::SeqCst);
                DONE.fetch_add(1, Ordering::SeqCst);
            });
        }
        work.wait_until_idle();
        assert_eq!(DONE.load(Ordering::SeqCst), 1000);
        assert_eq!(work.lock().bytes, 0);
    }

    #[test]
    fn what_waits_ends_when_it_is_cancelled_and_a_panic_gives_its_turn_on() {
        let work = work(1);
        let barrier = Arc::new(Barrier::new(2));
        let (sender, receiver) = mpsc::channel();
        let held = Arc::clone(&barrier);
        work.add(CancelToken::new(), 1, move |_turn| {
            held.wait();
            panic!("on purpose");
        });
        let token = CancelToken::new();
        for (name, token) in [("cancelled", &token), ("other", &CancelToken::new())] {
            let sender = sender.clone();
            work.add(token.clone(), 1, move |_turn| sender.send(name).unwrap());
        }
        token.cancel();
        work.settle_cancelled();
        assert_eq!(receiver.try_recv(), Ok("cancelled"));
        assert!(receiver.try_recv().is_err());
        barrier.wait();
        work.wait_until_idle();
        assert_eq!(receiver.try_recv(), Ok("other"));
    }
}
