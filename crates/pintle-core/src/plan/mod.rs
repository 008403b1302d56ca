//! Plans: commands composed by a document that crosses the boundary once.
//!
//! A plan is checked as a whole by [`Plan::prepare`] and can then run many times. Order comes from
//! references and `dependsOn`; independent steps run in parallel. Results stay in Rust between
//! steps. There is no rollback: what a step did before another failed is not undone.

mod activity;
mod answer;
mod body;
mod document;
mod each;
mod ending;
mod fed;
mod feed;
mod incoming;
mod perform;
mod pipes;
mod piping;
mod prepare;
mod reference;
mod report;
mod run;
mod schema;
mod state;
mod threads;
mod waits;

use std::{sync::Arc, time::Duration};

use crate::{
    Command, Context, Contract, Effect, Error, Guard, Invocation, Name, Value, json, pointer,
};
use reference::Reference;

pub use document::OnError;
pub use report::{Report, Status, StepReport};
pub use schema::schema;

/// The maximum number of steps in a plan, those inside `forEach` counted once.
pub const MAX_STEPS: usize = 10_000;

/// The maximum number of references in a plan: parameters, lists of `forEach` and outputs.
pub const MAX_REFERENCES: usize = 100_000;

/// The maximum nesting of `forEach`.
pub const MAX_DEPTH: usize = 8;

/// How many steps run simultaneously by default.
pub const DEFAULT_CONCURRENCY: u32 = 4;

/// The maximum number of steps that run simultaneously, whatever the document says.
pub const MAX_CONCURRENCY: u32 = 64;

/// A checked plan that can run many times.
#[derive(Debug)]
pub struct Plan {
    on_error: OnError,
    concurrency: usize,
    time_limit: Option<Duration>,
    /// Whether any step may take long.
    blocks: bool,
    /// The side effects of the steps, each once.
    effects: Vec<Effect>,
    /// The caller's variables that the steps read, each once.
    variables: Vec<&'static str>,
    /// Whether any step calls a command that sends its results as they come.
    streams: bool,
    block: Block,
}

/// Steps that run together: those of the plan, or of one `forEach`.
#[derive(Debug)]
struct Block {
    steps: Vec<Step>,
    /// The steps in an order in which they can run one after the other.
    order: Vec<usize>,
    /// Whether one of its own steps calls a command.
    calls: bool,
    outputs: Option<Outputs>,
}

#[derive(Debug)]
struct Step {
    id: Arc<str>,
    /// Where the step is in the document.
    pointer: String,
    time_limit: Option<Duration>,
    /// The steps of the same block that must finish first.
    after: Vec<usize>,
    /// The steps of the same block that wait for this one.
    before: Vec<usize>,
    /// Whether it may take long.
    blocks: bool,
    work: Work,
}

#[derive(Debug)]
enum Work {
    /// One call.
    Call(Call),
    /// A block for each item of a list.
    ForEach { list: Reference, body: Block },
}

#[derive(Debug)]
struct Call {
    method: String,
    command: &'static Command,
    /// The parameters, with `Pending` where references are filled in.
    params: Value,
    refs: Vec<Filled>,
}

/// A place in the parameters of a call that a reference fills in.
#[derive(Debug)]
struct Filled {
    /// As in the document.
    pointer: String,
    /// See [`places::put_at`].
    place: Vec<usize>,
    reference: Reference,
}

/// The outputs of a block.
#[derive(Debug)]
enum Outputs {
    One(Reference),
    Named(Vec<(Name, Reference)>),
}

impl Plan {
    /// Reads and checks a plan in JSON text.
    ///
    /// # Errors
    /// `ERR_PINTLE_INVALID_JSON` with line and column, and those of [`Plan::prepare`].
    pub fn from_json(text: &str, contract: &Contract) -> Result<Self, Error> {
        Self::prepare(&json::from_json(text)?, contract)
    }

