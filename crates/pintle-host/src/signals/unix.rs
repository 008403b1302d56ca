//! Signals of Unix.

use std::{io, sync::Arc};

use pintle::pool;
use signal_hook::{
    consts::{SIGCHLD, SIGHUP, SIGINT, SIGPIPE, SIGTERM},
    flag,
    iterator::Signals,
    low_level::emulate_default_handler,
};

use crate::exit::tell;

/// The number of a signal.
pub(super) type Signal = i32;

/// Calls the function, on a separate thread, each time the process is asked to exit. A signal that
/// was ignored when it was started, for example by `nohup`, stays ignored.
pub(super) fn each_time(asked: impl FnMut(Signal) + Send + 'static) -> io::Result<()> {
    let ignored = ignored();
    let heeded = [SIGHUP, SIGINT, SIGTERM].into_iter();
    let mut signals = Signals::new(heeded.filter(|signal| ignored >> (signal - 1) & 1 == 0))?;
    pool::thread("signals").spawn(move || signals.forever().for_each(asked))?;
    Ok(())
}

/// The ignored signals, one bit each.
#[cfg(target_os = "linux")]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mut lines = status.lines();
    let mask = lines.find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .unwrap_or(0)
}

/// There is no safe way to find out.
#[cfg(not(target_os = "linux"))]
fn ignored() -> u64 {
    0
}

/// Makes the system keep how a program ended until that is queried. It does not if this process was
/// started with SIGCHLD ignored, and a handler that does nothing is as good as the default.
pub(super) fn hear_ends() {
    if let Err(error) = flag::register(SIGCHLD, Arc::default()) {
        tell(&format!(
            "warning: how programs end may stay unknown: {error}"
        ));
    }
}

/// Ends this process as the signal does without a handler.
pub(super) fn end_by(signal: Signal) {
    // It only fails for numbers that are not signals.
    drop(emulate_default_handler(signal));
}

/// Ends this process as Unix programs end when nobody reads their output any longer.
pub(crate) fn broken_pipe() {
    end_by(SIGPIPE);
}
