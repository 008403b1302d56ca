//! Threads for commands that block: started when needed, kept for a while, limited in number.
//!
//! As many jobs run simultaneously as there are cores. More would only take turns, and waking a
//! thread costs more than a short job. But jobs may wait for the disk or for a program: when
//! nothing has started for a while although jobs are queued, the running ones are assumed to be
//! waiting, and as many more may run in addition. `npm run bench -- direct` shows both.
//!
//! A job that waits for a program, or for its turn, declares it with [`while_waiting`]: its thread
//! is not counted then, since many of those may wait for a long time.

mod gathering;

use std::{
    cell::Cell,
    collections::VecDeque,
    sync::{Condvar, LazyLock, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

pub use gathering::{Gathering, call_gathered};

use crate::{clock::Instant, panic};

/// The maximum number of threads, not counting those in [`while_waiting`]; further commands wait
/// for their turn.
pub const MAX_THREADS: usize = 64;

/// The maximum number of jobs in [`while_waiting`] that are not counted among the others.
pub const MAX_WAITING: usize = 4_096;

/// The stack size of a thread: std's default. A thread only takes as much memory as it has
/// used of it.
const STACK_BYTES: usize = 2 << 20;

/// Whether there are threads at all; in WebAssembly work runs on the calling thread.
pub(crate) const HAS_THREADS: bool = !cfg!(target_family = "wasm");

/// A thread without work ends after this time.
const KEPT: Duration = Duration::from_secs(10);

/// A job that runs longer than this is assumed to be waiting for something other than a core.
const BUSY: Duration = Duration::from_micros(200);

static CORES: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(2, |cores| cores.get().max(2)));

static STATE: LazyLock<Mutex<State>> = LazyLock::new(|| Mutex::new(State::new()));

/// Idle threads wait here to be called.
static CALL: Condvar = Condvar::new();

/// The thread that watches a full queue waits here. It is never woken.
static WATCH: Condvar = Condvar::new();

thread_local! {
    /// The generation in which the job of this thread was last counted as busy; none if there is no
    /// job, or if it is assumed to be waiting.
    static COUNTED: Cell<Option<u64>> = const { Cell::new(None) };
}

/// Something to do.
pub type Job = Box<dyn FnOnce() + Send>;

/// The place of a job in the queue, by which it can be withdrawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(u64);

struct Queued {
    ticket: u64,
    /// None if it was withdrawn.
    job: Option<Job>,
}

struct State {
    /// In the order of their tickets.
    queue: VecDeque<Queued>,
    /// How many in the queue were withdrawn.
    withdrawn: usize,
    /// The last ticket.
    last: u64,
    /// All threads, including waiting and idle ones.
    threads: usize,
    /// How many threads have a job in [`while_waiting`].
    waiting: usize,
    idle: usize,
    /// How many idle threads were called and have not woken yet; fewer if one woke by itself.
    called: usize,
    /// How many threads were started and are not running yet.
    starting: usize,
    /// How many running jobs are not assumed to be waiting.
    busy: usize,
    /// Changes when all running jobs are assumed to be waiting.
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
    fn new() -> Self {
        Self {
            queue: VecDeque::new(),
            withdrawn: 0,
            last: 0,
            threads: 0,
            waiting: 0,
            idle: 0,
            called: 0,
            starting: 0,
            busy: 0,
            generation: 0,
            started: Instant::now(),
            watched: false,
        }
    }

    fn next(&mut self) -> Next {
        if !self.has_jobs() {
            return Next::Wait;
        }
        if self.busy >= *CORES && self.started.elapsed() >= BUSY {
            self.generation += 1;
            self.busy = 0;
        }
        if self.busy < *CORES
            && let Some(job) = self.first()
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

    fn has_jobs(&self) -> bool {
        self.queue.len() > self.withdrawn
    }

    /// Takes the job that has waited longest.
    fn first(&mut self) -> Option<Job> {
        while let Some(Queued { job, .. }) = self.queue.pop_front() {
            match job {
                Some(job) => return Some(job),
                None => self.withdrawn -= 1,
            }
        }
        None
    }

    /// Withdraws a job. Others keep their places.
    fn withdraw(&mut self, ticket: u64) -> Option<Job> {
        let place = self.queue.binary_search_by_key(&ticket, |one| one.ticket);
        let job = self.queue[place.ok()?].job.take()?;
        self.withdrawn += 1;
        // Withdrawn jobs must not fill the memory while nothing makes progress.
        if self.withdrawn > self.queue.len() / 2 {
            self.queue.retain(|one| one.job.is_some());
            self.withdrawn = 0;
        }
        Some(job)
    }

    /// Stops counting a job as busy, if it was counted since that generation.
    fn rest(&mut self, counted: Option<u64>) {
        if counted == Some(self.generation) {
            self.busy -= 1;
        }
    }

    /// How many threads count towards the limit.
    fn counted(&self) -> usize {
        self.threads - self.waiting
    }

    /// Whether one more thread would find something to do: a job, or a queue to watch.
    fn wants_thread(&self) -> bool {
        let coming = self.called + self.starting;
        self.has_jobs() && (self.busy + coming < *CORES || (coming == 0 && !self.watched))
    }
}

/// A builder for a thread outside the pool. Use this to start one: without an explicit stack size,
/// std reads it from the process's environment, which must not be read
/// while JavaScript may change it.
pub fn thread(name: &str) -> thread::Builder {
    thread::Builder::new()
        .name(name.into())
        .stack_size(STACK_BYTES)
}

/// Runs `job` on a thread of the pool.
///
/// Jobs must not wait for other jobs to start. They catch their own panics.
pub fn spawn(job: impl FnOnce() + Send + 'static) -> Ticket {
    let (state, ticket) = push(job);
    call(state);
    ticket
}

/// The same for a job that nobody waits for on this thread, so that it may be [gathered](Gathering).
pub(crate) fn spawn_gathered(job: impl FnOnce() + Send + 'static) {
    let (state, _) = push(job);
    if !gathering::count() {
        call(state);
    }
}

fn push(job: impl FnOnce() + Send + 'static) -> (MutexGuard<'static, State>, Ticket) {
    let mut state = lock();
    state.last += 1;
    let ticket = state.last;
    let job: Option<Job> = Some(Box::new(job));
    state.queue.push_back(Queued { ticket, job });
    (state, Ticket(ticket))
}

/// Withdraws a job that has not started, so that a cancelled job need not wait for a thread.
pub fn withdraw(Ticket(ticket): Ticket) -> Option<Job> {
    lock().withdraw(ticket)
}

/// Runs `wait`, which only waits: for a program, or for a turn. If this is a job of the pool, it
/// does not block others. Otherwise it just runs `wait`.
pub fn while_waiting<T>(wait: impl FnOnce() -> T) -> T {
    let counted = COUNTED.get();
    if counted.is_none() {
        return wait();
    }
    let mut state = lock();
    if state.waiting >= MAX_WAITING {
        drop(state);
        return wait();
    }
    COUNTED.set(None);
    state.waiting += 1;
    state.rest(counted);
    let _back = Back;
    call(state);
    wait()
}

/// Counts a job that has waited again.
struct Back;

impl Drop for Back {
    fn drop(&mut self) {
        let mut state = lock();
        state.waiting -= 1;
        state.busy += 1;
        COUNTED.set(Some(state.generation));
    }
}

/// Wakes or starts a thread, if one more would have something to do.
fn call(mut state: MutexGuard<'_, State>) {
    if !state.wants_thread() {
        return;
    }
    if state.idle > state.called {
        state.called += 1;
        // If woken with the lock held, the thread would immediately wait for it.
        drop(state);
        CALL.notify_one();
    } else if state.counted() < MAX_THREADS {
        state.starting += 1;
        state.threads += 1;
        drop(state);
        if thread("pintle").spawn(work).is_err() {
            without_thread();
        }
    }
}

/// The system refuses a new thread: the job waits for an existing one; without any it runs here.
fn without_thread() {
    let mut state = lock();
    state.starting -= 1;
    state.threads -= 1;
    let job = if state.threads == 0 {
        state.first()
    } else {
        None
    };
    drop(state);
    if let Some(job) = job {
        panic::contain(job);
    }
}

fn work() {
    let mut state = lock();
    state.starting -= 1;
    loop {
        if state.counted() > MAX_THREADS {
            // More jobs than that have waited, and some have come back.
            state.threads -= 1;
            return call(state);
        }
        match state.next() {
            Next::Run(job) => {
                COUNTED.set(Some(state.generation));
                call(state);
                panic::contain(job);
                state = lock();
                state.rest(COUNTED.take());
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
                // It may have woken by itself, and then there is none to subtract.
                state.called = state.called.saturating_sub(1);
                if !state.has_jobs() && since.elapsed() >= KEPT {
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
mod tests;
