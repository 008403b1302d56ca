//! The combined wait for a process, its pipes, the clock and the caller.

use std::{
    io,
    os::fd::AsFd,
    sync::Arc,
    time::{Duration, Instant},
};

use pintle::Context;
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
    process::Signal,
};

use super::{
    super::{
        limits::Limits,
        line_reports::Lines,
        outcome::{Outcome, Stop},
    },
    exit::Exit,
    family::{Family, Leader},
    keep::keep,
    pipes::{Input, Output},
    wake::Wake,
};

/// How long pipes may stay open after everything that could be terminated was.
const LAST_WORDS: Duration = Duration::from_millis(100);
/// How long the system may take to end a killed process. It does not end one of another user.
const DEATH: Duration = Duration::from_secs(2);
/// How long to let a listener catch up before checking again.
const CATCH_UP: Duration = Duration::from_millis(2);
/// How often to check whether everything that was asked to exit has ended.
const ROLL_CALL: Duration = Duration::from_millis(50);

/// A started process, and what is known about its end.
pub(super) struct Watch<'a> {
    exit: Exit,
    input: Input,
    outputs: [Output; 2],
    /// Reports the outputs as they arrive, if anyone listens.
    lines: Option<Lines<'a>>,
    leader: Leader,
    limits: &'a Limits,
    /// Whether processes that hold a pipe must not outlive the call.
    spares_none: bool,
    /// The reason to terminate everything.
    pub first: Signal,
    stopped: Option<Stop>,
    /// Whether the process has ended.
    has_ended: bool,
    /// When data was last read from it or what it left behind, or written to it; or when it ended.
    last_sign: Instant,
    /// When everything is killed; none before it was asked to exit, and after it was killed.
    kill_at: Option<Instant>,
    /// When to check next whether everything that was asked to exit has ended.
    roll_call_at: Instant,
    /// When the call ends at the latest, after everything was killed.
    over_at: Option<Instant>,
    pub is_over: bool,
}

#[derive(Clone, Copy)]
enum Source {
    Exit,
    Wake,
    Input,
    Output(usize),
}

impl<'a> Watch<'a> {
    pub fn new(
        leader: Leader,
        input: Input,
        outputs: [Output; 2],
        limits: &'a Limits,
        context: &'a Context,
    ) -> io::Result<Self> {
        Ok(Self {
            exit: Exit::of(leader.pid)?,
            input,
            outputs,
            lines: Lines::new(context, limits),
            leader,
            limits,
            spares_none: context.confinement().is_some(),
            first: if limits.grace.is_zero() {
                Signal::KILL
            } else {
                Signal::TERM
            },
            stopped: None,
            has_ended: false,
            last_sign: Instant::now(),
            kill_at: None,
            roll_call_at: Instant::now(),
            over_at: None,
            is_over: false,
        })
    }

    pub fn family(&self) -> &Arc<Family> {
        &self.leader.family
    }

    /// Waits until something happens, and handles it.
    pub fn step(&mut self, wake: &Wake) -> io::Result<()> {
        let happened = self.wait(wake)?;
        for source in &happened {
            match source {
                Source::Exit => self.ended(),
                Source::Wake => self.stop(Stop::Cancelled),
                Source::Input => {
                    self.input.write();
                    self.last_sign = Instant::now();
                }
                Source::Output(index) => {
                    self.read(*index);
                    self.last_sign = Instant::now();
                }
            }
        }
        self.look_at_clock(happened.is_empty());
        Ok(())
    }

    fn look_at_clock(&mut self, is_quiet: bool) {
        let now = Instant::now();
        let passed = |time: Option<Instant>| time.is_some_and(|time| now >= time);
        if self.stopped.is_none() {
            if passed(self.limits.deadline) {
                if self.has_ended {
                    // What it left behind does not affect its success.
                    self.is_over = true;
                } else {
                    self.stop(Stop::TimedOut);
                }
            }
            self.is_over |= self.has_ended && is_quiet && passed(self.linger_until());
        } else if passed(self.kill_at) {
            self.kill();
        } else if self.kill_at.is_some() && self.has_ended && passed(Some(self.roll_call_at)) {
            self.roll_call_at = now + ROLL_CALL;
            if !self.leader.family.lives() {
                // Whatever still holds a pipe is out of reach.
                self.kill_at = None;
                self.over_at = Some(now + LAST_WORDS);
            }
        }
        self.is_over |= passed(self.over_at) || self.has_ended && !self.has_pipes();
    }

    /// Whether data may still arrive, or be written.
    fn has_pipes(&self) -> bool {
        self.input.open().is_some() || self.outputs.iter().any(|output| output.open().is_some())
    }

