//! The commands that run a program.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, Receiver},
    },
    thread,
    time::Instant,
};

use pintle::{
    CancelToken, Context, Error, Progress, command,
    errors::{CANCELLED, INVALID_VALUE, IO, OUT_OF_RANGE, TIMEOUT},
    pool,
    stream::Output,
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
    options::{ProgramLine, RunOptions, RunResult},
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

/// Runs a program, and returns each line of its outputs as it arrives.
///
/// The options mean the same as in `run`, and it fails like `run`, after all its lines. Nothing is
/// kept: `maxOutputBytes` limits what the program may write, unless `overflow` is `"truncate"`. The
/// program waits while nobody takes its lines. Leaving the loop cancels the call, which terminates it and
/// everything that it started.
#[command(
    blocking,
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
pub fn lines(
    program: String,
    args: Option<Vec<String>>,
    options: RunOptions,
    out: &Output<ProgramLine>,
    cx: &Context,
) -> Result<(), Error> {
    let start = Instant::now();
    let args = args.unwrap_or_default();
    checks::check(&program, &args, &options)?;
    let limits = Limits::new(&options, cx, start)?.for_passing_on();
    cx.check()?;
    let launch = Launch::new(&program, &args, &options, &limits, cx)?;
    // The program ends when the caller cancels, and when sending fails.
    let stop = CancelToken::new();
    let cancel = stop.clone();
    let _cancelled = cx.on_cancel(move || cancel.cancel());
    let (sent, result) = thread::scope(|scope| {
        let (sender, reported) = mpsc::channel();
        let sending = pool::thread("pintle-lines")
            .spawn_scoped(scope, || send(reported, out).inspect_err(|_| stop.cancel()))
            .map_err(|error| Error::system(&error))?;
        let sender = Mutex::new(sender);
        let listener = move |progress| {
            let sender = sender.lock().unwrap_or_else(PoisonError::into_inner);
            // Without a receiver, the program is being terminated.
            let _ = sender.send(progress);
        };
        let watched = cx
            .uncounted()
            .with_cancel(stop.clone())
            .with_progress(Some(Arc::new(listener)));
        let outcome = supervise(launch, input(&options), &limits, &watched);
        let result =
            outcome.and_then(|outcome| outcome.into_result(&program, &options, &limits, start));
        // The last that holds the sender: the other thread ends once it has sent everything.
        drop(watched);
        let sent = pool::while_waiting(|| sending.join());
        let sent = sent.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        Ok::<_, Error>((sent, result))
    })?;
    match sent {
        Err(error) if result.is_ok() || !cx.is_cancelled() => Err(error),
        _ => result.map(drop),
    }
}

/// Sends lines until the last was reported. What was reported is dropped when it was sent: the program
/// waits for that.
fn send(reported: Receiver<Progress>, out: &Output<ProgramLine>) -> Result<(), Error> {
    for progress in reported {
        let Some((stream, lines)) = progress.lines() else {
            continue;
        };
        for line in lines.iter() {
            out.send(ProgramLine {
                stream: stream.into(),
                text: line.to_owned(),
            })?;
        }
    }
    Ok(())
}
