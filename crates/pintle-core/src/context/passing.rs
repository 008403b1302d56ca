//! What is passed on to a command by whoever calls it: a transport, a plan or a policy.

use std::{sync::Arc, time::Duration};

use super::Context;
use crate::{
    Budget, Caller, CancelToken, Confinement, Error, Guard, ProgressListener, ResourceTable, Value,
    budget::Tab,
    callback::Carrier,
    clock::Instant,
    resource::Lease,
    stream::{Inputs, Target},
};

impl Context {
    /// A context that ends when `cancel` does.
    #[must_use]
    pub fn with_cancel(mut self, cancel: CancelToken) -> Self {
        self.cancel = Some(cancel);
        self
    }

    /// A context that ends after `limit`, or earlier if it already had an earlier end.
    #[must_use]
    pub fn with_time_limit(mut self, limit: Duration) -> Self {
        let deadline = Instant::now().checked_add(limit);
        self.deadline = match (self.deadline, deadline) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        self
    }

    /// A context whose progress is sent to `listener`, if there is one.
    #[must_use]
    pub fn with_progress(mut self, listener: Option<Arc<ProgressListener>>) -> Self {
        self.progress = listener;
        self
    }

    /// A context whose calls `guard` decides about.
    #[must_use]
    pub fn with_guard(mut self, guard: Arc<dyn Guard>) -> Self {
        self.guard = Some(guard);
        self
    }

    /// A context whose commands open files and folders only through `confinement`.
    #[must_use]
    pub fn with_confinement(mut self, confinement: Arc<dyn Confinement>) -> Self {
        self.confinement = Some(confinement);
        self
    }

    /// A context for a call made in the folder and with the environment of `caller`.
    #[must_use]
    pub fn with_caller(mut self, caller: Arc<Caller>) -> Self {
        self.caller = Some(caller);
        self
    }

    /// A context for one call, or one plan, whose answer is charged to `budget`.
    #[must_use]
    pub fn with_budget(mut self, budget: Budget) -> Self {
        self.tab = Some(Arc::new(Tab::new(budget)));
        self
    }

    /// A context whose answer is charged to nobody: what a command works with, but does not return.
    #[must_use]
    pub fn uncounted(&self) -> Self {
        Self {
            tab: None,
            ..self.clone()
        }
    }

    /// A context for one call, or one plan, of a caller who holds the resources in `table` by their
    /// numbers.
    #[must_use]
    pub fn with_resources(mut self, table: Arc<ResourceTable>) -> Self {
        self.resources = Some(Arc::new(Lease::new(table)));
        self
    }

    /// What the caller's numbers of resources mean, if it has numbers.
    pub fn resources(&self) -> Option<&Arc<Lease>> {
        self.resources.as_ref()
    }

    /// A context in which a command's [`Output`](crate::stream::Output) goes to `output`; into a list
    /// without one.
    #[must_use]
    pub fn with_output(mut self, output: Option<Target>) -> Self {
        self.output = output;
        self
    }

    /// Where the results of a command go as they come.
    pub fn output(&self) -> Option<&Target> {
        self.output.as_ref()
    }

    /// A context in which inputs of a command are fed by queues.
    #[must_use]
    pub fn with_inputs(mut self, inputs: Option<Arc<Inputs>>) -> Self {
        self.inputs = inputs;
        self
    }

    /// A context in which a number is a function of the caller where a command takes a callback.
    #[must_use]
    pub fn with_callbacks(mut self, callbacks: Option<Arc<dyn Carrier>>) -> Self {
        self.callbacks = callbacks;
        self
    }

    /// What carries questions to functions of the caller of a command called by name.
    pub(crate) fn callbacks(&self) -> Option<&Arc<dyn Carrier>> {
        self.callbacks.as_ref()
    }

    /// What feeds the inputs of a command called by name; the others are lists among its parameters.
    pub fn inputs(&self) -> &Inputs {
        self.inputs.as_deref().unwrap_or_default()
    }

    /// Counts what is returned: the answer, in place of what was taken for it, except `credit`
    /// bytes that were already counted.
    ///
    /// # Errors
    /// As [`Context::take`].
    pub fn settle<'a>(
        &self,
        given: impl Iterator<Item = &'a Value>,
        credit: u64,
    ) -> Result<(), Error> {
        let Some(tab) = &self.tab else { return Ok(()) };
        let room = tab.room().saturating_add(credit);
        let mut size = 0;
        for value in given {
            size += value.size(room.saturating_sub(size));
            if size > room {
                break;
            }
        }
        tab.settle(size.saturating_sub(credit))
    }

    /// Counts a value that is returned right now, before the answer is complete.
    pub(crate) fn give(&self, value: &Value) -> Result<(), Error> {
        self.tab
            .as_ref()
            .map_or(Ok(()), |tab| tab.give(value.size(u64::MAX)))
    }

    /// Whether the caller's results are counted.
    pub(crate) fn counts(&self) -> bool {
        self.tab.is_some()
    }

    /// What decides about the caller's calls; nothing if the caller is trusted.
    pub fn guard(&self) -> Option<&Arc<dyn Guard>> {
        self.guard.as_ref()
    }
}
