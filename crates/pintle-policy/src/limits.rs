//! How much a caller may use.

use std::{
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use pintle_core::{Budget, Context, Error, Value, errors};

use crate::{node::Node, object};

/// How much one caller may use, from its first call to its last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many calls, those in plans included. An item of a `forEach` that calls nothing itself is
    /// one too.
    pub calls: u64,
    /// How many bytes the results of all calls may have together.
    pub output_bytes: u64,
    /// How many commands that block run at once; more than those wait.
    pub concurrency: u64,
    /// How many milliseconds one call may take, and what a plan does without any.
    pub timeout_ms: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            calls: 10_000,
            output_bytes: 64 << 20,
            concurrency: 4,
            timeout_ms: 60_000,
        }
    }
}

impl Limits {
    pub(crate) fn read(node: &Node<'_>) -> Result<Self, Error> {
        let fields = node.fields(&["calls", "outputBytes", "concurrency", "timeoutMs"])?;
        let default = Self::default();
        let count = |name, default| fields.get(name).map_or(Ok(default), |node| node.count());
        let limits = Self {
            calls: count("calls", default.calls)?,
            output_bytes: count("outputBytes", default.output_bytes)?,
            concurrency: count("concurrency", default.concurrency)?,
            timeout_ms: count("timeoutMs", default.timeout_ms)?,
        };
        match fields.get("concurrency") {
            Some(node) if limits.concurrency == 0 => Err(node.expected("at least 1")),
            _ => Ok(limits),
        }
    }
}

impl Limits {
    /// The limits as a policy has them.
    pub(crate) fn to_value(&self) -> Value {
        let number = |number: u64| Value::Number(number as f64);
        object([
            ("calls", number(self.calls)),
            ("outputBytes", number(self.output_bytes)),
            ("concurrency", number(self.concurrency)),
            ("timeoutMs", number(self.timeout_ms)),
        ])
    }
}

/// What a caller has used.
#[derive(Debug)]
pub(crate) struct Spent {
    limits: Limits,
    state: Mutex<State>,
    changed: Condvar,
    output: Budget,
}

#[derive(Debug, Default)]
struct State {
    calls: u64,
    running: u64,
}

impl Spent {
    /// Nothing yet.
    pub(crate) fn new(limits: Limits) -> Self {
        let output = Budget::new(limits.output_bytes, |limit| {
            used_up("outputBytes", limit, "bytes")
        });
        Self {
            limits,
            state: Mutex::default(),
            changed: Condvar::new(),
            output,
        }
    }

    /// Counts a call.
    pub(crate) fn call(&self) -> Result<(), Error> {
        let most = self.limits.calls;
        let mut state = self.lock();
        if state.calls >= most {
            return Err(used_up("calls", most, "calls"));
        }
        state.calls += 1;
        Ok(())
    }

    /// Waits for a turn to run a command that blocks.
    pub(crate) fn turn(self: &Arc<Self>, context: &Context) -> Result<Turn, Error> {
        if let Some(turn) = self.free_turn() {
            return Ok(turn);
        }
        let woken = Arc::downgrade(self);
        let _cancelled = context.on_cancel(move || {
            if let Some(spent) = woken.upgrade() {
                // Locked once, so that nobody is between looking and waiting.
                drop(spent.lock());
                spent.changed.notify_all();
            }
        });
        let mut state = self.lock();
        while state.running >= self.limits.concurrency {
            context.check()?;
            let left = context.remaining().unwrap_or(Duration::MAX);
            let waited = self.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        state.running += 1;
        Ok(Turn(Arc::clone(self)))
    }

    fn free_turn(self: &Arc<Self>) -> Option<Turn> {
        let mut state = self.lock();
        let free = state.running < self.limits.concurrency;
        free.then(|| {
            state.running += 1;
            Turn(Arc::clone(self))
        })
    }

    /// What results come out of.
    pub(crate) fn output(&self) -> &Budget {
        &self.output
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The right to run a command that blocks.
#[derive(Debug)]
pub(crate) struct Turn(Arc<Spent>);

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.lock().running -= 1;
        self.0.changed.notify_one();
    }
}

fn used_up(name: &str, limit: u64, unit: &str) -> Error {
    let message = format!("the policy's limit \"{name}\" of {limit} {unit} is used up");
    Error::new(&errors::POLICY_LIMIT, message).with_details(Value::from_iter([
        ("limit".into(), Value::from(name)),
        ("value".into(), Value::Number(limit as f64)),
    ]))
}
