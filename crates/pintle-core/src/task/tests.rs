use std::{
    collections::HashSet,
    future::{Future, pending, poll_fn},
    pin::Pin,
    sync::{
        atomic::{AtomicBool, AtomicUsize},
        mpsc,
    },
    thread::{self, ThreadId},
    time::Duration,
};

use super::*;
use crate::{CancelToken, errors};

/// Longer than anything here takes.
const LONG: Duration = Duration::from_secs(60);

/// Spawns a future and returns where its outcome arrives.
fn outcome<T: Send + 'static>(
    context: Context,
    future: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> mpsc::Receiver<Result<T, Error>> {
    let (sender, receiver) = mpsc::channel();
    spawn(context, future, move |outcome| {
        let _ = sender.send(outcome);
    });
    receiver
}

fn code<T>(outcome: Result<T, Error>) -> &'static str {
    outcome.map_or_else(|error| error.code(), |_| "ok")
}

/// Ends once it has been woken that many times, and counts polls at the same time as another.
struct Counted {
    wanted: usize,
    wakes: Arc<AtomicUsize>,
    waker: Arc<Mutex<Option<Waker>>>,
    is_polled: AtomicBool,
    together: Arc<AtomicUsize>,
}

impl Future for Counted {
    type Output = Result<usize, Error>;

    fn poll(self: Pin<&mut Self>, polling: &mut std::task::Context<'_>) -> Poll<Self::Output> {
        if self.is_polled.swap(true, Ordering::SeqCst) {
            self.together.fetch_add(1, Ordering::SeqCst);
        }
        *self.waker.lock().unwrap() = Some(polling.waker().clone());
        let wakes = self.wakes.load(Ordering::SeqCst);
        // A wake that arrives here must not be lost.
        thread::yield_now();
        self.is_polled.store(false, Ordering::SeqCst);
        if wakes == self.wanted {
            Poll::Ready(Ok(wakes))
        } else {
            Poll::Pending
        }
    }
}

#[test]
fn no_wake_is_lost_and_no_two_threads_poll_together() {
    const WAKERS: usize = 4;
    const WAKES: usize = 50;
    for _ in 0..200 {
        let (wakes, together) = (Arc::new(AtomicUsize::new(0)), Arc::default());
        let latest: Arc<Mutex<Option<Waker>>> = Arc::default();
        let receiver = outcome(
            Context::default(),
            Counted {
                wanted: WAKERS * WAKES,
                wakes: Arc::clone(&wakes),
                waker: Arc::clone(&latest),
                is_polled: AtomicBool::new(false),
                together: Arc::clone(&together),
            },
        );
        thread::scope(|scope| {
            for _ in 0..WAKERS {
                scope.spawn(|| {
                    for round in 0..WAKES {
                        wakes.fetch_add(1, Ordering::SeqCst);
                        let current = latest.lock().unwrap().clone();
                        if let Some(current) = current {
                            current.wake();
                        }
                        if round % 8 == 0 {
                            thread::yield_now();
                        }
                    }
                });
            }
        });
        assert_eq!(
            receiver.recv_timeout(LONG).unwrap().unwrap(),
            WAKERS * WAKES
        );
        assert_eq!(together.load(Ordering::SeqCst), 0);
    }
}

#[test]
fn a_future_that_wakes_itself_lets_others_run() {
    let stop = Arc::new(AtomicBool::new(false));
    let ended = {
        let stop = Arc::clone(&stop);
        outcome(
            Context::default(),
            poll_fn(move |polling| {
                polling.waker().wake_by_ref();
                if stop.load(Ordering::SeqCst) {
                    Poll::Ready(Ok(()))
                } else {
                    Poll::Pending
                }
            }),
        )
    };
    for _ in 0..100 {
        let other = outcome(Context::default(), async { Ok(1) });
        assert_eq!(other.recv_timeout(LONG).unwrap().unwrap(), 1);
    }
    stop.store(true, Ordering::SeqCst);
    ended.recv_timeout(LONG).unwrap().unwrap();
}

/// Reports the thread on which it is dropped, and then panics if it is to.
struct Dropped(mpsc::Sender<ThreadId>, bool);

impl Drop for Dropped {
    fn drop(&mut self) {
        let _ = self.0.send(thread::current().id());
        assert!(!self.1, "on purpose");
    }
}

#[test]
fn cancelling_drops_a_future_that_nothing_wakes() {
    for panics in [false, true] {
        let (sender, dropped) = mpsc::channel();
        let token = CancelToken::new();
        let (begun, has_begun) = mpsc::channel();
        let ended = outcome::<()>(Context::default().with_cancel(token.clone()), async move {
            let _dropped = Dropped(sender, panics);
            begun.send(()).unwrap();
            pending::<()>().await;
            Ok(())
        });
        has_begun.recv_timeout(LONG).unwrap();
        assert!(ended.recv_timeout(Duration::from_millis(20)).is_err());
        token.cancel();
        let ended = ended.recv_timeout(LONG).unwrap();
        assert_eq!(code(ended), "ERR_PINTLE_CANCELLED");
        // It was dropped before, on another thread than this one.
        assert_ne!(dropped.try_recv().unwrap(), thread::current().id());
    }
}

