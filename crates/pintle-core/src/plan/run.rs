//! Running a plan.
//!
//! The caller's thread works through the steps that can start, lowest index first. While other
//! blocking steps could start too, helpers from the pool join it, up to the plan's concurrency.
//! Helpers never wait, and the caller can do everything alone, so plans cannot starve each other of
//! threads.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::{
    Plan, Report, Work,
    activity::Activity,
    perform,
    pipes::Pipes,
    reference::Scope,
    state::{State, Task},
    waits::Waits,
};
use crate::{CancelToken, Context, Error, Value, clock::Instant, errors, pool};

/// Runs a plan. With `reports_results`, one without outputs reports the results of its steps.
pub(super) fn run(
    plan: &Arc<Plan>,
    input: Value,
    context: &Context,
    reports_results: bool,
) -> Report {
    let context = match plan.time_limit {
        Some(limit) => context.clone().with_time_limit(limit),
        None => context.clone(),
    };
    let context = match context.guard().and_then(|guard| guard.budget()) {
        Some(budget) => context.with_budget(budget),
        None => context,
    };
    let stop = CancelToken::new();
    let stopping = stop.clone();
    let outside = context.on_cancel(move || stopping.cancel());
    let work_context = context
        .clone()
        .with_cancel(stop.clone())
        .with_progress(None)
        .with_output(None)
        .with_inputs(None);
    let guard = context.guard().map(|guard| &**guard);
    let (pipes, threads) = Pipes::of(plan, reports_results, guard).unzip();
    let waits = pipes.as_ref().map(|pipes| Waits::of(&plan.block, pipes));
    let state = State::new(&plan.block.steps, pipes.as_ref(), waits.as_ref());
    let run = Arc::new(Run {
        state: Mutex::new(state),
        changed: Condvar::new(),
        plan: Arc::clone(plan),
        reports_results: reports_results && plan.block.outputs.is_none(),
        pipes,
        waits,
        activity: Activity::new(),
        input,
        work_context,
        context,
        stop,
    });
    run.work(true);
    drop(outside);
    drop(threads);
    run.report()
}

pub(super) struct Run {
    pub(super) plan: Arc<Plan>,
    /// Whether the report has the results of the steps.
    pub(super) reports_results: bool,
    /// How results are passed on as they come, if any are.
    pub(super) pipes: Option<Pipes>,
    waits: Option<Waits>,
    pub(super) activity: Activity,
    pub(super) input: Value,
    /// The caller's context.
    pub(super) context: Context,
    /// The context of the steps: it is also cancelled when the plan stops.
    pub(super) work_context: Context,
    pub(super) stop: CancelToken,
    state: Mutex<State>,
    pub(super) changed: Condvar,
}

impl Run {
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Works until there is nothing left to do for now (a helper) or at all (the caller).
    fn work(self: &Arc<Self>, caller: bool) {
        let mut state = self.lock();
        while state.open > 0 {
            if let Some(task) = self.take(&mut state) {
                if let Task::Await(index, queue) = &task {
                    // Its source may have sent something by now, and call back from here.
                    drop(state);
                    self.await_items(*index, queue);
                    state = self.lock();
                    continue;
                }
                self.call_for_help(&mut state, self.blocks(&task));
                drop(state);
                state = self.perform(task);
            } else if state.open == 0 {
                // Ending steps that can no longer start may have been the last thing to do.
                break;
            } else if caller {
                state.caller_waits = true;
                let woken = pool::while_waiting(|| self.changed.wait(state));
                state = woken.unwrap_or_else(PoisonError::into_inner);
                state.caller_waits = false;
            } else {
                break;
            }
        }
        if !caller {
            state.helpers -= 1;
        }
    }

    /// Lets a helper join when there is more blocking work, or any work at all while this thread
    /// does blocking work. Otherwise waking a thread would cost more than the work.
    pub(super) fn call_for_help(self: &Arc<Self>, state: &mut State, is_blocked: bool) {
        let wanted =
            pool::HAS_THREADS && state.helpers + 1 < self.plan.concurrency && self.plan.blocks;
        let ready = if is_blocked {
            !state.ready.is_empty()
        } else {
            state.ready.blocks()
        };
        if wanted && ready {
            state.helpers += 1;
            let run = Arc::clone(self);
            pool::spawn(move || run.work(false));
        }
    }

