//! A process where nothing can wait for a process and its pipes at once: a thread for each pipe.

use std::{
    io::{self, Read, Write},
    process::{Child, ChildStdin, ExitStatus},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    },
    thread,
    time::{Duration, Instant},
};

use pintle::{Bytes, Context, pool};

#[cfg(windows)]
use super::job::Job;
use super::{
    capture::Capture,
    launch::Started,
    limits::Limits,
    lines::Lines,
    outcome::{Outcome, Stop},
};

/// How often the process is asked whether it has ended, when it writes nothing.
const INTERVAL: Duration = Duration::from_millis(5);
/// How long outputs may stay open after the process has ended.
const LINGER: Duration = Duration::from_millis(100);

/// How many pieces of output may wait to be taken.
const AHEAD: usize = 16;

enum Event {
    Output(usize, Vec<u8>),
    Closed(usize),
}

/// Starts the process and stays with it until it is gone.
///
/// There is no gentle way to end a process here: it is killed at once. On Windows so is what it has
/// started; elsewhere that goes on, and a thread that reads from it ends with it.
pub(super) fn supervise(
    start: impl FnOnce() -> io::Result<Started>,
    input: Option<Bytes>,
    limits: &Limits,
    context: &Context,
) -> io::Result<Outcome> {
    let Started { child, merged } = start()?;
    let process = Arc::new(Process::new(child));
    let killed_at_last = KillOnDrop(Arc::clone(&process));
    let (sender, events) = sync_channel(AHEAD);
    let (stdin, stdout, stderr) = {
        let mut child = process.lock();
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
    };
    let merged = merged.map(|pipe| Box::new(pipe) as Pipe);
    let outputs = [
        merged.or(stdout.map(|pipe| Box::new(pipe) as _)),
        stderr.map(|pipe| Box::new(pipe) as _),
    ];
    let mut open = 0;
    for (index, pipe) in outputs.into_iter().enumerate() {
        let Some(pipe) = pipe else { continue };
        let sender = sender.clone();
        pool::thread("pintle-read").spawn(move || read(pipe, index, &sender))?;
        open += 1;
    }
    if let (Some(stdin), Some(input)) = (stdin, input) {
        pool::thread("pintle-write").spawn(move || write(stdin, &input))?;
    }
    drop(sender);
    let cancelled = Arc::new(AtomicBool::new(false));
    let guard = {
        let (process, cancelled) = (Arc::clone(&process), Arc::clone(&cancelled));
        context.on_cancel(move || {
            // Said first, so that this end is not taken for one that nobody asked for.
            cancelled.store(true, Ordering::Release);
            process.kill();
        })
    };
    let mut watch = Watch {
        captures: [Capture::new(limits), Capture::new(limits)],
        lines: Lines::new(context),
        open,
        cancelled: &cancelled,
        stopped: None,
        limits,
    };
    let status = pool::while_waiting(|| watch.follow(&process, &events))?;
    drop(guard);
    drop(killed_at_last);
    let [stdout, stderr] = watch.captures;
    Ok(Outcome {
        status,
        stdout,
        stderr,
        stopped: watch.stopped,
    })
}

struct Watch<'a> {
    captures: [Capture; 2],
    lines: Option<Lines<'a>>,
    open: usize,
    cancelled: &'a AtomicBool,
    stopped: Option<Stop>,
    limits: &'a Limits,
}

impl Watch<'_> {
    fn follow(&mut self, process: &Process, events: &Receiver<Event>) -> io::Result<ExitStatus> {
        let mut ended: Option<(ExitStatus, Instant)> = None;
        loop {
            if self.lines.as_mut().is_some_and(Lines::is_ahead) {
                // What is in the pipes has not had its time.
                ended = ended.map(|(status, _)| (status, Instant::now() + LINGER));
                thread::sleep(INTERVAL);
            } else {
                match events.recv_timeout(INTERVAL) {
                    Ok(Event::Output(index, bytes)) => self.take(index, &bytes, process),
                    Ok(Event::Closed(index)) => {
                        self.open -= 1;
                        self.end(index);
                    }
                    Err(RecvTimeoutError::Timeout) => {}
                    // Nothing is written any more.
                    Err(RecvTimeoutError::Disconnected) => thread::sleep(INTERVAL),
                }
            }
            if self.cancelled.load(Ordering::Acquire) {
                self.stopped = self.stopped.or(Some(Stop::Cancelled));
            }
            if ended.is_none() {
                ended = process
                    .lock()
                    .try_wait()?
                    .map(|status| (status, Instant::now() + LINGER));
            }
            match ended {
                Some((status, until)) if self.open == 0 || Instant::now() >= until => {
                    if self.open > 0 {
                        process.kill_rest();
                    }
                    (0..self.captures.len()).for_each(|index| self.end(index));
                    return Ok(status);
                }
                None if self.stopped.is_none()
                    && self.limits.deadline.is_some_and(|at| Instant::now() >= at) =>
                {
                    self.stop(Stop::TimedOut, process);
                }
                _ => {}
            }
        }
    }

    fn take(&mut self, index: usize, bytes: &[u8], process: &Process) {
        let capture = &mut self.captures[index];
        capture.buffer().extend_from_slice(bytes);
        capture.keep();
        let too_much = capture.over_limit();
        if let Some(lines) = &mut self.lines {
            lines.take(index, bytes);
        }
        if too_much && self.stopped.is_none() {
            self.stop(Stop::OutputLimit, process);
        }
    }

    fn end(&mut self, index: usize) {
        if let Some(lines) = &mut self.lines {
            lines.end(index);
        }
    }

    fn stop(&mut self, why: Stop, process: &Process) {
        self.stopped = Some(why);
        process.kill();
    }
}

struct Process {
    child: Mutex<Child>,
    /// With what it has started. There is none where the system refuses, or the process has ended.
    #[cfg(windows)]
    job: Option<Job>,
}

impl Process {
    fn new(child: Child) -> Self {
        Self {
            #[cfg(windows)]
            job: Job::of(&child).ok(),
            child: Mutex::new(child),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Child> {
        self.child.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn kill(&self) {
        self.kill_rest();
        // It may have ended; std remembers that, so this never meets another process.
        let _ = self.lock().kill();
    }

    /// Ends what it has started, where that is known.
    #[cfg_attr(
        not(windows),
        expect(clippy::unused_self, reason = "it is needed there")
    )]
    fn kill_rest(&self) {
        #[cfg(windows)]
        if let Some(job) = &self.job {
            job.kill();
        }
    }
}

/// No way out of here leaves a process behind.
struct KillOnDrop(Arc<Process>);

impl Drop for KillOnDrop {
    fn drop(&mut self) {
        // What a process that has ended by itself left behind goes on.
        if !matches!(self.0.lock().try_wait(), Ok(Some(_))) {
            self.0.kill();
        }
        let _ = self.0.lock().wait();
    }
}

type Pipe = Box<dyn Read + Send>;

fn read(mut pipe: Pipe, index: usize, events: &SyncSender<Event>) {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let event = match pipe.read(&mut buffer) {
            Ok(0) => Event::Closed(index),
            Ok(count) => Event::Output(index, buffer[..count].to_vec()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) => Event::Closed(index),
        };
        let closed = matches!(event, Event::Closed(_));
        // Nobody listens any more when the process has ended, and the time to linger too.
        if events.send(event).is_err() || closed {
            return;
        }
    }
}

fn write(mut stdin: ChildStdin, input: &[u8]) {
    // A program that does not want to read on closes its end, which is up to it.
    let _ = stdin.write_all(input);
}
