//! Plans as JSON text.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use pintle::{
    Budget, Context, Error, Guard, Invocation, Value,
    command::{CallError, Param, ParamKind},
    errors, json,
    plan::{Plan, Status},
    pointer,
};

use crate::CONTRACT;

/// Checks a plan: an accepted plan is accepted again when written, and it runs to its end without a
/// call that was not allowed.
///
/// # Panics
/// If a property does not hold.
pub fn check(data: &[u8]) {
    let Ok(document) = str::from_utf8(data).map(json::from_json) else {
        return;
    };
    let Ok(document) = document else { return };
    let prepared = Plan::prepare(&document, &CONTRACT);
    let text = json::to_json(&document).expect("what came as JSON can be written as JSON");
    let again = Plan::from_json(&text, &CONTRACT);
    match (prepared, again) {
        (Ok(plan), Ok(again)) => {
            assert_eq!(plan.len(), again.len());
            run(&Arc::new(plan));
        }
        (Err(one), Err(other)) => {
            assert_eq!((one.code(), one.pointer()), (other.code(), other.pointer()));
            assert!(pointer::tokens(one.pointer()).is_some(), "{one:?}");
        }
        (one, other) => panic!("{one:?}, and once more: {other:?}"),
    }
}

fn run(plan: &Arc<Plan>) {
    let guard = Arc::new(Harmless::default());
    let report = plan.run(
        Value::Null,
        &Context::default().with_guard(guard.clone() as Arc<dyn Guard>),
    );
    assert_eq!(report.steps.len(), plan.len());
    for step in &report.steps {
        assert_eq!(
            step.error.is_some(),
            step.status == Status::Error,
            "{step:?}"
        );
    }
    let ended = report.steps.iter().all(|step| step.status == Status::Ok);
    assert_eq!(ended && report.error.is_none(), report.ok());
    json::to_json(&report.to_value()).expect("a report can be written as JSON");
}

/// Allows only calls that neither open anything nor take long, and only a few of them.
#[derive(Debug)]
struct Harmless {
    calls: AtomicUsize,
    budget: Budget,
}

impl Guard for Harmless {
    fn call(&self, invocation: &Invocation<'_>, context: &Context) -> Result<Value, CallError> {
        let command = invocation.command;
        let in_place = |param: &Param| param.kind == ParamKind::InPlace;
        assert!(
            !command.params.iter().any(in_place),
            "{}",
            invocation.method
        );
        if command.blocking || !command.effects.is_empty() {
            return Err(Error::new(&errors::DENIED, "only what is harmless runs").into());
        }
        self.count()?;
        invocation.run_unguarded(context)
    }

    fn foresee(&self, _: &Invocation<'_>) -> Result<(), Error> {
        Ok(())
    }

    fn item(&self, _: Duration) -> Result<(), Error> {
        self.count()
    }

    fn budget(&self) -> Option<Budget> {
        Some(self.budget.clone())
    }
}

impl Harmless {
    fn count(&self) -> Result<(), Error> {
        const MOST: usize = 1000;
        if self.calls.fetch_add(1, Ordering::Relaxed) >= MOST {
            return Err(enough(MOST as u64));
        }
        Ok(())
    }
}

impl Default for Harmless {
    fn default() -> Self {
        Self {
            calls: AtomicUsize::new(0),
            budget: Budget::new(1 << 20, enough),
        }
    }
}

fn enough(limit: u64) -> Error {
    Error::new(&errors::POLICY_LIMIT, format!("{limit} are enough"))
}
