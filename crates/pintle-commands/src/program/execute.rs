//! The command `run`.

use std::time::Instant;

use pintle::{
    Context, Error, command,
    errors::{CANCELLED, INVALID_VALUE, IO, OUT_OF_RANGE, TIMEOUT},
};

#[cfg(not(unix))]
use super::threads::supervise;
#[cfg(unix)]
use super::unix::supervise;
use super::{
    checks,
    errors::{OUTPUT_LIMIT, PROGRAM_FAILED, PROGRAM_NOT_FOUND},
    launch::Launch,
    limits::Limits,
    options::{RunOptions, RunResult},
    streams::input,
};

/// Runs a program and waits for its end. No shell is involved: arguments reach it as they are.
///
/// The program is found like `which` does, with the PATH that it will see itself. It runs in its
/// own session, without a terminal. On a time limit, a cancellation or too much output, it and
/// everything that it started get SIGTERM, and SIGKILL `killGraceMs` later; on Windows all are
/// killed immediately.
///
/// `onLine` receives each line of the outputs as it arrives.
///
/// The result is ready when the program has exited and its outputs are closed. If processes that it
/// left behind still hold them, the call waits until they have been silent for `lingerMs`; then
/// `pipesOpen` is true. After a success they keep running.
#[command(
    blocking,
    lines,
    effects(process, fs_read, fs_write),
    errors(
        PROGRAM_NOT_FOUND,
        PROGRAM_FAILED,
        OUTPUT_LIMIT,
        IO,
        CANCELLED,
        TIMEOUT,
        INVALID_VALUE,
        OUT_OF_RANGE
    )
)]
#[allow(
    clippy::needless_pass_by_value,
    reason = "commands own what they are given"
)]
pub fn run(
    program: String,
    args: Option<Vec<String>>,
    options: RunOptions,
    cx: &Context,
) -> Result<RunResult, Error> {
    let start = Instant::now();
    let args = args.unwrap_or_default();
    checks::check(&program, &args, &options)?;
    let limits = Limits::new(&options, cx, start)?;
    cx.check()?;
    let launch = Launch::new(&program, &args, &options, &limits, cx)?;
    let outcome = supervise(launch, input(&options), &limits, cx)?;
    outcome.into_result(&program, &options, &limits, start)
}
