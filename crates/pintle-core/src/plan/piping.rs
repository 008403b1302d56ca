//! Running steps that pass their results on as they come.

use std::{collections::VecDeque, sync::Arc};

use super::{
    Call, Status, Step, Work, perform,
    pipes::{Pipe, Pipes},
    run::Run,
    state::{Each, End, State, Task},
};
use crate::{
    Context, Error, Value,
    clock::Instant,
    errors, pool,
    stream::{Queue, Taken, Target},
};

/// What a `forEach` reads from a source.
pub(super) struct Incoming {
    queue: Arc<Queue<Value>>,
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
        self.queue.leave();
    }
}

impl Run {
    /// Starts the source of a `forEach`.
    pub(super) fn open_pipe(self: &Arc<Self>, state: &mut State, index: usize) -> Option<Each> {
        let pipe = self.pipes()?.sources[index].first()?;
        let queue = self.start_source(state, pipe.source);
        self.activity.began(&self.work_context);
        let taken = VecDeque::new();
        Some(Each {
            incoming: Some(Incoming {
                queue,
                taken,
                ended: false,
            }),
            ..self.each_of(state, index, Value::Null)
        })
    }

    /// The next item from a source, or what waits for it, or the end.
    pub(super) fn take_incoming(&self, state: &mut State, index: usize) -> Option<Task> {
        let keeps = self.pipes().is_some_and(|pipes| pipes.used[index]);
        let each = state.each[index].as_mut()?;
        let incoming = each.incoming.as_mut()?;
        while each.failed.is_none() {
            if let Some(item) = incoming.taken.pop_front() {
                let number = each.next;
                each.next += 1;
                each.running += 1;
                if keeps {
                    each.results.push(None);
                }
                let list = Value::list(vec![item]);
                let outside = Arc::clone(&each.outside);
                return Some(Task::Item(index, number, (list, 0), outside));
            }
            match incoming.queue.take(usize::MAX) {
                Taken::Items(items) => incoming.taken = items.into(),
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
                    let queue = Arc::clone(&incoming.queue);
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

    /// Runs a command, with its sources if it has any.
    pub(super) fn invoke(
        self: &Arc<Self>,
        index: usize,
        call: &Call,
        params: &Value,
        context: &Context,
    ) -> Result<Value, Error> {
        let step = &self.plan.block.steps[index];
        let pipes = self.pipes_to(index);
        if pipes.is_empty() {
            return perform::invoke(step, call, params, context, &self.activity);
        }
        let mut state = self.lock();
        let inputs: Vec<_> = pipes
            .iter()
            .filter_map(|pipe| {
                let name = pipe.input.clone()?;
                Some((name, self.start_source(&mut state, pipe.source)))
            })
            .collect();
        drop(state);
        let inputs: Arc<[_]> = inputs.into();
        let fed = context.clone().with_inputs(Some(Arc::clone(&inputs)));
        let outcome = perform::invoke(step, call, params, &fed, &self.activity);
        for (_, queue) in inputs.iter() {
            // It need not have read anything.
            queue.leave();
        }
        outcome
    }

    /// Starts a source on a thread of its own, and returns where its results go.
    fn start_source(self: &Arc<Self>, state: &mut State, source: usize) -> Arc<Queue<Value>> {
        let queue = Arc::new(Queue::default());
        state.started[source] = Some(Instant::now());
        let step = &self.plan.block.steps[source];
        let Work::Call(call) = &step.work else {
            unreachable!("only calls are sources")
        };
        let params = perform::params(
            step,
            call,
            self.pipes_to(source),
            &self.scope(&state.results),
        );
        let (run, to) = (Arc::clone(self), Arc::clone(&queue));
        let thread = pool::thread("pintle-pipe");
        if let Err(error) = thread.spawn(move || run.produce(source, params, &to)) {
            queue.end(Err(source_failed()));
            let error = Error::from(error);
            self.end(state, source, Err((None, error)));
        }
        queue
    }

    /// Runs a source.
    fn produce(
        self: &Arc<Self>,
        index: usize,
        params: Result<Value, Error>,
        queue: &Arc<Queue<Value>>,
    ) {
        self.announce(index, "running", None);
        let step: &Step = &self.plan.block.steps[index];
        let Work::Call(call) = &step.work else {
            unreachable!("only calls are sources")
        };
        let context = perform::limited(&self.work_context, step)
            .into_owned()
            .with_output(Some(Target::command(Arc::clone(queue))));
        let outcome = params.and_then(|params| self.invoke(index, call, &params, &context));
        let end = match &outcome {
            Ok(_) => Ok(()),
            Err(_) => Err(source_failed()),
        };
        let mut state = self.lock();
        if let Some(consumer) = self.pipes().and_then(|pipes| pipes.consumers[index]) {
            let is_left = queue.is_left() && outcome.as_ref().is_err_and(is_cancelled);
            if is_left && state.ends[consumer].is_none() {
                state.left[index] = true;
                return;
            }
            state.torn[consumer] |= end.is_err();
        }
        let outcome = outcome.map(|_| Value::Null).map_err(|error| (None, error));
        self.end(&mut state, index, outcome);
        drop(state);
        // Only now: what the consumer does next depends on how this has ended.
        queue.end(end);
    }

    /// What a step reads from.
    pub(super) fn pipes_to(&self, index: usize) -> &[Pipe] {
        self.pipes().map_or(&[], |pipes| &pipes.sources[index])
    }

    /// The pipes, if results are passed on as they come. Under a policy they are not: calls wait for
    /// their turn then, and for each other's folders.
    pub(super) fn pipes(&self) -> Option<&Pipes> {
        let pipes = self.plan.pipes.as_ref();
        pipes.filter(|_| pool::HAS_THREADS && self.work_context.guard().is_none())
    }

    /// Ends the sources of a step that has ended. Returns those that never started; and those that have
    /// ended because it wanted no more, which are well if it is.
    pub(super) fn tear(&self, state: &mut State, index: usize) -> (Vec<usize>, Vec<(usize, End)>) {
        if let Some(each) = state.each[index].take()
            && let Some(incoming) = each.incoming
        {
            incoming.leave();
        }
        let pipes = self.pipes_to(index);
        let (mut others, mut left) = (Vec::new(), Vec::new());
        for Pipe { source, .. } in pipes {
            match state.started[*source] {
                _ if state.ends[*source].is_some() => {}
                None => others.push(*source),
                Some(started) if state.left[*source] => {
                    let end = End {
                        status: Self::status_of_source(state, index),
                        error: None,
                        item: None,
                        duration: started.elapsed(),
                    };
                    left.push((*source, end));
                }
                Some(_) => state.torn[*source] = true,
            }
        }
        (others, left)
    }

    /// How a source has ended that was cancelled because its consumer wanted no more.
    pub(super) fn status_of_source(state: &State, consumer: usize) -> Status {
        match &state.ends[consumer] {
            Some(end) if end.status == Status::Ok => Status::Ok,
            _ => Status::Cancelled,
        }
    }

    /// How a step has ended that was cancelled with one that it is piped to or from; nothing if it was
    /// not.
    pub(super) fn torn(&self, state: &State, index: usize, error: &Error) -> Option<Status> {
        if !state.torn[index] || !is_cancelled(error) {
            return None;
        }
        let consumer = self.pipes().and_then(|pipes| pipes.consumers[index]);
        Some(consumer.map_or(Status::Cancelled, |consumer| {
            Self::status_of_source(state, consumer)
        }))
    }
}

fn is_cancelled(error: &Error) -> bool {
    *error.kind() == errors::CANCELLED
}

fn source_failed() -> Error {
    Error::new(&errors::CANCELLED, "the step that it reads from has failed")
}
