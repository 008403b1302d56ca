//! What is served.

use std::sync::OnceLock;

use pintle::{Contract, Error, Family, Value, json, pool};

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
    /// No more requests run at once than the pool has threads.
    pub const MAX_CONCURRENCY: usize = pool::MAX_THREADS;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            message_bytes: 64 << 20,
            concurrency: Self::MAX_CONCURRENCY,
        }
    }
}

impl Host {
    /// The version of the protocol.
    pub const PROTOCOL: u32 = 1;

    /// A host of these commands.
    ///
    /// # Panics
    /// When the commands make no contract; see [`Contract::new`].
    pub fn new(name: &str, version: &str, families: &[Family]) -> Self {
        Self {
            name: name.to_owned(),
            version: version.to_owned(),
            contract: Contract::new(name, version, families),
            document: OnceLock::new(),
        }
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
