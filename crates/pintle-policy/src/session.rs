//! One caller under a policy.

use std::{borrow::Cow, iter, sync::Arc, time::Duration};

use pintle_core::{
    Budget, Caller, Command, Context, Effect, Error, Guard, Invocation, ResourceTable, Value,
    command::CallError, errors, stream::Standby,
};

use crate::{
    Policy,
    limits::Spent,
    matcher::Known,
    programs,
    roots::Roots,
    standby::Piped,
    turns::{Held, Use},
};

/// One caller, from its first call to its last: what it may do, and what it has used.
#[derive(Debug)]
pub struct Session {
    policy: Arc<Policy>,
    spent: Arc<Spent>,
    /// Where its relative paths start, from its first call to its last.
    caller: Arc<Caller>,
}

/// An allowed call.
pub(crate) struct Admitted<'a> {
    /// The rule that allows it, such as `programs["git-clone"]`.
    pub(crate) rule: String,
    /// Its parameters, as rewritten by the rule.
    pub(crate) params: Cow<'a, Value>,
    /// What it may open.
    pub(crate) roots: Arc<Roots>,
    /// How it uses these folders, or those that come with it.
    pub(crate) uses: Use,
    pub(crate) named: Option<Roots>,
}

impl Policy {
    /// Whether a call may be made.
    pub(crate) fn judge<'a>(
        &self,
        invocation: &Invocation<'a>,
        known: Known,
        output_left: u64,
        caller: &Caller,
    ) -> Result<Admitted<'a>, Error> {
        let Invocation { method, params, .. } = *invocation;
        if programs::STARTS.contains(&method) {
            let start =
                programs::judge(&self.programs, method, params, known, output_left, caller)?;
            return Ok(Admitted {
                rule: format!("programs[{:?}]", start.rule),
                params: Cow::Owned(start.params),
                roots: start.roots,
                uses: start.uses,
                named: Some(start.named),
            });
        }
        let roots = self.commands.judge(method, params, known, caller)?;
        Ok(Admitted {
            rule: format!("commands[{method:?}]"),
            params: Cow::Borrowed(params),
            roots,
            uses: if invocation.command.effects.contains(&Effect::FsWrite) {
                Use::Writes
            } else {
                Use::Reads
            },
            named: None,
        })
    }
}

impl Session {
    /// A new caller. Its relative paths start from the folder of `caller`, even if the process
    /// changes its folder later.
    pub fn new(policy: Arc<Policy>, caller: Arc<Caller>) -> Self {
        let spent = Arc::new(Spent::new(policy.limits()));
        Self {
            policy,
            spent,
            caller,
        }
    }

    fn judge<'a>(
        &self,
        invocation: &Invocation<'a>,
        known: Known,
        output_left: u64,
    ) -> Result<Admitted<'a>, Error> {
        let caller = &self.caller;
        self.policy.judge(invocation, known, output_left, caller)
    }

    /// Runs a call if it may be made.
    fn run(
        &self,
        invocation: &Invocation<'_>,
        context: &Context,
        piped: Option<&Piped>,
    ) -> Result<Value, CallError> {
        let output_left = self.spent.output().left();
        let mut admitted = self.judge(invocation, Known::Complete, output_left)?;
        let _running = piped.map(|piped| piped.begin(context)).transpose()?;
        let _turn = if invocation.command.blocking && piped.is_none() {
            Some(self.spent.turn(context)?)
        } else {
            None
        };
        let named = admitted.named.as_ref().unwrap_or(&admitted.roots);
        let _held = Held::wait(named, admitted.uses, context)?;
        if admitted.named.is_some() {
            // What was checked may have changed until now.
            admitted = self.judge(invocation, Known::Complete, output_left)?;
        }
        let context = context.clone().with_confinement(admitted.roots);
        let invocation = Invocation {
            params: &admitted.params,
            ..*invocation
        };
        invocation.run_unguarded(&context)
    }

    fn time_limit(&self) -> Duration {
        Duration::from_millis(self.policy.limits().timeout_ms)
    }
}

impl Guard for Session {
    fn call(&self, invocation: &Invocation<'_>, context: &Context) -> Result<Value, CallError> {
        // Refused calls count too, so that guessing is limited.
        self.spent.call()?;
        let context = context
            .clone()
            .with_caller(Arc::clone(&self.caller))
            .with_budget(self.spent.output().clone());
        let turns = || Arc::clone(self.spent.turns());
        let piped = context
            .is_piped()
            .then(|| Arc::new(Piped::new(turns(), self.time_limit())));
        let context = match &piped {
            Some(piped) => context.with_standby(Arc::clone(piped) as Arc<dyn Standby>),
            None => context.with_time_limit(self.time_limit()),
        };
        let outcome = self.run(invocation, &context, piped.as_deref());
        // An error can also contain a program's output and the caller's data.
        match &outcome {
            Ok(result) => context.settle(iter::once(result), 0)?,
            Err(failed) => context.settle(failed.error().details().into_iter(), 0)?,
        }
        outcome
    }

    fn foresee(&self, invocation: &Invocation<'_>) -> Result<(), Error> {
        let judged = self.judge(invocation, Known::Partial, u64::MAX);
        judged.map(drop)
    }

    fn item(&self, quiet: Duration) -> Result<(), Error> {
        if quiet > self.time_limit() {
            let message = "the time limit ran out: the plan continues without calling anything";
            return Err(Error::new(&errors::TIMEOUT, message));
        }
        self.spent.call()
    }

    fn streams(&self, method: &str, command: &Command, input: Option<&str>) -> bool {
        // Others may wait for the folders of such a call; an asynchronous one keeps its turn.
        let holds = [Effect::FsWrite, Effect::Process];
        command.begin.is_none()
            && !command.effects.iter().any(|effect| holds.contains(effect))
            && input.is_none_or(|input| self.policy.commands.ignores(method, input))
    }

    fn budget(&self) -> Option<Budget> {
        Some(self.spent.output().clone())
    }

    fn resources(&self) -> Option<Arc<ResourceTable>> {
        Some(Arc::clone(self.spent.resources()))
    }
}
