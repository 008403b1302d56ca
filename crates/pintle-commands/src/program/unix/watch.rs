//! The wait for a process, its pipes, the clock and the caller, all at once.

use std::{
    io,
    os::fd::AsFd,
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
    process::Signal,
};

use super::{
    super::{
        limits::Limits,
        lines::Lines,
        outcome::{Outcome, Stop},
    },
    exit::Exit,
    group::Leader,
    pipes::{Input, Output},
    wake::Wake,
};

/// How long outputs may stay open after the process has ended.
const LINGER: Duration = Duration::from_millis(100);

/// How long to let a listener catch up before looking again.
const CATCH_UP: Duration = Duration::from_millis(2);

/// A process that was started, and what is known of its end.
pub(super) struct Watch<'a> {
    pub exit: Exit,
    pub input: Input,
    pub outputs: [Output; 2],
    /// Who tells the outputs as they come, if anybody listens.
    pub lines: Option<Lines<'a>>,
    pub leader: Leader,
    pub limits: &'a Limits,
    /// What asks the group to end.
    pub first: Signal,
    pub stopped: Option<Stop>,
    /// When the group is killed; none before it was asked to end, and after it was killed.
    pub kill_at: Option<Instant>,
    /// How long outputs may stay open; set when the process has ended.
    pub linger_until: Option<Instant>,
}

#[derive(Clone, Copy)]
enum Source {
    Exit,
    Wake,
    Input,
    Output(usize),
}

impl Watch<'_> {
    fn has_ended(&self) -> bool {
        self.linger_until.is_some()
    }

    pub fn is_over(&self) -> bool {
        let silent = self.outputs.iter().all(|output| output.open().is_none());
        self.linger_until
            .is_some_and(|until| silent || Instant::now() >= until)
    }

    /// Waits until something happens, and deals with it.
    pub fn step(&mut self, wake: &Wake) -> io::Result<()> {
        for source in self.wait(wake)? {
            match source {
                Source::Exit => self.ended(),
                Source::Wake => self.stop(Stop::Cancelled),
                Source::Input => self.input.write(),
                Source::Output(index) => self.read(index),
            }
        }
        let passed = |time: Option<Instant>| time.is_some_and(|time| Instant::now() >= time);
        if passed(self.kill_at) {
            self.leader.group.signal(Signal::KILL);
            self.kill_at = None;
        } else if self.stopped.is_none() && !self.has_ended() && passed(self.limits.deadline) {
            self.stop(Stop::TimedOut);
        }
        Ok(())
    }

    fn wait(&mut self, wake: &Wake) -> io::Result<Vec<Source>> {
        let is_ahead = self.lines.as_mut().is_some_and(Lines::is_ahead);
        if is_ahead && self.stopped.is_none() && self.has_ended() {
            // What is in the pipes has not had its time.
            self.linger_until = Some(Instant::now() + LINGER);
        }
        let mut sources = Vec::with_capacity(5);
        if !self.has_ended() {
            if self.stopped.is_none() {
                sources.push((Source::Wake, wake.as_fd(), PollFlags::IN));
            }
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

    /// Until the next thing that the clock decides.
    fn time_left(&self, is_ahead: bool) -> Option<Timespec> {
        let running = self.stopped.is_none() && !self.has_ended();
        let deadline = self.limits.deadline.filter(|_| running);
        let again = is_ahead.then(|| Instant::now() + CATCH_UP);
        let next = [deadline, self.kill_at, self.linger_until, again]
            .into_iter()
            .flatten()
            .min()?;
        // A time that the system cannot express is as good as none.
        next.saturating_duration_since(Instant::now())
            .try_into()
            .ok()
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
        self.kill_at = Instant::now().checked_add(self.limits.grace);
        // Whoever cancels has sent the signal.
        if why != Stop::Cancelled {
            self.leader.group.signal(self.first);
        }
    }

    fn ended(&mut self) {
        self.input.close();
        let linger = Instant::now() + LINGER;
        // What the process started has the same time to end as the process itself.
        self.linger_until = Some(self.kill_at.map_or(linger, |kill_at| kill_at.max(linger)));
    }

    /// Removes what is left of the process, and says how it ended.
    pub fn finish(mut self) -> io::Result<Outcome> {
        for index in 0..self.outputs.len() {
            self.read(index);
            if let Some(lines) = &mut self.lines {
                lines.end(index);
            }
        }
        let lingering = self.outputs.iter().any(|output| output.open().is_some());
        if lingering || self.stopped.is_some() {
            self.leader.group.signal(Signal::KILL);
        }
        let status = self.leader.reap()?;
        let [stdout, stderr] = self.outputs.map(|output| output.capture);
        Ok(Outcome {
            status,
            stdout,
            stderr,
            stopped: self.stopped,
        })
    }
}