    fn blocks(&self, task: &Task) -> bool {
        let (Task::Call(index, _) | Task::Item(index, ..) | Task::Await(index, _)) = task;
        self.plan.block.steps[*index].blocks
    }

    /// The next thing to do.
    fn take(self: &Arc<Self>, state: &mut State) -> Option<Task> {
        loop {
            let index = state.ready.first()?;
            if let Err(error) = self.may_start(state) {
                state.ready.remove(index);
                self.give_up(state, index, error);
                continue;
            }
            state.started[index].get_or_insert_with(Instant::now);
            let step = &self.plan.block.steps[index];
            match &step.work {
                Work::Call(call) => {
                    state.ready.remove(index);
                    let params = perform::params(
                        step,
                        call,
                        self.pipes_to(index),
                        &self.scope(&state.results),
                    );
                    return Some(Task::Call(index, params));
                }
                Work::ForEach { list, .. } => {
                    if state.each[index].is_none() {
                        state.each[index] = self.open_pipe(state, index);
                    }
                    if state.each[index].is_none() {
                        match self.open_list(state, index, list) {
                            Ok(each) => state.each[index] = Some(each),
                            Err(error) => {
                                state.ready.remove(index);
                                self.end(state, index, Err((None, error)));
                                continue;
                            }
                        }
                    }
                    if let Some(task) = self.take_item(state, index) {
                        return Some(task);
                    }
                }
            }
        }
    }

    /// Why no further step may start, if so.
    fn may_start(&self, state: &State) -> Result<(), Error> {
        self.context.check()?;
        if state.stopped {
            return Err(Error::new(&errors::CANCELLED, "another step failed"));
        }
        Ok(())
    }

    fn perform(self: &Arc<Self>, task: Task) -> MutexGuard<'_, State> {
        match task {
            Task::Call(index, params) => {
                let step = &self.plan.block.steps[index];
                self.announce(index, "running", None);
                let Work::Call(call) = &step.work else {
                    unreachable!("it was taken as a call")
                };
                let context = perform::limited(&self.work_context, step);
                let outcome = params.and_then(|params| self.invoke(index, call, &params, &context));
                let mut state = self.lock();
                self.end(&mut state, index, outcome.map_err(|error| (None, error)));
                state
            }
            Task::Await(..) => unreachable!("it is nothing to perform"),
            Task::Item(index, item, (list, place), outside) => {
                if item == 0 {
                    self.announce(index, "running", None);
                }
                let outcome = self.perform_item(index, place, &list, &self.scope(&outside));
                let mut state = self.lock();
                if let Some(each) = &mut state.each[index] {
                    each.running -= 1;
                    match outcome {
                        // One that nobody needs is not kept.
                        Ok(result) => {
                            if let Some(place) = each.results.get_mut(item) {
                                *place = Some(result);
                            }
                        }
                        Err(error) => {
                            // The first failing item in list order is the one reported.
                            if each
                                .failed
                                .as_ref()
                                .is_none_or(|(earlier, _)| item < *earlier)
                            {
                                each.failed = Some((item, error));
                            }
                        }
                    }
                    if each.is_dispatched() && each.running == 0 {
                        state.ready.remove(index);
                        self.end_each(&mut state, index);
                    }
                }
                state
            }
        }
    }

    /// The steps that must finish before one can start.
    pub(super) fn after(&self, index: usize) -> &[usize] {
        match &self.waits {
            Some(waits) => waits.after(index),
            None => &self.plan.block.steps[index].after,
        }
    }

    /// The steps that wait for one.
    pub(super) fn before(&self, index: usize) -> &[usize] {
        match &self.waits {
            Some(waits) => waits.before(index),
            None => &self.plan.block.steps[index].before,
        }
    }

    pub(super) fn scope<'a>(&'a self, results: &'a [Option<Value>]) -> Scope<'a> {
        Scope {
            results,
            item: None,
            outer: None,
            input: &self.input,
        }
    }
}
