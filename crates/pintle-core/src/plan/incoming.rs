//! A `forEach` over what a source sends.

use std::{collections::VecDeque, sync::Arc};

use super::{
    activity::take_results,
    feed::Feed,
    run::Run,
    state::{Each, State, Task},
};
use crate::{
    Value,
    stream::{Queue, Taken},
};

/// What a `forEach` reads from a source.
pub(super) struct Incoming {
    feed: Feed,
    /// What was taken, and not begun yet.
    taken: VecDeque<Value>,
    ended: bool,
}

impl Incoming {
    /// Whether there will be no further item.
    pub(super) fn is_over(&self) -> bool {
        self.ended && self.taken.is_empty()
    }

    /// Ends the source.
    pub(super) fn leave(&self) {
        self.feed.leave();
    }
}

impl Run {
    /// Starts the source of a `forEach`.
    pub(super) fn open_pipe(self: &Arc<Self>, state: &mut State, index: usize) -> Option<Each> {
        let pipe = self.pipes_to(index).first()?;
        let feed = self.start_source(state, pipe.source);
        self.activity.began(&self.work_context);
        let taken = VecDeque::new();
        Some(Each {
            incoming: Some(Incoming {
                feed,
                taken,
                ended: false,
            }),
            ..self.each_of(state, index, Value::Null)
        })
    }

    /// The next item from a source, or what waits for it, or the end.
    pub(super) fn take_incoming(&self, state: &mut State, index: usize) -> Option<Task> {
        let keeps = self.pipes.as_ref().is_some_and(|pipes| pipes.used[index]);
        let each = state.each[index].as_mut()?;
        let incoming = each.incoming.as_mut()?;
        while each.failed.is_none() {
            if let Some(item) = incoming.taken.pop_front() {
                let number = each.next;
                if keeps {
                    if let Err(error) = take_results(1, &self.work_context) {
                        each.failed = Some((number, error));
                        break;
                    }
                    each.results.push(None);
                }
                each.next += 1;
                each.running += 1;
                let list = Value::list(vec![item]);
                let outside = Arc::clone(&each.outside);
                return Some(Task::Item(index, number, (list, 0), outside));
            }
            match incoming.feed.queue.take(usize::MAX) {
                Taken::Items(items) => {
                    incoming.taken = items.into();
                    // A call is running, the source's.
                    self.activity.began(&self.work_context);
                }
                Taken::End(Ok(())) => {
                    incoming.ended = true;
                    break;
                }
                Taken::End(Err(error)) => {
                    incoming.ended = true;
                    each.failed = Some((each.next, error));
                }
                Taken::Nothing => {
                    state.ready.remove(index);
                    let queue = Arc::clone(&incoming.feed.queue);
                    return Some(Task::Await(index, queue));
                }
            }
        }
        state.ready.remove(index);
        if each.running == 0 {
            self.end_each(state, index);
        }
        None
    }

    /// Lets a `forEach` continue once its source has sent something.
    pub(super) fn await_items(self: &Arc<Self>, index: usize, queue: &Queue<Value>) {
        let run = Arc::clone(self);
        queue.when_ready(move || {
            let mut state = run.lock();
            if state.ends[index].is_some() || state.each[index].is_none() {
                return;
            }
            state.ready.insert(index);
            if state.caller_waits {
                run.changed.notify_one();
            } else {
                run.call_for_help(&mut state, true);
            }
        });
    }
}