    /// When to stop waiting for what the process left behind.
    fn linger_until(&self) -> Option<Instant> {
        self.last_sign.checked_add(self.limits.linger?)
    }

    fn wait(&mut self, wake: &Wake) -> io::Result<Vec<Source>> {
        let is_ahead = self.lines.as_mut().is_some_and(Lines::is_ahead);
        if is_ahead {
            // What is in the pipes has not had its time yet.
            self.last_sign = Instant::now();
        }
        let mut sources = Vec::with_capacity(5);
        if self.stopped.is_none() {
            sources.push((Source::Wake, wake.as_fd(), PollFlags::IN));
        }
        if !self.has_ended {
            sources.push((Source::Exit, self.exit.as_fd(), PollFlags::IN));
        }
        sources.extend(
            self.input
                .open()
                .map(|file| (Source::Input, file, PollFlags::OUT)),
        );
        for (index, output) in self.outputs.iter().enumerate() {
            let output = output
                .open()
                .filter(|_| !is_ahead)
                .map(|file| (Source::Output(index), file, PollFlags::IN));
            sources.extend(output);
        }
        let mut files: Vec<_> = sources
            .iter()
            .map(|(_, file, flags)| PollFd::from_borrowed_fd(*file, *flags))
            .collect();
        match poll(&mut files, self.time_left(is_ahead).as_ref()) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let ready = sources
            .iter()
            .zip(&files)
            .filter(|(_, file)| !file.revents().is_empty());
        Ok(ready.map(|((source, ..), _)| *source).collect())
    }

    /// The time until the next deadline.
    fn time_left(&self, is_ahead: bool) -> Option<Timespec> {
        let now = Instant::now();
        let next = if self.stopped.is_none() {
            let linger = self.has_ended.then(|| self.linger_until()).flatten();
            [self.limits.deadline, linger]
        } else {
            let roll_call = self.has_ended && self.kill_at.is_some();
            let roll_call = roll_call.then_some(self.roll_call_at);
            [self.kill_at.or(self.over_at), roll_call]
        };
        let again = is_ahead.then(|| now + CATCH_UP);
        let next = next.into_iter().flatten().chain(again).min()?;
        // A time that the system cannot express means none.
        next.saturating_duration_since(now).try_into().ok()
    }

    fn read(&mut self, index: usize) {
        let output = &mut self.outputs[index];
        output.read(|bytes| {
            if let Some(lines) = &mut self.lines {
                lines.take(index, bytes);
            }
        });
        if let (None, Some(lines)) = (output.open(), &mut self.lines) {
            lines.end(index);
        }
        if output.capture.over_limit() && self.stopped.is_none() {
            self.stop(Stop::OutputLimit);
        }
    }

    fn stop(&mut self, why: Stop) {
        self.stopped = Some(why);
        if self.limits.grace.is_zero() {
            return self.kill();
        }
        self.kill_at = Instant::now().checked_add(self.limits.grace);
        // The cancelling thread has already done so for those that are found quickly.
        self.leader.family.ask(self.first, true);
    }

    fn kill(&mut self) {
        self.leader.family.kill();
        self.kill_at = None;
        let patience = if self.has_ended { LAST_WORDS } else { DEATH };
        self.over_at = Some(Instant::now() + patience);
    }

    fn ended(&mut self) {
        self.has_ended = true;
        self.last_sign = Instant::now();
        if self.over_at.is_some() {
            self.over_at = Some(self.last_sign + LAST_WORDS);
        }
    }

    /// Removes what is left of the process if it failed, and returns how it ended.
    pub fn finish(mut self) -> io::Result<Outcome> {
        for index in 0..self.outputs.len() {
            self.read(index);
            if let Some(lines) = &mut self.lines {
                lines.end(index);
            }
        }
        let pipes_open = self.has_pipes();
        let has_failed = self.limits.check && !self.leader.has_succeeded();
        let is_spared = self.stopped.is_none() && !self.spares_none && !has_failed;
        if self.stopped.is_some() && self.over_at.is_none() || pipes_open && !is_spared {
            self.leader.family.kill();
        }
        let [(stdout, out), (stderr, err)] = self.outputs.map(Output::into_parts);
        let pipes = [out, err].into_iter().flatten().filter(|_| is_spared);
        let pipes = pipes.collect();
        let (status, leader) = if self.has_ended {
            (Some(self.leader.reap()?), None)
        } else {
            (None, Some(self.leader))
        };
        keep(pipes, leader);
        Ok(Outcome {
            status,
            stdout,
            stderr,
            stopped: self.stopped,
            pipes_open,
        })
    }
}
