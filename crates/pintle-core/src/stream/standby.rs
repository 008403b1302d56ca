//! What a call does while it waits for the other end of its stream.

use std::fmt;

use crate::{Context, Error, clock::Instant};

/// A call whose caller limits how many run and for how long, in a plan that feeds it or passes its
/// results on. While it waits for the step at the other end, that one may need what is limited, so it
/// counts as not running.
pub trait Standby: fmt::Debug + Send + Sync {
    /// One of the call's threads begins to wait.
    fn wait(&self);

    /// One of them has waited. Blocks until the call may run again.
    ///
    /// # Errors
    /// Those of the context.
    fn resume(&self, context: &Context) -> Result<(), Error>;

    /// When its time will be up; `None` while it waits, since its time does not pass then.
    fn deadline(&self) -> Option<Instant>;
}

/// The earlier of two ends, where either may be missing.
pub(crate) fn earlier(one: Option<Instant>, other: Option<Instant>) -> Option<Instant> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}
