//! Streams out of and into commands, with back-pressure.
//!
//! A command that takes `out: &Output<T>` sends its results one by one. Where they go is decided by
//! its [`Context`](crate::Context): to a [`Queue`] that somebody empties, or into a list. The queue
//! is bounded in items and in bytes, and both ends wait for each other, so a stream of any length
//! takes the memory of one full queue. Blocking commands wait on their thread, async ones without any.

mod input;
mod output;
mod queue;
mod sent;

pub use input::{Input, Inputs};
pub use output::{Output, Target};
pub use queue::{Queue, Taken};
pub use sent::Sent;
