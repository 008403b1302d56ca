//! The options and results of the program commands.

use std::{collections::BTreeMap, path::PathBuf};

use pintle::{Bytes, Data, Stream};

/// What happens to output beyond what is kept.
#[derive(Clone, Copy, Debug, Data, PartialEq, Eq)]
pub enum Overflow {
    /// The program is terminated, and the call fails.
    Error,
    /// The program continues. The beginning and the end of its output are kept, half of
    /// `maxOutputBytes` each; the middle is dropped and counted.
    Truncate,
}

/// How to run a program.
#[derive(Clone, Debug, Data)]
#[data(default)]
pub struct RunOptions {
    /// The folder to run in. Default: that of this process.
    pub cwd: Option<PathBuf>,
    /// Environment variables to set for the program, in addition to those of this process; null
    /// removes one.
    pub env: Option<BTreeMap<String, Option<String>>>,
    /// Whether the program gets only the variables in `env`.
    pub clear_env: bool,
    /// What the program reads from its standard input. Default: nothing.
    pub stdin: Option<Bytes>,
    /// The same as text, passed to the program in UTF-8.
    pub stdin_text: Option<String>,
    /// The file that the program reads its standard input from.
    pub stdin_file: Option<PathBuf>,
    /// The file that the program's standard output is written to; it is created, or emptied, when
    /// the program starts. The result contains none of this output.
    pub stdout_file: Option<PathBuf>,
    /// The same for its standard error. If both are the same file, everything appears in the order
    /// in which it was written.
    pub stderr_file: Option<PathBuf>,
    /// Whether both outputs are one, so that what the program writes to its
    /// standard error is in `stdout`, in the order in which it was written.
    pub merge_stderr: bool,
    /// How many milliseconds the program may take. Default: no limit.
    pub timeout_ms: Option<f64>,
    /// How many milliseconds a program has to exit after SIGTERM (sent on a time limit, a
    /// cancellation or too much output) before it is killed (SIGKILL). 0 kills it
    /// immediately.
    pub kill_grace_ms: f64,
    /// After the program has exited, processes that it left behind may still hold its pipes. The
    /// call ends once they have been silent for this many milliseconds. 0 takes what
    /// has been written; null waits until they have closed the pipes.
    pub linger_ms: Option<f64>,
    /// How many bytes of output are kept, counted separately for each of the two.
    pub max_output_bytes: f64,
    /// What happens to output beyond that.
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
    /// which may then lack what they write later, or an input that was not fully read.
    pub pipes_open: bool,
    /// Milliseconds from before the program started until the call ended.
    pub duration_ms: f64,
}

/// A line that a program wrote.
#[derive(Clone, Debug, PartialEq, Eq, Data)]
pub struct ProgramLine {
    /// The output that it wrote it to.
    pub stream: ProgramStream,
    /// The line without its line ending, with U+FFFD in place of what is not UTF-8. A line of more
    /// than 1 MiB comes in pieces.
    pub text: String,
}

/// An output of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Data)]
pub enum ProgramStream {
    /// The standard output.
    Stdout,
    /// The standard error.
    Stderr,
}

impl From<Stream> for ProgramStream {
    fn from(stream: Stream) -> Self {
        match stream {
            Stream::Stdout => Self::Stdout,
            Stream::Stderr => Self::Stderr,
        }
    }
}

/// Where to look for a program.
#[derive(Clone, Debug, Default, Data)]
#[data(default)]
pub struct WhichOptions {
    /// The folders to search, written like the environment variable PATH. Default: that variable.
    pub path: Option<String>,
    /// The folder that relative paths start from. Default: that of this process.
    pub cwd: Option<PathBuf>,
}
