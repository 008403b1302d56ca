//! Programs: run them, and find them.
//!
//! - `execute`: the commands [`run`] and [`lines`]
//! - `lookup`: the command [`which`], and how a name becomes a path
//! - `extensions`: which files are programs by their names
//! - `options`: the options and results of both
//! - `checks`: options that the operating system would misinterpret
//! - `limits`: how long a program may run
//! - `streams`: the standard input and the outputs
//! - `files`: the files for them
//! - `capture`: the output that is kept
//! - `line_reports`: the output as it arrives
//! - `outcome`: how a program ended, and the resulting errors
//! - `launch`: what is started, and why starting failed
//! - `folder`: the folder that it runs in
//! - `environment`: the variables that it gets
//! - `unix`, `threads`: a process from its start to its end, on Unix and other systems
//! - `spawn`, `portable`: starting it and opening files, on other systems
//! - `job`: a process on Windows with everything that it starts
//! - `errors`: the kinds of failure

mod capture;
mod checks;
mod environment;
pub mod errors;
mod execute;
mod extensions;
mod files;
mod folder;
#[cfg(windows)]
mod job;
mod launch;
mod limits;
mod line_reports;
mod lookup;
mod options;
mod outcome;
#[cfg(not(unix))]
mod portable;
#[cfg(any(not(unix), test))]
mod spawn;
mod streams;
#[cfg(any(not(unix), test))]
mod threads;
#[cfg(unix)]
mod unix;

#[cfg(all(test, unix))]
mod tests;

pub use execute::{lines, run};
pub use lookup::which;
pub use options::{Overflow, ProgramLine, ProgramStream, RunOptions, RunResult, WhichOptions};
