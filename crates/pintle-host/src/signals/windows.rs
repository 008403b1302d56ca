//! What Windows has for signals.

use std::process;

/// What a shell says of a process that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// What a shell says of a process whose output nobody reads any more.
const BROKEN_PIPE: i32 = 141;

/// There is but one.
pub(super) type Signal = ();

/// Calls the function, on a thread of its own, each time that the process is asked to end.
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

/// Ends this process since nobody reads its output any more.
pub(crate) fn broken_pipe() {
    process::exit(BROKEN_PIPE);
}
