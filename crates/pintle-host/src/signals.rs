//! Ctrl-C, requests to exit, and finding out how programs end.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use std::{
    process,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use pintle::CancelToken;

use crate::exit::tell;
#[cfg(unix)]
use unix as system;
#[cfg(windows)]
use windows as system;

pub(crate) use system::broken_pipe;

/// One request to exit may arrive as several signals: `timeout` sends its signal to the program and
/// then to the program's group, and so do npm and a shell whose terminal is closed.
const ONE_WISH: Duration = Duration::from_millis(100);

/// Handles requests to exit (SIGINT, SIGTERM, SIGHUP, or closing the console), so that no program
/// that it runs and no partial file stays behind. The second one ends the process immediately.
#[derive(Clone, Debug)]
pub(crate) struct Stop {
    token: CancelToken,
    state: Arc<Mutex<State>>,
}

#[derive(Clone, Copy, Debug, Default)]
struct State {
    phase: Phase,
    /// The first signal, and when it arrived.
    first: Option<(system::Signal, Instant)>,
}

/// The effect of a request to exit.
#[derive(Clone, Copy, Debug, Default)]
enum Phase {
    /// Nothing has started that could stay behind.
    #[default]
    Idle,
    /// The same, while the other side of a conversation has not sent anything yet.
    Greeting,
    /// The running work is to be cancelled.
    Working,
}

impl Stop {
    /// Begins to listen.
    pub(crate) fn listen() -> Self {
        let stop = Self {
            token: CancelToken::new(),
            state: Arc::default(),
        };
        let asked = stop.clone();
        if let Err(error) = system::each_time(move |signal| asked.hear(signal)) {
            tell(&format!(
                "warning: signals end this process immediately: {error}"
            ));
        }
        system::hear_ends();
        stop
    }

    /// What is cancelled when the process is asked to exit.
    pub(crate) fn token(&self) -> &CancelToken {
        &self.token
    }

    /// From now on the end of the process is the end of a conversation.
    pub(crate) fn greet(&self) {
        self.enter(Phase::Greeting);
    }

    /// From now on there is something to cancel.
    pub(crate) fn work(&self) {
        self.enter(Phase::Working);
    }

    /// From now on there is nothing left to cancel.
    pub(crate) fn rest(&self) {
        self.enter(Phase::Idle);
    }

    /// Unless a conversation was cancelled, ends the process by the signal that was received. So
    /// whoever waits for the process sees why it ended: a shell ends its loop as well.
    pub(crate) fn end(&self) {
        let State { phase, first } = *self.lock();
        if let (Phase::Idle, Some((signal, _))) = (phase, first) {
            system::end_by(signal);
        }
    }

    fn enter(&self, phase: Phase) {
        self.lock().phase = phase;
    }

    fn hear(&self, signal: system::Signal) {
        let mut state = self.lock();
        match (state.phase, state.first) {
            (Phase::Working, None) => {
                state.first = Some((signal, Instant::now()));
                drop(state);
                self.token.cancel();
            }
            (_, Some((_, when))) if when.elapsed() < ONE_WISH => {}
            (Phase::Greeting, None) => process::exit(0),
            _ => system::end_by(signal),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
