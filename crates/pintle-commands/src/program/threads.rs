//! A process on systems without a combined wait for a process and its pipes: one thread per pipe.

use std::{
    io::{self, Read, Write},
    process::{Child, ExitStatus},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel},
    },
    thread,
    time::{Duration, Instant},
};

use pintle::{Bytes, Context, Error, pool};

#[cfg(windows)]
use super::job::Job;
use super::{
    capture::Capture,
    launch::{Launch, Stage},
    limits::Limits,
    line_reports::Lines,
    outcome::{Outcome, Stop},
    spawn::{Started, start},
};

/// How often the process is polled for its end while it writes nothing.
const INTERVAL: Duration = Duration::from_millis(5);
/// How long pipes may stay open after everything that could be terminated was.
const LAST_WORDS: Duration = Duration::from_millis(100);

/// How many pieces of output may be queued.
const AHEAD: usize = 16;

enum Event {
    Output(usize, Vec<u8>),
    Closed(usize),
}

/// Starts the process and supervises it until it has ended.
///
/// A process cannot be terminated gently here: it is killed immediately. On Windows so is what it
/// has started; on other systems that keeps running, and a thread that reads from it ends with it.
pub(super) fn supervise(
    launch: Launch,
    input: Option<Bytes>,
    limits: &Limits,
    context: &Context,
) -> Result<Outcome, Error> {
    let started = start(&launch).map_err(|(stage, error)| launch.failure(stage, &error))?;
    let followed = follow(started, input, limits, context);
    followed.map_err(|error| launch.failure(Stage::Program, &error))
}

fn follow(
    started: Started,
    input: Option<Bytes>,
    limits: &Limits,
    context: &Context,
) -> io::Result<Outcome> {
    let Started {
        child,
        stdin,
        outputs,
    } = started;
    let process = Arc::new(Process::new(child));
    let killed_at_last = KillOnDrop(Arc::clone(&process));
    let (sender, events) = sync_channel(AHEAD);
    let mut open = 0;
    for (index, pipe) in outputs.into_iter().enumerate() {
        let Some(pipe) = pipe else { continue };
        let sender = sender.clone();
        pool::thread("pintle-read").spawn(move || read(pipe, index, &sender))?;
        open += 1;
    }
    let input_left = Arc::new(AtomicUsize::new(0));
    if let (Some(stdin), Some(input)) = (stdin, input) {
        let left = Arc::clone(&input_left);
        left.store(input.len(), Ordering::Relaxed);
        pool::thread("pintle-write").spawn(move || write(stdin, &input, &left))?;
    }
    drop(sender);
    let cancelled = Arc::new(AtomicBool::new(false));
    let guard = {
        let (process, cancelled) = (Arc::clone(&process), Arc::clone(&cancelled));
        context.on_cancel(move || {
            // Recorded first, so that this end is not mistaken for an unrequested one.
            cancelled.store(true, Ordering::Release);
            process.kill();
        })
    };
    let mut watch = Watch {
        captures: [Capture::new(limits, context), Capture::new(limits, context)],
        lines: Lines::new(context, limits),
        open,
        input_left,
        cancelled: &cancelled,
        stopped: None,
        last_sign: Instant::now(),
        limits,
    };
    let status = pool::while_waiting(|| watch.follow(&process, &events))?;
    drop(guard);
    let pipes_open = watch.has_pipes();
    let has_failed = limits.check && !status.success();
    let is_confined = context.confinement().is_some();
    if watch.stopped.is_some() || pipes_open && (has_failed || is_confined) {
        process.kill_rest();
    }
    drop(killed_at_last);
    let [stdout, stderr] = watch.captures;
    Ok(Outcome {
        status: Some(status),
        stdout,
        stderr,
        stopped: watch.stopped,
        pipes_open,
    })
}

struct Watch<'a> {
    captures: [Capture; 2],
    lines: Option<Lines<'a>>,
    /// How many outputs are open.
    open: usize,
    /// How much input has not been read.
    input_left: Arc<AtomicUsize>,
    cancelled: &'a AtomicBool,
    stopped: Option<Stop>,
    /// When data was last read or written, or the process ended.
    last_sign: Instant,
    limits: &'a Limits,
}

