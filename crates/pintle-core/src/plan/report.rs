//! The outcome of a plan.

use std::{sync::Arc, time::Duration};

use crate::{Error, Name, Value};

/// The outcome of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It has a result.
    Ok,
    /// It failed.
    Error,
    /// It did not run, because a step that it needs failed or the plan stopped.
    Skipped,
    /// The plan was cancelled, or stopped while the step ran.
    Cancelled,
}

impl Status {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Error => "error",
            Self::Skipped => "skipped",
            Self::Cancelled => "cancelled",
        }
    }
}

/// The outcome of every step, and the plan's outputs.
#[derive(Debug)]
pub struct Report {
    /// The steps in the order of the document.
    pub steps: Vec<StepReport>,
    /// The outputs that the document names. Those of a failed step are null.
    pub outputs: Value,
    /// Why an output is missing although its step is ok: what it refers to is not in the result.
    pub error: Option<Error>,
}

/// The outcome of one step.
#[derive(Debug)]
pub struct StepReport {
    /// The step's id.
    pub id: Arc<str>,
    /// Its outcome.
    pub status: Status,
    /// Its result, when the document names no outputs.
    pub result: Option<Value>,
    /// Why it failed. The error's pointer leads into the document.
    pub error: Option<Error>,
    /// The item of a `forEach` at which it failed.
    pub item: Option<usize>,
    /// How long it ran.
    pub duration: Duration,
}

impl Report {
    /// Whether every step is ok and every output exists.
    pub fn ok(&self) -> bool {
        self.error.is_none() && self.steps.iter().all(|step| step.status == Status::Ok)
    }

    /// The outputs of a plan that succeeded, without its steps; otherwise the whole report.
    pub(super) fn outcome(&self) -> Value {
        if !self.ok() {
            return self.to_value();
        }
        [
            (Name::Borrowed("ok"), Value::Bool(true)),
            (Name::Borrowed("outputs"), self.outputs.clone()),
        ]
        .into_iter()
        .collect()
    }

    /// The report as it crosses the boundary.
    pub fn to_value(&self) -> Value {
        let steps = self
            .steps
            .iter()
            .map(StepReport::to_value)
            .collect::<Vec<_>>();
        let error = self.error.as_ref().map(Error::to_value);
        [
            (Name::Borrowed("ok"), Value::Bool(self.ok())),
            (Name::Borrowed("outputs"), self.outputs.clone()),
            (Name::Borrowed("steps"), Value::list(steps)),
        ]
        .into_iter()
        .chain(error.map(|error| (Name::Borrowed("error"), error)))
        .collect()
    }
}

impl StepReport {
    fn to_value(&self) -> Value {
        let mut fields = vec![
            (Name::Borrowed("id"), Value::String(Arc::clone(&self.id))),
            (Name::Borrowed("status"), Value::from(self.status.name())),
        ];
        if let Some(result) = &self.result {
            fields.push((Name::Borrowed("result"), result.clone()));
        }
        if let Some(error) = &self.error {
            fields.push((Name::Borrowed("error"), error.to_value()));
        }
        if let Some(item) = self.item {
            fields.push((Name::Borrowed("item"), Value::Number(item as f64)));
        }
        let milliseconds = self.duration.as_secs_f64() * 1000.0;
        fields.push((Name::Borrowed("durationMs"), Value::Number(milliseconds)));
        fields.into_iter().collect()
    }
}
