//! How much a caller may use.

use std::{
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use pintle_core::{Context, Error, Value, errors};

use crate::{node::Node, object};

/// How often somebody who waits for their turn looks whether they were cancelled.
const LOOK: Duration = Duration::from_millis(20);

/// How much one caller may use, from its first call to its last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many calls, those in plans included.
    pub calls: u64,
    /// How many bytes the results of all calls may have together.
    pub output_bytes: u64,
    /// How many commands that block run at once; more than those wait.
    pub concurrency: u64,
    /// How many milliseconds one call may take.
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
#[derive(Debug, Default)]
pub(crate) struct Spent {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    calls: u64,
    output_bytes: u64,
    running: u64,
}

impl Spent {
    /// Counts a call.
    pub(crate) fn call(&self, limits: &Limits) -> Result<(), Error> {
        let mut state = self.lock();
        if state.calls >= limits.calls {
            return Err(used_up("calls", limits.calls, "calls"));
        }
        state.calls += 1;
        Ok(())
    }

    /// Waits for a turn to run a command that blocks.
    pub(crate) fn turn(&self, limits: &Limits, context: &Context) -> Result<Turn<'_>, Error> {
        let mut state = self.lock();
        while state.running >= limits.concurrency {
            context.check()?;
            let waited = self.changed.wait_timeout(state, LOOK);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        state.running += 1;
        Ok(Turn(self))
    }

    /// Counts a result.
    pub(crate) fn output(&self, limits: &Limits, result: &Value) -> Result<(), Error> {
        let mut state = self.lock();
        state.output_bytes = state.output_bytes.saturating_add(size(result));
        if state.output_bytes > limits.output_bytes {
            return Err(used_up("outputBytes", limits.output_bytes, "bytes"));
        }
        Ok(())
    }

    /// How many bytes results may still have.
    pub(crate) fn output_left(&self, limits: &Limits) -> u64 {
        limits.output_bytes.saturating_sub(self.lock().output_bytes)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The right to run a command that blocks.
#[derive(Debug)]
pub(crate) struct Turn<'a>(&'a Spent);

impl Drop for Turn<'_> {
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

/// About how many bytes a value takes: those of its texts and its bytes, and 8 for all else.
fn size(value: &Value) -> u64 {
    const WORD: u64 = 8;
    match value {
        Value::String(text) => text.len() as u64,
        Value::Bytes(bytes) => bytes.len() as u64,
        Value::Array(column) => column.len() as u64 * WORD,
        Value::Strings(items) => items.len() as u64 * WORD + items.bytes() as u64,
        Value::List(items) => items.iter().map(|item| WORD + size(item)).sum(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| name.len() as u64 + WORD + size(value))
            .sum(),
        _ => WORD,
    }
}
