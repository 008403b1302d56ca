//! How steps end, and what follows from it.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use super::{
    OnError, Status,
    run::Run,
    state::{End, State},
};
use crate::{Error, Name, Progress, Value, errors};

impl Run {
    /// Ends a step that could have started but no longer may.
    pub(super) fn give_up(&self, state: &mut State, index: usize, error: Error) {
        if state.each[index]
            .as_ref()
            .is_some_and(|each| each.running > 0)
        {
            // The thread that finishes its last item ends it.
            if let Some(each) = &mut state.each[index] {
                let next = each.next;
                each.failed.get_or_insert((next, error));
            }
            return;
        }
        let status = match (state.stopped, state.started[index]) {
            (true, None) => Status::Skipped,
            _ if *error.kind() == errors::CANCELLED => Status::Cancelled,
            _ => Status::Error,
        };
        let error = (status == Status::Error).then_some(error);
        self.close(
            state,
            index,
            End {
                status,
                error,
                item: None,
                duration: Duration::ZERO,
            },
        );
    }

    /// Records the outcome of a step.
    pub(super) fn end(
        &self,
        state: &mut State,
        index: usize,
        outcome: Result<Value, (Option<usize>, Error)>,
    ) {
        let duration = state.started[index].map_or(Duration::ZERO, |started| started.elapsed());
        let end = match outcome {
            Ok(result) => {
                state.results[index] = Some(result);
                End {
                    status: Status::Ok,
                    error: None,
                    item: None,
                    duration,
                }
            }
            Err((item, error)) => {
                // A step cancelled because the plan stopped did not fail itself.
                let cancelled = *error.kind() == errors::CANCELLED && self.stop.is_cancelled();
                let status = if cancelled {
                    Status::Cancelled
                } else {
                    self.torn(state, index, &error).unwrap_or(Status::Error)
                };
                End {
                    status,
                    error: (status != Status::Ok).then_some(error),
                    item,
                    duration,
                }
            }
        };
        self.close(state, index, end);
    }

    /// Ends a step, and lets those that waited for it continue, or end too.
    fn close(&self, state: &mut State, index: usize, end: End) {
        // Those that needed it can no longer run.
        let mut skipped = BTreeSet::new();
        let mut ended = Vec::new();
        let mut next = Some((index, end));
        while let Some((index, end)) = next {
            let status = end.status;
            state.ends[index] = Some(end);
            state.open -= 1;
            self.announce(index, status.name(), Some(state.ends.len() - state.open));
            let (others, mut left) = self.tear(state, index);
            skipped.extend(others);
            ended.append(&mut left);
            for after in self.before(index) {
                if state.ends[*after].is_some() {
                    continue;
                }
                if status == Status::Ok {
                    state.waiting[*after] -= 1;
                    if state.waiting[*after] == 0 {
                        state.ready.insert(*after);
                    }
                } else {
                    skipped.insert(*after);
                }
            }
            if status == Status::Error && self.plan.on_error == OnError::Stop && !state.stopped {
                state.stopped = true;
                self.stop.cancel();
            }
            next = ended.pop().or_else(|| {
                let index = skipped.pop_first()?;
                let end = End {
                    status: Status::Skipped,
                    error: None,
                    item: None,
                    duration: Duration::ZERO,
                };
                Some((index, end))
            });
        }
        // Only the caller ever waits; a notification without waiters would still cost a system
        // call.
        if state.caller_waits {
            self.changed.notify_one();
        }
    }

    /// Reports the outcome of a step to a listener.
    pub(super) fn announce(&self, index: usize, status: &'static str, done: Option<usize>) {
        if self.context.wants_progress() {
            let steps = &self.plan.block.steps;
            let detail = [
                (
                    Name::Borrowed("step"),
                    Value::String(Arc::clone(&steps[index].id)),
                ),
                (Name::Borrowed("status"), Value::from(status)),
            ];
            let done = done.unwrap_or_else(|| steps.len() - self.lock().open);
            self.context.progress(Progress {
                done: done as f64,
                total: Some(steps.len() as f64),
                detail: Some(detail.into_iter().collect()),
            });
        }
    }
}
