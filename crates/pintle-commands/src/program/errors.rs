//! The kinds of failure of running programs.

use pintle::{Data, ErrorKind, TypedKind};

/// How a program ended that did not end well.
#[derive(Debug, Data)]
pub struct ProgramErrorDetails {
    /// Its exit code; null if a signal ended it.
    pub exit_code: Option<i32>,
    /// The signal that ended it, such as `SIGKILL`.
    pub signal: Option<String>,
    /// A part of its output.
    pub stdout: String,
    /// A part of its error output.
    pub stderr: String,
    /// Whether another process still held one of its outputs.
    pub pipes_open: bool,
}

/// Where a program was looked for.
#[derive(Debug, Data)]
pub struct ProgramNotFoundDetails {
    /// The program, as it was given.
    pub program: String,
    /// The folders.
    pub searched: Vec<String>,
}

/// A program ended with an exit code other than 0, or by a signal.
pub static PROGRAM_FAILED: TypedKind<ProgramErrorDetails> = TypedKind::new(ErrorKind {
    code: "ERR_PINTLE_PROGRAM_FAILED",
    summary: "The program ended with an exit code other than 0, or a signal ended it.",
    fix: "See details.exitCode, details.signal and details.stderr, which holds the end of what the \
          program wrote. Set check to false to get such ends as results.",
});

/// There is no such program.
pub static PROGRAM_NOT_FOUND: TypedKind<ProgramNotFoundDetails> = TypedKind::new(ErrorKind {
    code: "ERR_PINTLE_PROGRAM_NOT_FOUND",
    summary: "There is no program with that name in the folders of PATH, or none at that path.",
    fix: "Install the program, correct its name, or give its whole path; details.searched lists \
          where it was looked for.",
});

/// A program wrote more than allowed.
pub static OUTPUT_LIMIT: TypedKind<ProgramErrorDetails> = TypedKind::new(ErrorKind {
    code: "ERR_PINTLE_OUTPUT_LIMIT",
    summary: "The program wrote more than maxOutputBytes allows, and was terminated.",
    fix: "Raise maxOutputBytes, set overflow to \"truncate\", or let the program write into a file \
          with stdoutFile; details.stdout and details.stderr hold the beginning of what it wrote.",
});
