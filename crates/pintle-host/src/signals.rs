//! Ctrl-C, and being asked to end.

use std::process;

use pintle::CancelToken;

use crate::exit::tell;

/// What a shell gives for a process that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// A token that is cancelled when the process is asked to end (SIGINT, SIGTERM, SIGHUP, or closing
/// the console), so that no program that it runs stays behind. The second time it ends at once.
pub(crate) fn listen() -> CancelToken {
    let stop = CancelToken::new();
    let token = stop.clone();
    let set = ctrlc::set_handler(move || {
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
    stop
}
