//! A process on Unix, from its start to its end: one thread waits for everything.
//!
//! - `opening`: files for its streams
//! - `start`: starting it
//! - `exit`: a file descriptor that says when the process ends
//! - `family`: signals to the process and all it started
//! - `kin`, `no_kin`: what it started outside of its group, on Linux and elsewhere
//! - `pipes`: what goes into the process and comes out of it
//! - `supervise`: from the start to the end
//! - `wake`: a file descriptor that another thread can set off
//! - `watch`: the wait for all of these
//! - `keep`: what goes on afterwards
//! - `names`: what signals are called

mod exit;
mod family;
mod keep;
#[cfg(target_os = "linux")]
mod kin;
mod names;
#[cfg(not(target_os = "linux"))]
mod no_kin;
pub(super) mod opening;
mod pipes;
mod start;
mod supervise;
mod wake;
mod watch;

#[cfg(test)]
pub(super) use exit::Exit;
pub(super) use names::signal_name;
#[cfg(all(test, target_os = "linux"))]
pub(super) use start::start_as_elsewhere;
#[cfg(test)]
pub(super) use supervise::follow;
pub(super) use supervise::supervise;
