//! Calls of commands: directly, and as promises.

pub(crate) mod arguments;
pub(crate) mod caller;
pub(crate) mod control;
pub(crate) mod direct;
pub(crate) mod environment;
pub(crate) mod feed;
pub(crate) mod handles;
pub(crate) mod mailbox;
pub(crate) mod promise;
pub(crate) mod running;
pub(crate) mod stream;
pub(crate) mod streaming;
pub(crate) mod throw;