    /// Checks a plan: shape, methods, parameters, references and their types, cycles, limits.
    /// Nothing has run if this fails, and the error's pointer leads into the document.
    ///
    /// # Errors
    /// `ERR_PINTLE_INVALID_PLAN`, `…_UNKNOWN_COMMAND`, `…_UNKNOWN_STEP`, `…_DUPLICATE_STEP`,
    /// `…_PLAN_CYCLE`, `…_PLAN_LIMIT`, `…_PATH_NOT_FOUND`, `…_DIRECT_ONLY`, and those of wrong
    /// parameters.
    pub fn prepare(document: &Value, contract: &Contract) -> Result<Self, Error> {
        prepare::prepare(document, contract)
    }

    /// Refuses the plan if `guard` would refuse one of its steps whatever the references in it turn
    /// out to be. The error's pointer leads into the document.
    ///
    /// # Errors
    /// Those of [`Guard::foresee`].
    pub fn foresee(&self, guard: &dyn Guard) -> Result<(), Error> {
        self.block.foresee(guard)
    }

    /// Runs the plan. Failing steps are in the report, not an error. Blocks until all is done.
    pub fn run(self: &Arc<Self>, input: Value, context: &Context) -> Report {
        run::run(self, input, context, true)
    }

    /// Runs the plan and returns its outputs, without the steps if all went well, as it crosses the
    /// boundary. Results of steps are not kept for a report.
    pub fn outcome(self: &Arc<Self>, input: Value, context: &Context) -> Value {
        run::run(self, input, context, false).outcome()
    }

    /// The number of steps, those inside `forEach` not counted.
    pub fn len(&self) -> usize {
        self.block.steps.len()
    }

    /// The side effects of the steps.
    pub fn effects(&self) -> &[Effect] {
        &self.effects
    }

    /// The variables of their caller's environment that the steps read.
    pub fn variables(&self) -> &[&'static str] {
        &self.variables
    }

    /// Whether the plan has no steps.
    pub fn is_empty(&self) -> bool {
        self.block.steps.is_empty()
    }
}

impl Block {
    /// Passes each call to `look`, including those inside `forEach`.
    fn each_call<'b>(&'b self, look: &mut dyn FnMut(&'b Call)) {
        for step in &self.steps {
            match &step.work {
                Work::Call(call) => look(call),
                Work::ForEach { body, .. } => body.each_call(look),
            }
        }
    }

    fn new(steps: Vec<Step>, order: Vec<usize>, outputs: Option<Outputs>) -> Self {
        Self {
            calls: steps.iter().any(|step| matches!(step.work, Work::Call(_))),
            steps,
            order,
            outputs,
        }
    }

    fn foresee(&self, guard: &dyn Guard) -> Result<(), Error> {
        self.steps.iter().try_for_each(|step| match &step.work {
            Work::ForEach { body, .. } => body.foresee(guard),
            Work::Call(call) => {
                let invocation = Invocation {
                    method: &call.method,
                    command: call.command,
                    params: &call.params,
                };
                guard.foresee(&invocation).map_err(|error| {
                    let place = format!("{}/params", step.pointer);
                    error.of_command(&call.method).at(&place)
                })
            }
        })
    }
}

impl Step {
    /// The call of a step that passes its results on.
    fn source(&self) -> &Call {
        match &self.work {
            Work::Call(call) => call,
            Work::ForEach { .. } => unreachable!("only calls are sources"),
        }
    }

    fn new(id: Arc<str>, pointer: &str, time_limit: Option<Duration>, work: Work) -> Self {
        let blocks = match &work {
            Work::Call(call) => call.command.blocking,
            Work::ForEach { body, .. } => body.steps.iter().any(|step| step.blocks),
        };
        Self {
            id,
            pointer: pointer.to_owned(),
            time_limit,
            after: Vec::new(),
            before: Vec::new(),
            blocks,
            work,
        }
    }

    /// Where a reference of this step is in the document.
    fn ref_pointer(&self, filled: &Filled) -> String {
        format!("{}/refs{}", self.pointer, pointer::token(&filled.pointer))
    }
}
