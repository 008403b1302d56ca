//! A call in a plan that waits for the step at the other end of its stream.
//!
//! It leaves its turn to others meanwhile, since with a single one neither end could go on otherwise.
//! All piped calls do so, and none holds anything else that a call may wait for
//! ([`Guard::streams`](pintle_core::Guard::streams)), so whoever has a turn ends or gives it up.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use pintle_core::{Context, Error, stream::Standby};

use crate::queue::{Queue, Turn};

/// The turn and the time of a call that is fed by another step, or passes its results on.
#[derive(Debug)]
pub(crate) struct Piped {
    turns: Arc<Queue>,
    state: Mutex<State>,
    /// Held while one thread waits for the turn, so that others do not wait for a second one.
    resuming: Mutex<()>,
}

#[derive(Debug)]
struct State {
    turn: Option<Turn>,
    /// How many threads of the call wait.
    waiting: usize,
    /// Since when its time has not passed.
    since: Option<Instant>,
    /// When its time is up, as far as it is known; `None` if that is beyond the clock.
    deadline: Option<Instant>,
    ended: bool,
}

/// Ends the call when it is dropped.
#[derive(Debug)]
pub(crate) struct Running<'p>(&'p Piped);

impl Piped {
    /// A call that may run for `limit` once it has its turn.
    pub(crate) fn new(turns: Arc<Queue>, limit: Duration) -> Self {
        let now = Instant::now();
        Self {
            turns,
            state: Mutex::new(State {
                turn: None,
                waiting: 1,
                since: Some(now),
                deadline: now.checked_add(limit),
                ended: false,
            }),
            resuming: Mutex::new(()),
        }
    }

    /// Waits for the first turn.
    ///
    /// # Errors
    /// Those of the context.
    pub(crate) fn begin(&self, context: &Context) -> Result<Running<'_>, Error> {
        let running = Running(self);
        self.resume(context)?;
        Ok(running)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Whether the call may have a turn and has none. A thread that goes on while another still waits
    /// does without: for what the other waits, somebody may need it.
    fn wants_turn(&self) -> bool {
        self.waiting == 0 && self.turn.is_none() && !self.ended
    }
}

impl Standby for Piped {
    fn wait(&self) {
        let mut state = self.lock();
        state.waiting += 1;
        state.since.get_or_insert_with(Instant::now);
        let turn = state.turn.take();
        drop(state);
        drop(turn);
    }

    fn resume(&self, context: &Context) -> Result<(), Error> {
        let _alone = self.resuming.lock().unwrap_or_else(PoisonError::into_inner);
        let mut state = self.lock();
        state.waiting -= 1;
        let wants_turn = state.wants_turn();
        drop(state);
        let turn = if wants_turn {
            Some(self.turns.one(context)?)
        } else {
            None
        };
        let mut state = self.lock();
        // Another thread may have begun to wait in the meantime.
        if state.waiting == 0
            && let Some(since) = state.since.take()
        {
            let deadline = state.deadline;
            state.deadline = deadline.and_then(|deadline| deadline.checked_add(since.elapsed()));
        }
        if state.wants_turn() {
            state.turn = turn;
        }
        Ok(())
    }

    fn deadline(&self) -> Option<Instant> {
        let state = self.lock();
        state.deadline.filter(|_| state.since.is_none())
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.ended = true;
        let turn = state.turn.take();
        drop(state);
        drop(turn);
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use pintle_core::CancelToken;

    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    fn is_free(turns: &Arc<Queue>) -> bool {
        let soon = Context::default().with_time_limit(Duration::from_millis(1));
        turns.one(&soon).is_ok()
    }

    #[test]
    fn a_call_that_waits_has_no_turn_and_its_time_does_not_pass() {
        let turns = Arc::new(Queue::new(1));
        let context = Context::default();
        let piped = Piped::new(Arc::clone(&turns), LONG);
        let running = piped.begin(&context).unwrap();
        assert!(!is_free(&turns));
        let before = piped.deadline().unwrap();
        piped.wait();
        assert!(is_free(&turns) && piped.deadline().is_none());
        thread::sleep(Duration::from_millis(20));
        piped.resume(&context).unwrap();
        assert!(!is_free(&turns));
        assert!(piped.deadline().unwrap() >= before + Duration::from_millis(20));
        drop(running);
        assert!(is_free(&turns));
        // A thread that goes on after the call has ended takes nothing.
        piped.wait();
        piped.resume(&context).unwrap();
        assert!(is_free(&turns));
    }

    #[test]
    fn a_call_has_no_turn_while_any_of_its_threads_waits() {
        let turns = Arc::new(Queue::new(1));
        let context = Context::default();
        let piped = Piped::new(Arc::clone(&turns), LONG);
        let _running = piped.begin(&context).unwrap();
        piped.wait();
        piped.wait();
        piped.resume(&context).unwrap();
        assert!(is_free(&turns));
        piped.resume(&context).unwrap();
        assert!(!is_free(&turns));
    }

    #[test]
    fn who_waits_for_a_turn_can_be_cancelled() {
        let turns = Arc::new(Queue::new(1));
        let cancel = CancelToken::new();
        let context = Context::default().with_cancel(cancel.clone());
        let taken = turns.one(&Context::default()).unwrap();
        let piped = Piped::new(Arc::clone(&turns), LONG);
        thread::scope(|threads| {
            let begun = threads.spawn(|| piped.begin(&context).map(drop));
            cancel.cancel();
            let error = begun.join().unwrap().unwrap_err();
            assert_eq!(error.code(), "ERR_PINTLE_CANCELLED");
        });
        drop(taken);
        assert!(is_free(&turns));
    }

    #[test]
    fn two_calls_with_one_turn_go_on_in_turns() {
        let turns = Arc::new(Queue::new(1));
        let context = Context::default();
        thread::scope(|threads| {
            for _ in 0..2 {
                threads.spawn(|| {
                    let piped = Piped::new(Arc::clone(&turns), LONG);
                    let _running = piped.begin(&context).unwrap();
                    for _ in 0..1000 {
                        // Several threads of it wait, each for a moment.
                        thread::scope(|inside| {
                            for _ in 0..2 {
                                inside.spawn(|| {
                                    piped.wait();
                                    piped.resume(&context).unwrap();
                                });
                            }
                        });
                    }
                });
            }
        });
        assert!(is_free(&turns));
    }
}
