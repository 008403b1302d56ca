//! What is served.

use std::{
    env,
    sync::{Arc, OnceLock},
};

use pintle::{Caller, Context, Contract, Error, Family, Guard, Value, json, plan::Plan, pool};
use pintle_policy::{Policy, Session};

/// The commands that are served, and within which limits.
#[derive(Debug)]
pub struct Host {
    /// The name of the contract.
    pub name: String,
    /// The version of the program that has the commands.
    pub version: String,
    /// The commands.
    pub contract: Contract,
    document: OnceLock<Value>,
    guard: Option<Arc<dyn Guard>>,
    /// Where calls are made: neither changes while the host runs.
    caller: Arc<Caller>,
}

/// How much a client may ask for at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes that a message may have: its JSON text and its blobs.
    pub message_bytes: u64,
    /// How many requests run at once; more than those wait.
    pub concurrency: usize,
}

impl Limits {
    /// No more requests run at once than the pool has threads for those that wait for a program.
    /// Of those that do not wait, the pool runs fewer.
    pub const MAX_CONCURRENCY: usize = pool::MAX_WAITING;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            message_bytes: 64 << 20,
            concurrency: 1_024,
        }
    }
}

impl Host {
    /// The version of the protocol.
    pub const PROTOCOL: u32 = 1;

    /// A host of these commands. Relative paths and programs have the folder and the environment that
    /// this process has now: it is to be made before there are threads that may change them.
    ///
    /// # Panics
    /// When the commands make no contract; see [`Contract::new`].
    pub fn new(name: &str, version: &str, families: &[Family]) -> Self {
        Self {
            name: name.to_owned(),
            version: version.to_owned(),
            contract: Contract::new(name, version, families),
            document: OnceLock::new(),
            guard: None,
            caller: Arc::new(Caller::new(env::current_dir(), env::vars_os().collect())),
        }
    }

    /// The same host for a caller who is not trusted: it runs what the policy allows.
    #[must_use]
    pub fn under(mut self, policy: Policy) -> Self {
        self.guard = Some(Arc::new(Session::new(
            Arc::new(policy),
            Arc::clone(&self.caller),
        )));
        self
    }

    /// The context that every call begins with.
    pub(crate) fn context(&self) -> Context {
        match &self.guard {
            Some(guard) => Context::default().with_guard(Arc::clone(guard)),
            None => Context::default().with_caller(Arc::clone(&self.caller)),
        }
    }

    /// Checks a plan, against the policy too.
    pub(crate) fn prepare(&self, document: &Value) -> Result<Arc<Plan>, Error> {
        let plan = Plan::prepare(document, &self.contract)?;
        if let Some(guard) = &self.guard {
            plan.foresee(&**guard)?;
        }
        Ok(Arc::new(plan))
    }

    /// The contract's document. Sharing it costs nothing.
    pub(crate) fn document(&self) -> Result<Value, Error> {
        if let Some(document) = self.document.get() {
            return Ok(document.clone());
        }
        let document = json::from_json(self.contract.text())?;
        Ok(self.document.get_or_init(|| document).clone())
    }
}
