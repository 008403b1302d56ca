//! What a host serves.

use std::{
    env,
    sync::{Arc, OnceLock},
};

use pintle::{
    Caller, Context, Contract, Error, Family, Guard, ResourceTable, Value, json, plan::Plan, pool,
};
use pintle_policy::{Policy, Session};

/// The commands that are served, and their limits.
#[derive(Debug)]
pub struct Host {
    /// The name of the contract.
    pub name: String,
    /// The version of the program with the commands.
    pub version: String,
    /// The commands.
    pub contract: Contract,
    document: OnceLock<Value>,
    guard: Option<Arc<dyn Guard>>,
    /// Where calls are made: neither changes while the host runs.
    caller: Arc<Caller>,
}

/// How much a client may request simultaneously.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The maximum size of a message: its JSON text and its blobs.
    pub message_bytes: u64,
    /// How many requests run simultaneously; the others wait.
    pub concurrency: usize,
    /// How many resources a client may have at a time, if no policy says it.
    pub resources: u64,
}

impl Limits {
    /// At most as many requests run simultaneously as the pool has threads for jobs that wait for a
    /// program. Of those that do not wait, the pool runs fewer.
    pub const MAX_CONCURRENCY: usize = pool::MAX_WAITING;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            message_bytes: 64 << 20,
            concurrency: 1_024,
            resources: 10_000,
        }
    }
}

impl Host {
    /// The version of the protocol.
    pub const PROTOCOL: u32 = 1;

    /// A host of these commands. Relative paths and programs use the folder and the environment
    /// that this process has now, so it must be created before there are threads that may change
    /// them.
    ///
    /// # Panics
    /// If the commands do not form a contract; see [`Contract::new`].
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

    /// The same host for an untrusted caller: it runs what the policy allows.
    #[must_use]
    pub fn under(mut self, policy: Policy) -> Self {
        self.guard = Some(Arc::new(Session::new(
            Arc::new(policy),
            Arc::clone(&self.caller),
        )));
        self
    }

    /// The initial context of every call.
    pub(crate) fn context(&self) -> Context {
        match &self.guard {
            Some(guard) => Context::default().with_guard(Arc::clone(guard)),
            None => Context::default().with_caller(Arc::clone(&self.caller)),
        }
    }

    /// The table for the resources of a client.
    pub(crate) fn resources(&self, limits: Limits) -> Arc<ResourceTable> {
        let of_policy = self.guard.as_ref().and_then(|guard| guard.resources());
        of_policy.unwrap_or_else(|| {
            let limit = limits.resources;
            Arc::new(ResourceTable::new(limit, ResourceTable::limit_reached))
        })
    }

    /// Checks a plan, also against the policy.
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
