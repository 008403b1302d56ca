//! Running steps of a plan that pass their results on as they come.

use std::sync::Arc;

use super::{
    Call, Status, Step,
    feed::{Feed, Outlet, is_cancelled},
    perform,
    pipes::Pipe,
    run::Run,
    state::{End, State},
};
use crate::{Context, Error, Value, clock::Instant, pool};

impl Run {
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
        let feeds: Vec<_> = pipes
            .iter()
            .filter_map(|pipe| {
                let name = pipe.input.clone()?;
                Some((name, self.start_source(&mut state, pipe.source)))
            })
            .collect();
        drop(state);
        let inputs = feeds.iter();
        let inputs = inputs.map(|(name, feed)| (name.clone(), Arc::clone(&feed.queue)));
        let fed = context.clone().with_pipes(inputs.collect());
        let outcome = perform::invoke(step, call, params, &fed, &self.activity);
        for (_, feed) in feeds {
            // It need not have read anything.
            feed.leave();
        }
        outcome
    }

    /// Starts a source on a thread of its own.
    pub(super) fn start_source(self: &Arc<Self>, state: &mut State, source: usize) -> Feed {
        state.started[source] = Some(Instant::now());
        let (feed, outlet) = Feed::open(&self.work_context, &self.activity);
        let step = &self.plan.block.steps[source];
        let call = step.source();
        let scope = self.scope(&state.results);
        let params = perform::params(step, call, self.pipes_to(source), &scope);
        let run = Arc::clone(self);
        let thread = pool::thread("pintle-pipe");
        if let Err(error) = thread.spawn(move || run.produce(source, params, &outlet)) {
            feed.fail();
            self.end(state, source, Err((None, Error::from(error))));
        }
        feed
    }

    /// Runs a source.
    fn produce(self: &Arc<Self>, index: usize, params: Result<Value, Error>, outlet: &Outlet) {
        self.announce(index, "running", None);
        let step: &Step = &self.plan.block.steps[index];
        let call = step.source();
        let context = perform::limited(&outlet.context, step);
        let outcome = params.and_then(|params| self.invoke(index, call, &params, &context));
        let is_well = outcome.is_ok();
        let mut state = self.lock();
        if let Some(consumer) = self.pipes.as_ref().and_then(|pipes| pipes.consumers[index]) {
            if outlet.is_left(&outcome) && state.ends[consumer].is_none() {
                state.left[index] = true;
                return;
            }
            state.torn[consumer] |= !is_well;
        }
        let outcome = outcome.map(|_| Value::Null).map_err(|error| (None, error));
        self.end(&mut state, index, outcome);
        drop(state);
        // Only now: what the consumer does next depends on how this has ended.
        outlet.end(is_well);
    }

    /// What a step reads from.
    pub(super) fn pipes_to(&self, index: usize) -> &[Pipe] {
        self.pipes
            .as_ref()
            .map_or(&[], |pipes| &pipes.sources[index])
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
        let consumer = self.pipes.as_ref().and_then(|pipes| pipes.consumers[index]);
        Some(consumer.map_or(Status::Cancelled, |consumer| {
            Self::status_of_source(state, consumer)
        }))
    }
}
