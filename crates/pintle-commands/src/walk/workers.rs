//! Work that is discovered while it is done, such as the folders of a tree, shared by several
//! threads.

use std::{
    ops::ControlFlow,
    sync::{Condvar, LazyLock, Mutex, MutexGuard, PoisonError},
    thread::{self, Scope},
};

use pintle::pool;

/// How many threads work on one task. Two even on one core, since one may wait for the disk.
static THREADS: LazyLock<usize> =
    LazyLock::new(|| thread::available_parallelism().map_or(2, |cores| cores.get().clamp(2, 16)));

/// With fewer jobs than this waiting, starting a thread costs more than it saves.
const WORTH_A_THREAD: usize = 4;

/// Does `first` and every job that results from it, the latest first. Each participating thread
/// creates a worker, which adds new jobs to a list. A worker that breaks ends
/// the work of all.
pub(crate) fn share_work<J, W>(first: J, make_worker: impl Fn() -> W + Sync)
where
    J: Send,
    W: FnMut(J, &mut Vec<J>) -> ControlFlow<()>,
{
    let workers = Workers {
        state: Mutex::new(State {
            jobs: vec![first],
            busy: 0,
            idle: 0,
            threads: 1,
        }),
        changed: Condvar::new(),
    };
    thread::scope(|scope| workers.help(scope, &make_worker));
}

struct Workers<J> {
    state: Mutex<State<J>>,
    /// There are more jobs, or there will be none.
    changed: Condvar,
}

struct State<J> {
    jobs: Vec<J>,
    /// How many threads have a job, which may result in more jobs.
    busy: usize,
    idle: usize,
    threads: usize,
}

impl<J: Send> Workers<J> {
    fn help<'scope, W, H>(&'scope self, scope: &'scope Scope<'scope, '_>, make_worker: &'scope H)
    where
        W: FnMut(J, &mut Vec<J>) -> ControlFlow<()>,
        H: Fn() -> W + Sync,
    {
        let mut worker = make_worker();
        let mut more = Vec::new();
        while let Some(mut job) = self.take() {
            // Even if a worker panics, the others must not wait for it.
            let busy = Busy(self);
            loop {
                if worker(job, &mut more).is_break() {
                    self.lock().jobs.clear();
                    return;
                }
                // The last stays here, without a lock.
                let Some(next) = more.pop() else {
                    break;
                };
                job = next;
                if self.add(&mut more)
                    && pool::thread("pintle-worker")
                        .spawn_scoped(scope, || self.help(scope, make_worker))
                        .is_err()
                {
                    self.lock().threads -= 1; // We do it alone.
                }
            }
            drop(busy);
        }
    }

    fn take(&self) -> Option<J> {
        let mut state = self.lock();
        loop {
            if let Some(job) = state.jobs.pop() {
                state.busy += 1;
                return Some(job);
            }
            if state.busy == 0 {
                return None;
            }
            state.idle += 1;
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
            state.idle -= 1;
        }
    }

    /// Adds jobs for any thread. Returns whether to start one more thread for them.
    fn add(&self, more: &mut Vec<J>) -> bool {
        if more.is_empty() {
            return false;
        }
        let mut state = self.lock();
        state.jobs.append(more);
        let many = state.jobs.len() >= WORTH_A_THREAD;
        let start = many && state.idle == 0 && state.threads < *THREADS;
        state.threads += usize::from(start);
        let idle = state.idle > 0;
        drop(state);
        if idle {
            self.changed.notify_all();
        }
        start
    }

    fn lock(&self) -> MutexGuard<'_, State<J>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A thread that has a job.
struct Busy<'a, J: Send>(&'a Workers<J>);

impl<J: Send> Drop for Busy<'_, J> {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.busy -= 1;
        if state.busy == 0 {
            self.0.changed.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        panic::{AssertUnwindSafe, catch_unwind},
        sync::atomic::{AtomicU32, Ordering},
    };

    use super::*;

    #[test]
    fn every_job_is_done_once() {
        let done = AtomicU32::new(0);
        // A job of n results in two of n - 1.
        share_work(12, || {
            |job, more: &mut Vec<u32>| {
                done.fetch_add(1, Ordering::Relaxed);
                if job > 0 {
                    more.extend([job - 1, job - 1]);
                }
                ControlFlow::Continue(())
            }
        });
        assert_eq!(done.into_inner(), (1 << 13) - 1);
    }

    #[test]
    fn one_that_breaks_ends_all() {
        let done = AtomicU32::new(0);
        share_work((), || {
            |(), more: &mut Vec<()>| {
                // It would never end by itself.
                more.extend([(), ()]);
                if done.fetch_add(1, Ordering::Relaxed) < 1000 {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                }
            }
        });
        assert!(done.into_inner() >= 1000);
    }

    #[test]
    fn a_panic_reaches_the_caller() {
        let outcome = catch_unwind(AssertUnwindSafe(|| {
            share_work(8, || {
                |job, more: &mut Vec<u32>| {
                    assert!(job > 0, "a job that fails");
                    more.extend([job - 1, job - 1]);
                    ControlFlow::Continue(())
                }
            });
        }));
        assert!(outcome.is_err());
    }
}
