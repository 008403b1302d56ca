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
/// The program is found as `which` does, with the PATH that it will see itself. It gets a session of
/// its own, so that no terminal is its. On a time limit, a cancellation or too much output it gets
/// SIGTERM with all that it started, and SIGKILL `killGraceMs` later; on Windows all are killed
/// immediately.
///
/// `onLine` hears each line of the outputs as it comes.
///
/// The result is there when the program has ended and its outputs are closed. Processes that it left
/// behind and that still hold them are waited for until they have been silent for `lingerMs`; then
/// `pipesOpen` says so. After a success they go on.
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
