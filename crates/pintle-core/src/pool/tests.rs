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

#[test]
fn gathered_jobs_run_at_the_end_or_when_they_are_late() {
    let (sender, receiver) = mpsc::channel();
    let queue = |index| {
        let sender = sender.clone();
        spawn_gathered(move || sender.send(index).unwrap());
    };
    let gathering = Gathering::begin();
    (0..20).for_each(queue);
    drop(gathering);
    let mut done: Vec<i32> = (0..20)
        .map(|_| receiver.recv_timeout(LONG).unwrap())
        .collect();
    done.sort_unstable();
    assert_eq!(done, (0..20).collect::<Vec<_>>());
    let mut late = Gathering::begin();
    queue(20);
    thread::sleep(2 * BUSY);
    late.call_if_late();
    assert_eq!(receiver.recv_timeout(LONG), Ok(20));
    // Nor does what comes in between wait for them.
    queue(20);
    call_gathered();
    assert_eq!(receiver.recv_timeout(LONG), Ok(20));
    // One inside another leaves the outer as it was.
    queue(21);
    drop(Gathering::begin());
    drop(late);
    assert_eq!(receiver.recv_timeout(LONG), Ok(21));
    queue(22);
    assert_eq!(receiver.recv_timeout(LONG), Ok(22));
}
