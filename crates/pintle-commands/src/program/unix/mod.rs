//! A process on Unix, from its start to its end: one thread waits for everything.
//!
//! - `opening`: files for its streams
//! - `start`: starting it
//! - `exit`: a file descriptor that signals the process's end
//! - `family`: signals to the process and everything that it started
//! - `kin`, `no_kin`: what it started outside its group, on Linux and other systems
//! - `pipes`: the input and outputs of the process
//! - `supervise`: from the start to the end
//! - `wake`: a file descriptor that another thread can trigger
//! - `watch`: the wait for all of these
//! - `keep`: what continues afterwards
//! - `names`: the names of signals

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
