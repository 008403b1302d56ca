//! A process from its start to its end.

use std::{io, sync::Arc};

use pintle::{Bytes, Context, pool};
use rustix::process::Signal;

use super::{
    super::{launch::Started, limits::Limits, lines::Lines, outcome::Outcome},
    exit::Exit,
    group::Leader,
    pipes::{Input, Output},
    wake::Wake,
    watch::Watch,
};

/// Starts the process and stays with it until it is gone.
pub(in super::super) fn supervise(
    start: impl FnOnce() -> io::Result<Started>,
    input: Option<Bytes>,
    limits: &Limits,
    context: &Context,
) -> io::Result<Outcome> {
    let wake = Arc::new(Wake::new()?);
    let Started { child, merged } = start()?;
    let mut leader = Leader::new(child);
    let child = &mut leader.child;
    let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let stdout = merged.map(Into::into).or(pipes.1.map(Into::into));
    let first = if limits.grace.is_zero() {
        Signal::KILL
    } else {
        Signal::TERM
    };
    let mut watch = Watch {
        exit: Exit::of(leader.pid())?,
        input: Input::new(pipes.0.map(Into::into), input)?,
        outputs: [
            Output::new(stdout, limits)?,
            Output::new(pipes.2.map(Into::into), limits)?,
        ],
        lines: Lines::new(context),
        leader,
        limits,
        first,
        stopped: None,
        kill_at: None,
        linger_until: None,
    };
    let guard = {
        let (group, wake) = (Arc::clone(&watch.leader.group), Arc::clone(&wake));
        // The signal is sent from here, as the thread below may not run again when it is the whole
        // process that ends. The wake comes first, so that an end by that signal is never taken for
        // one that nobody asked for.
        context.on_cancel(move || {
            wake.wake();
            group.signal(first);
        })
    };
    pool::while_waiting(|| {
        while !watch.is_over() {
            watch.step(&wake)?;
        }
        io::Result::Ok(())
    })?;
    drop(guard);
    watch.finish()
}
