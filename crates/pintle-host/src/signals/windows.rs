//! Windows' counterpart of signals.

use std::process;

/// The exit code of a process ended by Ctrl-C.
const INTERRUPTED: i32 = 130;

/// The exit code of a process whose output nobody reads any longer.
const BROKEN_PIPE: i32 = 141;

/// There is only one.
pub(super) type Signal = ();

/// Calls the function, on a separate thread, each time the process is asked to exit.
pub(super) fn each_time(
    mut asked: impl FnMut(Signal) + Send + 'static,
) -> Result<(), ctrlc::Error> {
    ctrlc::set_handler(move || asked(()))
}

/// Windows keeps how a program ended.
pub(super) fn hear_ends() {}

/// Ends this process.
pub(super) fn end_by((): Signal) {
    process::exit(INTERRUPTED);
}

/// Ends this process since nobody reads its output any longer.
pub(crate) fn broken_pipe() {
    process::exit(BROKEN_PIPE);
}