impl Watch<'_> {
    fn follow(&mut self, process: &Process, events: &Receiver<Event>) -> io::Result<ExitStatus> {
        let mut ended: Option<(ExitStatus, Instant)> = None;
        loop {
            let is_quiet = self.wait(process, events);
            if self.cancelled.load(Ordering::Acquire) {
                self.stopped = self.stopped.or(Some(Stop::Cancelled));
            }
            let now = Instant::now();
            if ended.is_none() {
                ended = process.lock().try_wait()?.map(|status| (status, now));
                if ended.is_some() {
                    self.last_sign = now;
                }
            }
            let passed = |time: Option<Instant>| time.is_some_and(|time| now >= time);
            let is_late = self.stopped.is_none() && passed(self.limits.deadline);
            match ended {
                Some((status, at)) => {
                    let given_up = match (self.stopped, self.limits.linger) {
                        (Some(_), _) => now >= at + LAST_WORDS,
                        (None, Some(linger)) => {
                            is_quiet && passed(self.last_sign.checked_add(linger))
                        }
                        (None, None) => false,
                    };
                    if !self.has_pipes() || is_late || given_up {
                        (0..self.captures.len()).for_each(|index| self.end(index));
                        return Ok(status);
                    }
                }
                None if is_late => self.stop(Stop::TimedOut, process),
                None => {}
            }
        }
    }

    /// Waits briefly for data. Returns whether there was none.
    fn wait(&mut self, process: &Process, events: &Receiver<Event>) -> bool {
        if self.lines.as_mut().is_some_and(Lines::is_ahead) {
            // What is in the pipes has not had its time yet.
            self.last_sign = Instant::now();
            thread::sleep(INTERVAL);
            return false;
        }
        let left = self.input_left.load(Ordering::Relaxed);
        match events.recv_timeout(INTERVAL) {
            Ok(Event::Output(index, bytes)) => self.take(index, &bytes, process),
            Ok(Event::Closed(index)) => {
                self.open -= 1;
                self.end(index);
            }
            Err(RecvTimeoutError::Timeout) => {
                return left == self.input_left.load(Ordering::Relaxed);
            }
            // Nothing is written any longer.
            Err(RecvTimeoutError::Disconnected) => {
                thread::sleep(INTERVAL);
                return left == self.input_left.load(Ordering::Relaxed);
            }
        }
        self.last_sign = Instant::now();
        false
    }

    fn has_pipes(&self) -> bool {
        self.open > 0 || self.input_left.load(Ordering::Relaxed) > 0
    }

    fn take(&mut self, index: usize, bytes: &[u8], process: &Process) {
        let capture = &mut self.captures[index];
        let was_over = capture.over_limit();
        capture.buffer().extend_from_slice(bytes);
        capture.keep();
        let too_much = capture.over_limit();
        if let Some(lines) = self.lines.as_mut().filter(|_| !was_over) {
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
    /// Including what it has started. There is none if the system refuses, or the process has
    /// ended.
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
        // It may have ended; std remembers that, so this never affects another process.
        let _ = self.lock().kill();
    }

    /// Terminates what it has started, if that is known.
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

/// No exit path leaves a process behind.
struct KillOnDrop(Arc<Process>);

impl Drop for KillOnDrop {
    fn drop(&mut self) {
        // What a process that exited by itself left behind keeps running.
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
        // Nobody listens any longer after the call. What the process left behind keeps running
        // nevertheless, which requires that its output is read.
        let _ = events.send(event);
        if closed {
            return;
        }
    }
}

/// Writes the input, and reports how much of it is left.
fn write(mut stdin: impl Write, input: &[u8], left: &AtomicUsize) {
    let mut rest = input;
    while !rest.is_empty() {
        match stdin.write(rest) {
            Ok(count) => rest = &rest[count..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            // A program that does not read all of it closes its end, which is its choice.
            Err(_) => break,
        }
        left.store(rest.len(), Ordering::Relaxed);
    }
    left.store(0, Ordering::Relaxed);
}
