//! Threads for commands that block: started when needed, kept for a while, limited in number.
//!
//! As many jobs run at once as there are cores. More would only take turns, and every thread that
//! is woken costs more than a short job. But jobs may wait for the disk or for a program: when
//! nothing has started for a while although jobs are queued, those that run are taken to be
//! waiting, and as many more may run beside them. `npm run bench -- direct` shows both.

use std::{
    collections::VecDeque,
    sync::{Condvar, LazyLock, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use crate::clock::Instant;

/// More than this many commands at once wait for their turn.
pub const MAX_THREADS: usize = 64;

/// Whether there are threads at all; in WebAssembly whoever has work does it.
pub(crate) const HAS_THREADS: bool = !cfg!(target_family = "wasm");

/// A thread without work ends after this time.
const KEPT: Duration = Duration::from_secs(10);

/// A job that runs longer than this is taken to be waiting for something, not for a core.
const BUSY: Duration = Duration::from_micros(200);

static CORES: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(2, |cores| cores.get().max(2)));

static STATE: LazyLock<Mutex<State>> = LazyLock::new(|| {
    Mutex::new(State {
        queue: VecDeque::new(),
        threads: 0,
        idle: 0,
        called: 0,
        starting: 0,
        busy: 0,
        generation: 0,
        started: Instant::now(),
        watched: false,
    })
});

/// Idle threads wait here to be called.
static CALL: Condvar = Condvar::new();

/// The thread that watches a full queue waits here. Nobody wakes it.
static WATCH: Condvar = Condvar::new();

type Job = Box<dyn FnOnce() + Send>;

struct State {
    queue: VecDeque<Job>,
    threads: usize,
    idle: usize,
    /// How many idle threads were called and have not come yet; less where one came by itself.
    called: usize,
    /// How many threads were started and have not come yet.
    starting: usize,
    /// How many jobs run that are not taken to be waiting.
    busy: usize,
    /// Changes when all running jobs are taken to be waiting.
    generation: u64,
    /// When a job was last started.
    started: Instant,
    /// Whether a thread watches the queue.
    watched: bool,
}

/// What a thread does next.
enum Next {
    Run(Job),
    Watch,
    Wait,
}

impl State {
    fn next(&mut self) -> Next {
        if self.queue.is_empty() {
            return Next::Wait;
        }
        if self.busy >= *CORES && self.started.elapsed() >= BUSY {
            self.generation += 1;
            self.busy = 0;
        }
        if self.busy < *CORES
            && let Some(job) = self.queue.pop_front()
        {
            self.busy += 1;
            self.started = Instant::now();
            return Next::Run(job);
        }
        if self.watched {
            Next::Wait
        } else {
            self.watched = true;
            Next::Watch
        }
    }

    /// Whether one more thread would find something to do: a job, or a queue to watch.
    fn wants_thread(&self) -> bool {
        let coming = self.called + self.starting;
        !self.queue.is_empty() && (self.busy + coming < *CORES || (coming == 0 && !self.watched))
    }
}

/// Runs `job` on a thread of the pool.
///
/// Jobs must not wait for other jobs to start. They catch their own panics.
pub fn spawn(job: impl FnOnce() + Send + 'static) {
    let mut state = lock();
    state.queue.push_back(Box::new(job));
    call(state);
}

/// Calls a thread, if one more has something to do.
fn call(mut state: MutexGuard<'_, State>) {
    if !state.wants_thread() {
        return;
    }
    if state.idle > state.called {
        state.called += 1;
        // Called with the lock held, the thread would wake only to wait for it.
        drop(state);
        CALL.notify_one();
    } else if state.threads < MAX_THREADS {
        state.starting += 1;
        state.threads += 1;
        drop(state);
        if thread::Builder::new()
            .name("pintle".into())
            .spawn(work)
            .is_err()
        {
            without_thread();
        }
    }
}

/// The system has no thread for us: the job waits for an old one; with none at all it runs here.
fn without_thread() {
    let mut state = lock();
    state.starting -= 1;
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

fn work() {
    let mut state = lock();
    state.starting -= 1;
    loop {
        match state.next() {
            Next::Run(job) => {
                let generation = state.generation;
                call(state);
                job();
                state = lock();
                if state.generation == generation {
                    state.busy -= 1;
                }
            }
            Next::Watch => {
                state = wait(&WATCH, state, BUSY);
                state.watched = false;
            }
            Next::Wait => {
                state.idle += 1;
                let since = Instant::now();
                state = wait(&CALL, state, KEPT);
                state.idle -= 1;
                // It may have come by itself, and then there is none to subtract.
                state.called = state.called.saturating_sub(1);
                if state.queue.is_empty() && since.elapsed() >= KEPT {
                    state.threads -= 1;
                    return;
                }
            }
        }
    }
}

fn wait<'a>(
    condition: &Condvar,
    state: MutexGuard<'a, State>,
    longest: Duration,
) -> MutexGuard<'a, State> {
    let waited = condition.wait_timeout(state, longest);
    waited.unwrap_or_else(PoisonError::into_inner).0
}

fn lock() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::{
        collections::HashSet,
        sync::{Arc, Barrier, mpsc},
    };

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
        let indices: HashSet<_> = done.iter().map(|(index, _)| index).collect();
        assert_eq!(indices.len(), 1000);
        let threads: HashSet<_> = done.iter().map(|(_, thread)| thread).collect();
        assert!(threads.len() <= MAX_THREADS);
    }

    #[test]
    fn jobs_that_wait_do_not_keep_others_from_starting() {
        // Each waits until all have started, which needs a thread for each.
        let together = 40;
        let barrier = Arc::new(Barrier::new(together));
        let (sender, receiver) = mpsc::channel();
        for _ in 0..together {
            let (barrier, sender) = (Arc::clone(&barrier), sender.clone());
            spawn(move || {
                barrier.wait();
                sender.send(()).unwrap();
            });
        }
        for _ in 0..together {
            receiver.recv_timeout(Duration::from_secs(10)).unwrap();
        }
    }
}
