//! Iterating over the list of a `forEach`.

use std::sync::Arc;

use super::{
    Work,
    activity::take_results,
    body::{self, Body},
    perform,
    reference::{Reference, Scope},
    run::Run,
    state::{Each, State, Task},
};
use crate::{Error, Value, data::Source, errors, pointer};

impl Run {
    pub(super) fn open_list(
        &self,
        state: &State,
        index: usize,
        list: &Reference,
    ) -> Result<Each, Error> {
        let place = format!("{}/forEach", self.plan.block.steps[index].pointer);
        let list = list
            .resolve(&self.scope(&state.results))
            .map_err(|error| error.at(&place))?;
        let length = match &list {
            Value::List(items) | Value::Set(items) => items.len(),
            Value::Strings(items) => items.len(),
            Value::Column(column) => column.len(),
            other => {
                let message = format!("expected a list, got {}", other.view().describe());
                return Err(Error::new(&errors::INVALID_TYPE, message).at(&place));
            }
        };
        take_results(length, &self.work_context)?;
        self.activity.began(&self.work_context);
        Ok(Each {
            results: vec![None; length],
            ..self.each_of(state, index, list)
        })
    }

    /// A `forEach` over a list, before any item.
    pub(super) fn each_of(&self, state: &State, index: usize, list: Value) -> Each {
        Each {
            list,
            incoming: None,
            outside: outside(state, self.after(index)),
            next: 0,
            running: 0,
            results: Vec::new(),
            failed: None,
        }
    }

    /// The next item of a `forEach`, or its end when there is none.
    pub(super) fn take_item(&self, state: &mut State, index: usize) -> Option<Task> {
        let each = state.each[index].as_mut()?;
        if each.incoming.is_some() {
            return self.take_incoming(state, index);
        }
        if each.next < each.results.len() && each.failed.is_none() {
            let item = each.next;
            each.next += 1;
            each.running += 1;
            if each.next == each.results.len() {
                state.ready.remove(index);
            }
            let (list, outside) = (each.list.clone(), Arc::clone(&each.outside));
            return Some(Task::Item(index, item, (list, item), outside));
        }
        state.ready.remove(index);
        if each.running == 0 {
            self.end_each(state, index);
        }
        None
    }

    pub(super) fn end_each(&self, state: &mut State, index: usize) {
        let Some(each) = state.each[index].take() else {
            return;
        };
        if let Some(incoming) = &each.incoming {
            incoming.leave();
        }
        let outcome = match each.failed {
            Some((item, error)) => Err((Some(item), error)),
            None => Ok(Value::list(each.results.into_iter().flatten().collect())),
        };
        self.end(state, index, outcome);
    }

    pub(super) fn perform_item(
        &self,
        index: usize,
        item: usize,
        list: &Value,
        outer: &Scope<'_>,
    ) -> Result<Value, Error> {
        let step = &self.plan.block.steps[index];
        let Work::ForEach { body, .. } = &step.work else {
            unreachable!("only forEach has items")
        };
        let pipes = self.pipes.as_ref().and_then(|pipes| pipes.body(index));
        let body = Body { block: body, pipes };
        let item = pointer::resolve(list, &[item.to_string()]).ok();
        let context = perform::limited(&self.work_context, step);
        body::run(body, item, outer, &context, &self.activity)
    }
}

/// The results that the body of a `forEach` may refer to, shared so that its items run without the
/// lock.
fn outside(state: &State, after: &[usize]) -> Arc<[Option<Value>]> {
    let mut results = vec![None; after.last().map_or(0, |last| last + 1)];
    for index in after {
        results[*index].clone_from(&state.results[*index]);
    }
    results.into()
}
