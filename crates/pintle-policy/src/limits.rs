//! How much a caller may use.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering::Relaxed},
};

use pintle_core::{Budget, Context, Error, ResourceTable, Value, errors};

use crate::{
    node::Node,
    object,
    queue::{Queue, Turn},
};

/// How much one caller may use, from its first call to its last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many calls, including those in plans. An item of a `forEach` that calls nothing itself
    /// counts as one too.
    pub calls: u64,
    /// How many bytes the results of all calls may have in total.
    pub output_bytes: u64,
    /// How many blocking commands run simultaneously; the others wait.
    pub concurrency: u64,
    /// How many resources the caller may have at a time.
    pub resources: u64,
    /// How many milliseconds one call may take, and how long a plan may run without any call.
    pub timeout_ms: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            calls: 10_000,
            output_bytes: 64 << 20,
            concurrency: 4,
            resources: 100,
            timeout_ms: 60_000,
        }
    }
}

impl Limits {
    pub(crate) fn read(node: &Node<'_>) -> Result<Self, Error> {
        let names = [
            "calls",
            "outputBytes",
            "concurrency",
            "resources",
            "timeoutMs",
        ];
        let fields = node.fields(&names)?;
        let default = Self::default();
        let count = |name, default| fields.get(name).map_or(Ok(default), |node| node.count());
        let limits = Self {
            calls: count("calls", default.calls)?,
            output_bytes: count("outputBytes", default.output_bytes)?,
            concurrency: count("concurrency", default.concurrency)?,
            resources: count("resources", default.resources)?,
            timeout_ms: count("timeoutMs", default.timeout_ms)?,
        };
        match fields.get("concurrency") {
            Some(node) if limits.concurrency == 0 => Err(node.expected("at least 1")),
            _ => Ok(limits),
        }
    }
}

impl Limits {
    /// The limits as written in a policy.
    pub(crate) fn to_value(&self) -> Value {
        let number = |number: u64| Value::Number(number as f64);
        object([
            ("calls", number(self.calls)),
            ("outputBytes", number(self.output_bytes)),
            ("concurrency", number(self.concurrency)),
            ("resources", number(self.resources)),
            ("timeoutMs", number(self.timeout_ms)),
        ])
    }
}

/// What a caller has used.
#[derive(Debug)]
pub(crate) struct Spent {
    most_calls: u64,
    calls: AtomicU64,
    running: Arc<Queue>,
    output: Budget,
    resources: Arc<ResourceTable>,
}

impl Spent {
    /// Nothing yet.
    pub(crate) fn new(limits: &Limits) -> Self {
        let output = Budget::new(limits.output_bytes, |limit| {
            used_up("outputBytes", limit, "bytes")
        });
        Self {
            most_calls: limits.calls,
            calls: AtomicU64::new(0),
            running: Arc::new(Queue::new(limits.concurrency)),
            output,
            resources: Arc::new(ResourceTable::new(limits.resources, |limit| {
                used_up("resources", limit, "resources at a time")
            })),
        }
    }

    /// Counts a call.
    pub(crate) fn call(&self) -> Result<(), Error> {
        let most = self.most_calls;
        let count = |calls| (calls < most).then_some(calls + 1);
        let counted = self.calls.fetch_update(Relaxed, Relaxed, count);
        counted.map_or_else(|_| Err(used_up("calls", most, "calls")), |_| Ok(()))
    }

    /// Waits for a turn to run a blocking command.
    pub(crate) fn turn(&self, context: &Context) -> Result<Turn, Error> {
        self.running.one(context)
    }

    /// The turns to run blocking commands.
    pub(crate) fn turns(&self) -> &Arc<Queue> {
        &self.running
    }

    /// The resources that the caller has.
    pub(crate) fn resources(&self) -> &Arc<ResourceTable> {
        &self.resources
    }

    /// The budget for results.
    pub(crate) fn output(&self) -> &Budget {
        &self.output
    }
}

fn used_up(name: &str, limit: u64, unit: &str) -> Error {
    let message = format!("the policy's limit \"{name}\" of {limit} {unit} is used up");
    Error::new(&errors::POLICY_LIMIT, message).with_details(Value::from_iter([
        ("limit".into(), Value::from(name)),
        ("value".into(), Value::Number(limit as f64)),
    ]))
}