#[test]
fn cancelling_many_while_they_are_woken_ends_each_once() {
    let token = CancelToken::new();
    let (sender, ended) = mpsc::channel();
    let wakers: Arc<Mutex<Vec<Waker>>> = Arc::default();
    for _ in 0..1000 {
        let (wakers, sender) = (Arc::clone(&wakers), sender.clone());
        let future = poll_fn(move |polling| {
            wakers.lock().unwrap().push(polling.waker().clone());
            Poll::<Result<(), Error>>::Pending
        });
        spawn(
            Context::default().with_cancel(token.clone()),
            future,
            move |outcome| sender.send(code(outcome)).unwrap(),
        );
    }
    drop(sender);
    let waking = {
        let wakers = Arc::clone(&wakers);
        thread::spawn(move || {
            for _ in 0..20 {
                let batch = mem::take(&mut *wakers.lock().unwrap());
                batch.into_iter().for_each(Waker::wake);
                thread::yield_now();
            }
        })
    };
    token.cancel();
    waking.join().unwrap();
    wakers.lock().unwrap().clear();
    let all: Vec<_> = ended.iter().collect();
    assert_eq!(all, vec!["ERR_PINTLE_CANCELLED"; 1000]);
}

#[test]
fn a_panic_is_the_outcome_and_costs_no_thread() {
    panic::install_hook();
    for _ in 0..200 {
        let ended = outcome::<()>(Context::default(), async { panic!("on purpose") });
        let ended = ended.recv_timeout(LONG).unwrap();
        assert_eq!(code(ended), "ERR_PINTLE_PANIC");
    }
    let next = outcome(Context::default(), async { Ok(()) });
    next.recv_timeout(LONG).unwrap().unwrap();
}

#[test]
fn a_time_limit_ends_a_future_that_nothing_wakes() {
    let limited = Context::default().with_time_limit(Duration::from_millis(5));
    let ended = outcome::<()>(limited.clone(), pending());
    assert_eq!(
        code(ended.recv_timeout(LONG).unwrap()),
        "ERR_PINTLE_TIMEOUT"
    );
    assert_eq!(
        code(block_on::<()>(pending(), &limited)),
        "ERR_PINTLE_TIMEOUT"
    );
}

/// Wakes what waits for it once it is open.
#[derive(Clone, Default)]
struct Gate(Arc<Mutex<(bool, Vec<Waker>)>>);

impl Gate {
    fn wait(&self) -> impl Future<Output = Result<ThreadId, Error>> + Send + use<> {
        let gate = self.clone();
        poll_fn(move |polling| {
            let mut state = gate.0.lock().unwrap();
            if state.0 {
                return Poll::Ready(Ok(thread::current().id()));
            }
            state.1.push(polling.waker().clone());
            Poll::Pending
        })
    }

    fn open(&self) {
        let wakers = {
            let mut state = self.0.lock().unwrap();
            state.0 = true;
            mem::take(&mut state.1)
        };
        wakers.into_iter().for_each(Waker::wake);
    }
}

#[test]
fn ten_thousand_that_wait_hold_no_threads() {
    const MANY: usize = 10_000;
    let gate = Gate::default();
    let (sender, ended) = mpsc::channel();
    for _ in 0..MANY {
        let sender = sender.clone();
        spawn(Context::default(), gate.wait(), move |outcome| {
            sender.send(outcome.unwrap()).unwrap();
        });
    }
    drop(sender);
    let end = std::time::Instant::now() + LONG;
    while gate.0.lock().unwrap().1.len() < MANY && std::time::Instant::now() < end {
        thread::yield_now();
    }
    // All of them wait, and what comes after them does not.
    let next = outcome(Context::default(), async { Ok(1) });
    assert_eq!(next.recv_timeout(LONG).unwrap().unwrap(), 1);
    gate.open();
    let threads: Vec<_> = ended.iter().collect();
    assert_eq!(threads.len(), MANY);
    let threads: HashSet<_> = threads.into_iter().collect();
    assert!(threads.len() <= pool::MAX_THREADS);
}

#[test]
fn waiting_on_a_thread_ends_with_the_future_or_with_its_caller() {
    let gate = Gate::default();
    let opened = gate.clone();
    thread::spawn(move || opened.open());
    let here = block_on(gate.wait(), &Context::default()).unwrap();
    assert_eq!(here, thread::current().id());
    let token = CancelToken::new();
    let context = Context::default().with_cancel(token.clone());
    let cancelling = thread::spawn(move || token.cancel());
    let cancelled = block_on::<()>(pending(), &context).unwrap_err();
    assert_eq!(*cancelled.kind(), errors::CANCELLED);
    cancelling.join().unwrap();
}
