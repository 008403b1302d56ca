//! What the program commands take and give.

use std::{collections::BTreeMap, path::PathBuf};

use pintle::{Bytes, Data};

/// What becomes of more output than is kept.
#[derive(Clone, Copy, Debug, Data, PartialEq, Eq)]
pub enum Overflow {
    /// The program is ended, and the call fails.
    Error,
    /// The program goes on. The beginning and the end of its output are kept, half of
    /// `maxOutputBytes` each; what is between is dropped and counted.
    Truncate,
}

/// How to run a program.
#[derive(Clone, Debug, Data)]
#[data(default)]
pub struct RunOptions {
    /// The folder to run in. Default: that of this process.
    pub cwd: Option<PathBuf>,
    /// Environment variables to set for the program, beside those of this process; null removes one.
    pub env: Option<BTreeMap<String, Option<String>>>,
    /// Whether the program gets the variables of `env` only.
    pub clear_env: bool,
    /// What the program reads from its standard input. Default: nothing.
    pub stdin: Option<Bytes>,
    /// The same as text, which the program gets in UTF-8.
    pub stdin_text: Option<String>,
    /// The file that the program has for its standard input.
    pub stdin_file: Option<PathBuf>,
    /// The file that the program has for its standard output; it is created, or emptied, when the
    /// program starts. Nothing of it is in the result.
    pub stdout_file: Option<PathBuf>,
    /// The same for its standard error. If both are one file, it has everything in the order in
    /// which it was written.
    pub stderr_file: Option<PathBuf>,
    /// Whether the program has one and the same output for both, so that what it writes to its
    /// standard error is in `stdout`, in the order in which it was written.
    pub merge_stderr: bool,
    /// How many milliseconds the program may take. Default: no limit.
    pub timeout_ms: Option<f64>,
    /// How many milliseconds a program that is asked to end (SIGTERM, on a time limit, a
    /// cancellation or too much output) has for it before it is killed (SIGKILL). 0 kills it
    /// immediately.
    pub kill_grace_ms: f64,
    /// For how many milliseconds after the end of the program nothing may come from processes that
    /// it left behind and that still hold its pipes, until the call ends without them. 0 takes what
    /// has been written; null waits until they have closed the pipes.
    pub linger_ms: Option<f64>,
    /// How many bytes of output are kept, counted for each of the two by itself.
    pub max_output_bytes: f64,
    /// What becomes of more output than that.
    pub overflow: Overflow,
    /// Whether an exit code other than 0, or a signal, is an error.
    pub check: bool,
}

impl Default for RunOptions {
    fn default() -> Self {
        Self {
            cwd: None,
            env: None,
            clear_env: false,
            stdin: None,
            stdin_text: None,
            stdin_file: None,
            stdout_file: None,
            stderr_file: None,
            merge_stderr: false,
            timeout_ms: None,
            kill_grace_ms: 5_000.0,
            linger_ms: Some(1_000.0),
            max_output_bytes: 67_108_864.0,
            overflow: Overflow::Error,
            check: true,
        }
    }
}

/// How a program ended, and what it wrote.
#[derive(Clone, Debug, PartialEq, Data)]
pub struct RunResult {
    /// The exit code; null when a signal ended the program.
    pub exit_code: Option<i32>,
    /// The signal that ended the program, such as `SIGTERM`; null when it exited by itself.
    pub signal: Option<String>,
    /// What it wrote to its standard output.
    pub stdout: Bytes,
    /// What it wrote to its standard error.
    pub stderr: Bytes,
    /// How many bytes are missing in the middle of `stdout`, with `overflow: "truncate"`.
    pub stdout_dropped: f64,
    /// How many bytes are missing in the middle of `stderr`.
    pub stderr_dropped: f64,
    /// Whether processes that it left behind still held its pipes when the call ended: an output,
    /// which may then lack what they write later, or an input that was not read to its end.
    pub pipes_open: bool,
    /// Milliseconds from before its start until the call ended.
    pub duration_ms: f64,
}

/// Where to look for a program.
#[derive(Clone, Debug, Default, Data)]
#[data(default)]
pub struct WhichOptions {
    /// The folders to look in, written like the environment variable PATH. Default: that variable.
    pub path: Option<String>,
    /// The folder that relative paths start from. Default: that of this process.
    pub cwd: Option<PathBuf>,
}
