//! The threads that share the work on many files, or on large data.

use std::{sync::Once, thread};

/// Starts them, unless they are running. By default, rayon would read their number from the
/// process's environment, at a time when JavaScript may change it.
pub(super) fn prepare() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let threads = rayon::ThreadPoolBuilder::new()
            .num_threads(cores)
            .stack_size(2 << 20);
        // Other code in this process may have started them.
        let _ = threads.build_global();
    });
}
