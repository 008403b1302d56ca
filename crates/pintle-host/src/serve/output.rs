//! The only thread that writes, and its queue.

use std::{
    collections::VecDeque,
    io::{self, BufWriter, Write},
    mem,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
};

use pintle::Progress;

use super::{PATIENCE, progress::Listener};
use crate::{framing::Frame, framing::Framing, rpc::Part};

/// While more than this is waiting to be read, nothing more is produced.
const ROOM: u64 = 64 << 20;

/// While more than this is waiting, nothing more is produced even for a client that reads nothing.
const MOST: u64 = 4 * ROOM;

/// The maximum size of one write, so that reading by the other side is noticed.
const PIECE: usize = 64 << 10;

/// Messages on their way out.
pub(super) struct Output {
    framing: Framing,
    state: Mutex<State>,
    filled: Condvar,
    emptied: Condvar,
}

#[derive(Default)]
struct State {
    queue: VecDeque<Outgoing>,
    /// The size of the messages that have not been written yet.
    bytes: u64,
    /// The number of writes.
    writes: u64,
    /// Whether nobody has read for a while.
    stalled: bool,
    /// Whether the thread is writing.
    writing: bool,
    phase: Phase,
    /// Why not everything could be written.
    lost: Option<io::Error>,
}

#[derive(Default, PartialEq)]
enum Phase {
    #[default]
    Open,
    /// Nobody waits for room any longer.
    Hurried,
    /// Nothing more can be written, or will arrive.
    Closed,
}

impl State {
    fn is_closed(&self) -> bool {
        self.phase == Phase::Closed
    }

    fn lacks_room(&self) -> bool {
        self.bytes > ROOM && self.phase == Phase::Open
    }
}

enum Outgoing {
    Frame(Frame),
    /// What a command reported and may want to track: it is dropped when its turn comes.
    Detail(Frame, Progress),
    /// The progress of a request when its turn comes, not when it was reported.
    Progress(Arc<Listener>),
}

impl Output {
    pub(super) fn new(framing: Framing) -> Self {
        Self {
            framing,
            state: Mutex::default(),
            filled: Condvar::new(),
            emptied: Condvar::new(),
        }
    }

    /// Queues a message for writing. Never waits.
    pub(super) fn send(&self, frame: Frame) {
        self.push(frame.size(), Outgoing::Frame(frame));
    }

    /// The same for what a command reported.
    pub(super) fn send_detail(&self, frame: Frame, progress: Progress) {
        self.push(frame.size(), Outgoing::Detail(frame, progress));
    }

    /// Queues the latest progress of a request.
    pub(super) fn send_progress(&self, listener: Arc<Listener>) {
        self.push(0, Outgoing::Progress(listener));
    }

    fn push(&self, bytes: u64, outgoing: Outgoing) {
        let mut state = self.lock();
        if state.is_closed() {
            return;
        }
        state.bytes += bytes;
        state.queue.push_back(outgoing);
        let is_first = state.queue.len() == 1;
        drop(state);
        if is_first {
            self.filled.notify_one();
        }
    }

    /// Waits until the other side has read most of the queue.
    pub(super) fn wait_for_room(&self) {
        let mut state = self.lock();
        while state.lacks_room() {
            state = wait(&self.emptied, state);
        }
    }

    /// The same, but (unless the queue is very long) only while the other side reads at all: it may
    /// itself be waiting until its output is read, or may have ended its input.
    pub(super) fn wait_while_read(&self) {
        let mut state = self.lock();
        while state.lacks_room() && !(state.stalled && state.bytes <= MOST) {
            state = self.wait_patiently(state);
        }
    }

    /// Waits for a change. If nothing is written for a while, the output has stalled.
    fn wait_patiently<'a>(&self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        let writes = state.writes;
        let waited = self.emptied.wait_timeout(state, PATIENCE);
        let (mut state, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        state.stalled = timeout.timed_out() && state.writes == writes;
        state
    }

    /// From now on nobody waits for room.
    pub(super) fn hurry(&self) {
        let mut state = self.lock();
        if !state.is_closed() {
            state.phase = Phase::Hurried;
        }
        self.emptied.notify_all();
    }

    /// Waits until everything is written, unless nobody reads it.
    pub(super) fn end(&self) {
        let mut state = self.lock();
        while (state.writing || !state.queue.is_empty()) && !state.is_closed() {
            state = self.wait_patiently(state);
            if state.stalled {
                let error = io::Error::new(io::ErrorKind::TimedOut, "nobody reads the output");
                state.lost.get_or_insert(error);
                break;
            }
        }
        state.phase = Phase::Closed;
        self.filled.notify_one();
    }

    /// Why not everything could be written, if so.
    pub(super) fn lost(&self) -> Option<io::Error> {
        self.lock().lost.take()
    }

    /// Writes what is sent, until the end or until writing fails. Returns whether it was the end.
    pub(super) fn write_all(&self, output: impl Write) -> bool {
        let written = self.write_until_end(Counted { output, of: self });
        let whole = written.is_ok();
        let mut state = self.lock();
        state.phase = Phase::Closed;
        state.queue.clear();
        state.lost = state.lost.take().or(written.err());
        self.emptied.notify_all();
        whole
    }

    fn write_until_end(&self, output: impl Write) -> io::Result<()> {
        let mut output = BufWriter::with_capacity(PIECE, output);
        while let Some((batch, bytes)) = self.next() {
            for outgoing in batch {
                if let Some(frame) = self.frame(outgoing) {
                    self.framing.write(&frame, &mut output)?;
                }
            }
            output.flush()?;
            let mut state = self.lock();
            state.bytes -= bytes;
            state.writing = false;
            self.emptied.notify_all();
        }
        Ok(())
    }

    /// Everything in the queue, and its size; nothing at the end.
    fn next(&self) -> Option<(VecDeque<Outgoing>, u64)> {
        let mut state = self.lock();
        while state.queue.is_empty() {
            if state.is_closed() {
                return None;
            }
            state = wait(&self.filled, state);
        }
        state.writing = true;
        Some((mem::take(&mut state.queue), state.bytes))
    }

    fn frame(&self, outgoing: Outgoing) -> Option<Frame> {
        match outgoing {
            Outgoing::Frame(frame) => Some(frame),
            Outgoing::Detail(frame, progress) => {
                drop(progress);
                Some(frame)
            }
            Outgoing::Progress(listener) => {
                let message = listener.latest()?;
                Part::new(message, self.framing).ok().map(Part::alone)
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn wait<'a>(condition: &Condvar, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
    condition
        .wait(state)
        .unwrap_or_else(PoisonError::into_inner)
}

/// Counts the writes, so that reading by the other side is noticed.
struct Counted<'a, W> {
    output: W,
    of: &'a Output,
}

impl<W: Write> Write for Counted<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.output.write(&bytes[..bytes.len().min(PIECE)])?;
        let mut state = self.of.lock();
        state.writes += 1;
        state.stalled = false;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}
