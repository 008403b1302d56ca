//! Ctrl-C, being asked to end, and hearing how programs end.

use std::process;
#[cfg(unix)]
use std::sync::Arc;

use pintle::{CancelToken, pool};

use crate::exit::tell;

/// What a shell gives for a process that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// A token that is cancelled when the process is asked to end (SIGINT, SIGTERM, SIGHUP, or closing
/// the console), so that no program that it runs stays behind. The second time it ends at once.
pub(crate) fn listen() -> CancelToken {
    let stop = CancelToken::new();
    let token = stop.clone();
    let set = each_time(move || {
        if token.is_cancelled() {
            process::exit(INTERRUPTED);
        }
        token.cancel();
    });
    if let Err(error) = set {
        tell(&format!(
            "warning: signals end this process at once: {error}"
        ));
    }
    hear_ends();
    stop
}

/// Has the system keep how a program ended until that is asked for. It does not if this process was
/// started with SIGCHLD ignored, and a handler that does nothing is as good as the default.
#[cfg(unix)]
fn hear_ends() {
    use signal_hook::{consts::SIGCHLD, flag};
    if let Err(error) = flag::register(SIGCHLD, Arc::default()) {
        tell(&format!(
            "warning: how programs end may stay unknown: {error}"
        ));
    }
}

#[cfg(windows)]
fn hear_ends() {}

/// Calls the function, on a thread of its own, each time that the process is asked to end.
#[cfg(unix)]
fn each_time(mut asked: impl FnMut() + Send + 'static) -> std::io::Result<()> {
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM},
        iterator::Signals,
    };
    let mut signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    pool::thread("signals").spawn(move || signals.forever().for_each(|_| asked()))?;
    Ok(())
}

#[cfg(windows)]
fn each_time(asked: impl FnMut() + Send + 'static) -> Result<(), ctrlc::Error> {
    ctrlc::set_handler(asked)
}
