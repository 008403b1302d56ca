//! Threads for commands that block: started when needed, kept for a while, limited in number.

use std::{
    collections::VecDeque,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

/// More than this many commands at once wait for their turn.
pub const MAX_THREADS: usize = 64;

/// A thread without work ends after this time.
const KEPT: Duration = Duration::from_secs(10);

type Job = Box<dyn FnOnce() + Send>;

struct State {
    queue: VecDeque<Job>,
    threads: usize,
    idle: usize,
}

static STATE: Mutex<State> = Mutex::new(State {
    queue: VecDeque::new(),
    threads: 0,
    idle: 0,
});
static WORK: Condvar = Condvar::new();

/// Runs `job` on a thread of the pool, at once unless all [`MAX_THREADS`] are busy.
///
/// Jobs must not wait for other jobs to start. They catch their own panics.
pub fn spawn(job: impl FnOnce() + Send + 'static) {
    let mut state = lock();
    state.queue.push_back(Box::new(job));
    if state.idle >= state.queue.len() {
        WORK.notify_one();
    } else if state.threads < MAX_THREADS {
        state.threads += 1;
        drop(state);
        let started = thread::Builder::new().name("pintle".into()).spawn(work);
        // Without a new thread the job waits for an old one; with none at all it runs here.
        if started.is_err() {
            let mut state = lock();
            state.threads -= 1;
            let job = if state.threads == 0 {
                state.queue.pop_back()
            } else {
                None
            };
            drop(state);
            if let Some(job) = job {
                job();
            }
        }
    }
}

fn work() {
    let mut state = lock();
    loop {
        if let Some(job) = state.queue.pop_front() {
            drop(state);
            job();
            state = lock();
            continue;
        }
        state.idle += 1;
        let (next, waited) = WORK
            .wait_timeout(state, KEPT)
            .unwrap_or_else(PoisonError::into_inner);
        state = next;
        state.idle -= 1;
        if waited.timed_out() && state.queue.is_empty() {
            state.threads -= 1;
            return;
        }
    }
}

fn lock() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::{collections::HashSet, sync::mpsc};

    use super::*;

    #[test]
    fn runs_everything_on_a_limited_number_of_threads() {
        let (sender, receiver) = mpsc::channel();
        for index in 0..1000 {
            let sender = sender.clone();
            spawn(move || sender.send((index, thread::current().id())).unwrap());
        }
        drop(sender);
        let done: Vec<_> = receiver.iter().collect();
        assert_eq!(
            done.iter()
                .map(|(index, _)| index)
                .collect::<HashSet<_>>()
                .len(),
            1000
        );
        let threads: HashSet<_> = done.iter().map(|(_, thread)| thread).collect();
        assert!(threads.len() <= MAX_THREADS);
    }
}
