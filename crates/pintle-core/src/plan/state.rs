//! The state of a running plan.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use super::{Status, Step, incoming::Incoming, pipes::Pipes, waits::Waits};
use crate::{Error, Value, clock::Instant, stream::Queue};

pub(super) struct State {
    /// Steps that can start, and those of `forEach` with items that can.
    pub(super) ready: Ready,
    /// For each step, how many others it still waits for.
    pub(super) waiting: Vec<usize>,
    pub(super) results: Vec<Option<Value>>,
    pub(super) ends: Vec<Option<End>>,
    pub(super) each: Vec<Option<Each>>,
    pub(super) started: Vec<Option<Instant>>,
    /// The number of steps that have not ended.
    pub(super) open: usize,
    pub(super) helpers: usize,
    /// Whether the caller currently has nothing to do.
    pub(super) caller_waits: bool,
    /// A step failed, and no other may start.
    pub(super) stopped: bool,
    /// For each step, whether one that it reads from has failed, or the one that reads from it has
    /// ended.
    pub(super) torn: Vec<bool>,
    /// For each step, whether it has ended because the one that reads from it wants no more. How it
    /// ended depends on that one's end.
    pub(super) left: Vec<bool>,
}

/// The outcome of a step.
pub(super) struct End {
    pub(super) status: Status,
    pub(super) error: Option<Error>,
    pub(super) item: Option<usize>,
    pub(super) duration: Duration,
}

/// A `forEach` that is running.
pub(super) struct Each {
    pub(super) list: Value,
    /// The items in place of the list, if they come from a source.
    pub(super) incoming: Option<Incoming>,
    /// The results of outer steps that its body may refer to.
    pub(super) outside: Arc<[Option<Value>]>,
    pub(super) next: usize,
    pub(super) running: usize,
    pub(super) results: Vec<Option<Value>>,
    pub(super) failed: Option<(usize, Error)>,
}

/// Something to do.
pub(super) enum Task {
    /// A step, with its parameters or the error in them.
    Call(usize, Result<Value, Error>),
    /// An item of a `forEach`, with the list, its place there, and the results outside.
    Item(usize, usize, (Value, usize), Arc<[Option<Value>]>),
    /// To wait for the next item of a `forEach`.
    Await(usize, Arc<Queue<Value>>),
}

/// Steps that can start, in the order of the document.
pub(super) struct Ready {
    steps: BTreeSet<usize>,
    /// How many of them may take long.
    blocking: usize,
    /// Which steps of the plan may take long.
    blocks: Vec<bool>,
}

impl Ready {
    fn new(steps: &[Step], waiting: &[usize], pipes: Option<&Pipes>) -> Self {
        let mut ready = Self {
            steps: BTreeSet::new(),
            blocking: 0,
            blocks: steps.iter().map(|step| step.blocks).collect(),
        };
        // Sources are started by those that read from them.
        let is_source = |index: usize| pipes.is_some_and(|pipes| pipes.consumers[index].is_some());
        for index in (0..steps.len()).filter(|index| waiting[*index] == 0 && !is_source(*index)) {
            ready.insert(index);
        }
        ready
    }

    pub(super) fn insert(&mut self, index: usize) {
        if self.steps.insert(index) {
            self.blocking += usize::from(self.blocks[index]);
        }
    }

    pub(super) fn remove(&mut self, index: usize) {
        if self.steps.remove(&index) {
            self.blocking -= usize::from(self.blocks[index]);
        }
    }

    pub(super) fn first(&self) -> Option<usize> {
        self.steps.first().copied()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Whether one of them may take long.
    pub(super) fn blocks(&self) -> bool {
        self.blocking > 0
    }
}

impl Each {
    /// Whether all items have begun, or no further one may.
    pub(super) fn is_dispatched(&self) -> bool {
        self.failed.is_some()
            || match &self.incoming {
                Some(incoming) => incoming.is_over(),
                None => self.next == self.results.len(),
            }
    }
}

impl State {
    pub(super) fn new(steps: &[Step], pipes: Option<&Pipes>, waits: Option<&Waits>) -> Self {
        let waiting: Vec<usize> = steps
            .iter()
            .enumerate()
            .map(|(index, step)| waits.map_or(step.after.len(), |waits| waits.after(index).len()))
            .collect();
        Self {
            ready: Ready::new(steps, &waiting, pipes),
            waiting,
            results: vec![None; steps.len()],
            ends: steps.iter().map(|_| None).collect(),
            each: steps.iter().map(|_| None).collect(),
            started: vec![None; steps.len()],
            open: steps.len(),
            helpers: 0,
            caller_waits: false,
            stopped: false,
            torn: vec![false; steps.len()],
            left: vec![false; steps.len()],
        }
    }
}
