//! A process on Unix, from its start to its end: one thread waits for everything at once.
//!
//! - `exit`: a file descriptor that tells of the process's end
//! - `group`: signals to the process and all it started
//! - `pipes`: what goes into the process and comes out of it
//! - `supervise`: from the start to the end
//! - `wake`: a file descriptor that another thread can set off
//! - `watch`: the wait for all of these

mod exit;
mod group;
mod pipes;
mod supervise;
mod wake;
mod watch;

#[cfg(test)]
pub(super) use exit::Exit;
pub(super) use group::signal_name;
pub(super) use supervise::supervise;
