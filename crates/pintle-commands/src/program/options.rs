//! What the program commands take and give.

use std::{collections::BTreeMap, path::PathBuf};

use pintle::{Bytes, Data};

/// How to run a program.
#[derive(Clone, Debug, Data)]
#[data(default)]
pub struct RunOptions {
    /// The folder to run in. Default: that of this process.
    pub cwd: Option<PathBuf>,
    /// Environment variables to set for the program, beside those of this process.
    pub env: Option<BTreeMap<String, String>>,
    /// Whether the program gets the variables of `env` only.
    pub clear_env: bool,
    /// What the program reads from its standard input. Default: nothing.
    pub stdin: Option<Bytes>,
    /// How many milliseconds the program may take. Default: no limit.
    pub timeout_ms: Option<f64>,
    /// How many milliseconds a program that is asked to end (SIGTERM, on a time limit, a
    /// cancellation or too much output) has for it before it is killed (SIGKILL). 0 kills at once.
    pub kill_grace_ms: f64,
    /// How many bytes the program may write, counted for each of its two outputs.
    pub max_output_bytes: f64,
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
            timeout_ms: None,
            kill_grace_ms: 5_000.0,
            max_output_bytes: 67_108_864.0,
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
    /// Milliseconds from before its start until after its end.
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
