//! Threads for commands that block: started when needed, kept for a while, limited in number.
//!
//! As many jobs run simultaneously as there are cores. More would only take turns, and waking a
//! thread costs more than a short job. But jobs may wait for the disk or for a program: when
//! nothing has started for a while although jobs are queued, the running ones are assumed to be
//! waiting, and as many more may run in addition. `npm run bench -- direct` shows both.
//!
//! A job that waits for a program, or for its turn, declares it with [`while_waiting`]: its thread
//! is not counted then, since many of those may wait for a long time.

use std::{
    cell::Cell,
    collections::VecDeque,
    sync::{Condvar, LazyLock, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

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
    /// Whether jobs of this thread are gathered, and how many there are for which no thread was called.
    static GATHERED: Cell<Option<usize>> = const { Cell::new(None) };
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
    let mut state = lock();
    state.last += 1;
    let ticket = state.last;
    let job: Option<Job> = Some(Box::new(job));
    state.queue.push_back(Queued { ticket, job });
    if let Some(gathered) = GATHERED.get() {
        GATHERED.set(Some(gathered + 1));
    } else {
        call(state);
    }
    Ticket(ticket)
}

/// While it lives, this thread calls no other for a job that it queues. Calling one takes longer than
/// many a job: what queues several in a row, as answers that wake the same future do, has them run by
/// fewer threads, and a future that is woken many times is polled less often
/// (`npm run bench -- direct callbacks`).
#[must_use = "jobs are gathered while it lives"]
#[derive(Debug)]
pub struct Gathering {
    since: Instant,
    outer: Option<usize>,
}

impl Gathering {
    /// Begins to gather.
    pub fn begin() -> Self {
        Self {
            since: Instant::now(),
            outer: GATHERED.replace(Some(0)),
        }
    }

    /// Calls threads for what was gathered, if that may have waited for longer than a call costs.
    pub fn call_if_late(&mut self) {
        if GATHERED.get() != Some(0) && self.since.elapsed() >= BUSY {
            self.call();
        }
    }

    fn call(&mut self) {
        let gathered = GATHERED.replace(Some(0)).unwrap_or_default();
        for _ in 0..gathered.min(MAX_THREADS) {
            call(lock());
        }
        self.since = Instant::now();
    }
}

impl Drop for Gathering {
    fn drop(&mut self) {
        self.call();
        GATHERED.set(self.outer);
    }
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
mod tests {
    use std::{
        collections::HashSet,
        sync::{Arc, Barrier, mpsc},
    };

    use super::*;

    /// Longer than anything here takes.
    const LONG: Duration = Duration::from_secs(60);

    /// Blocks waiting threads until it is opened.
    #[derive(Default)]
    struct Gate(Mutex<bool>, Condvar);

    impl Gate {
        fn wait(&self) {
            let open = self.0.lock().unwrap();
            drop(self.1.wait_while(open, |open| !*open).unwrap());
        }

        fn open(&self) {
            *self.0.lock().unwrap() = true;
            self.1.notify_all();
        }
    }

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

    /// How many jobs wait simultaneously in the tests below.
    const MANY: usize = 500;

    #[test]
    fn jobs_that_panic_take_no_threads_from_others() {
        for _ in 0..4 * MAX_THREADS {
            spawn(|| panic!("a job that panics"));
        }
        let (sender, receiver) = mpsc::channel();
        spawn(move || sender.send(()).unwrap());
        receiver.recv_timeout(LONG).unwrap();
        let end = Instant::now() + LONG;
        while lock().busy > 0 && Instant::now() < end {
            thread::yield_now();
        }
        assert_eq!(lock().busy, 0);
    }

    #[test]
    fn jobs_that_say_that_they_wait_take_no_threads_from_others() {
        let gate = Arc::new(Gate::default());
        let (waiting, have_waited) = mpsc::channel();
        for _ in 0..MANY {
            let (gate, waiting) = (Arc::clone(&gate), waiting.clone());
            spawn(move || {
                while_waiting(|| {
                    waiting.send(()).unwrap();
                    gate.wait();
                });
                waiting.send(()).unwrap();
            });
        }
        let all = || (0..MANY).for_each(|_| have_waited.recv_timeout(LONG).unwrap());
        all();
        // Others run in the meantime.
        let (sender, receiver) = mpsc::channel();
        for index in 0..100 {
            let sender = sender.clone();
            spawn(move || sender.send(index).unwrap());
        }
        for _ in 0..100 {
            receiver.recv_timeout(LONG).unwrap();
        }
        gate.open();
        all();
        // Surplus threads end.
        let end = Instant::now() + LONG;
        while lock().counted() > MAX_THREADS && Instant::now() < end {
            thread::yield_now();
        }
        assert!(lock().counted() <= MAX_THREADS);
    }

    #[test]
    fn a_job_that_has_not_started_can_be_taken_back() {
        let mut state = State::new();
        for ticket in 1..=100 {
            let job: Option<Job> = Some(Box::new(|| {}));
            state.queue.push_back(Queued { ticket, job });
        }
        assert!(state.withdraw(7).is_some() && state.withdraw(7).is_none());
        assert!(state.first().is_some() && state.withdraw(1).is_none());
        for ticket in (2..=90).filter(|ticket| *ticket != 7) {
            assert!(state.withdraw(ticket).is_some(), "{ticket}");
        }
        // Their places are not kept forever.
        assert!(state.queue.len() <= 20 && state.has_jobs());
        let left = (91..=100).filter(|_| state.first().is_some());
        assert_eq!(left.count(), 10);
        assert!(!state.has_jobs() && state.first().is_none());
    }

    #[test]
    fn a_job_behind_others_that_take_long_is_taken_back_and_runs_once() {
        let gate = Arc::new(Gate::default());
        for _ in 0..MAX_THREADS {
            let gate = Arc::clone(&gate);
            spawn(move || gate.wait());
        }
        let (sender, receiver) = mpsc::channel();
        let ticket = spawn(move || sender.send(()).unwrap());
        if let Some(job) = withdraw(ticket) {
            job();
        }
        receiver.recv_timeout(LONG).unwrap();
        assert!(withdraw(ticket).is_none());
        gate.open();
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
            receiver.recv_timeout(LONG).unwrap();
        }
    }
}
