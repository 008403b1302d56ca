//! What continues after a call: the pipes of what a program left behind, and a program that cannot
//! be terminated.

use std::os::fd::OwnedFd;

use pintle::pool;
use rustix::{
    event::{PollFd, PollFlags, poll},
    io::{Errno, read},
};

use super::family::Leader;

/// Keeps reading from abandoned outputs until they are closed: without a reader the processes that
/// write to them would be terminated by SIGPIPE, or block forever. Then reaps a process that has
/// not ended in time.
pub(super) fn keep(outputs: Vec<OwnedFd>, leader: Option<Leader>) {
    if outputs.is_empty() && leader.is_none() {
        return;
    }
    let keeping = move || {
        drain(outputs);
        if let Some(mut leader) = leader {
            let _ = leader.reap();
        }
    };
    // Without a thread the outputs are closed, which is all that can be done.
    let _ = pool::thread("pintle-keep").spawn(keeping);
}

fn drain(mut outputs: Vec<OwnedFd>) {
    let mut scratch = vec![0; 64 * 1024];
    while !outputs.is_empty() {
        let mut files: Vec<_> = outputs
            .iter()
            .map(|output| PollFd::new(output, PollFlags::IN))
            .collect();
        match poll(&mut files, None) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(_) => return,
        }
        outputs.retain(|output| {
            matches!(
                read(output, &mut scratch),
                Ok(1..) | Err(Errno::AGAIN | Errno::INTR)
            )
        });
    }
}
