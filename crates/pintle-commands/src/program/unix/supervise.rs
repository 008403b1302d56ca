//! A process from its start to its end.

use std::{io, sync::Arc};

use pintle::{Bytes, Context, Error, pool};

use super::{
    super::{
        launch::{Launch, Stage},
        limits::Limits,
        outcome::Outcome,
    },
    family::Leader,
    pipes::{Input, Output},
    start::{Started, start},
    wake::Wake,
    watch::Watch,
};

/// Starts the process and supervises it until it has ended.
pub(in super::super) fn supervise(
    launch: Launch,
    input: Option<Bytes>,
    limits: &Limits,
    context: &Context,
) -> Result<Outcome, Error> {
    let started = start(&launch, limits, context)?;
    let followed = follow(started, input, limits, context);
    followed.map_err(|error| launch.failure(Stage::Program, &error))
}

/// Supervises a started process.
pub(in super::super) fn follow(
    started: Started,
    input: Option<Bytes>,
    limits: &Limits,
    context: &Context,
) -> io::Result<Outcome> {
    let Started {
        pid,
        stdin,
        outputs: [stdout, stderr],
    } = started;
    let leader = Leader::new(pid);
    let wake = Arc::new(Wake::new()?);
    let input = Input::new(stdin, input)?;
    let output = |pipe| Output::new(pipe, limits, context);
    let outputs = [output(stdout)?, output(stderr)?];
    let mut watch = Watch::new(leader, input, outputs, limits, context)?;
    let guard = {
        let (family, wake, first) = (Arc::clone(watch.family()), Arc::clone(&wake), watch.first);
        // The signal is sent from here, since the thread below may not run again if the whole
        // process is exiting. The wake comes first, so that an end by that signal is never mistaken
        // for an unrequested one.
        context.on_cancel(move || {
            wake.wake();
            family.ask(first, false);
        })
    };
    pool::while_waiting(|| {
        while !watch.is_over {
            watch.step(&wake)?;
        }
        io::Result::Ok(())
    })?;
    drop(guard);
    watch.finish()
}
