//! How long a program may run, and how much it may write.

use std::{
    thread,
    time::{Duration, Instant},
};

use pintle::{
    Context, Error,
    errors::{OUT_OF_RANGE, TIMEOUT},
};

use super::{
    capture::EXCERPT,
    options::{Overflow, RunOptions},
};

/// How often a wait before the start checks for cancellation.
const INTERVAL: Duration = Duration::from_millis(5);

/// While more lines than this wait for a listener of `run`, nothing more is read.
const AHEAD: usize = 1 << 20;
/// The same for a stream, which has a queue of its own.
const AHEAD_OF_STREAM: usize = 128 << 10;

/// The limits of one run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// When the time is up.
    pub deadline: Option<Instant>,
    /// Whether that is because of `timeoutMs`, rather than an outer limit.
    pub own_deadline: bool,
    /// The time between SIGTERM and SIGKILL.
    #[cfg_attr(
        not(unix),
        expect(dead_code, reason = "a program cannot be asked there")
    )]
    pub grace: Duration,
    /// How long the processes left behind may be silent; none waits until they end.
    pub linger: Option<Duration>,
    /// Whether a failure is an error.
    pub check: bool,
    /// Bytes of each output that are kept.
    pub max_output: usize,
    /// What happens to further output.
    pub overflow: Overflow,
    /// How many bytes each output may have, if it is not kept.
    pub max_written: Option<usize>,
    /// While more bytes than this have been reported as lines but not processed, the program waits. As much is
    /// read of one output in a turn.
    pub ahead: usize,
}

impl Limits {
    pub fn new(options: &RunOptions, context: &Context, start: Instant) -> Result<Self, Error> {
        let own = match options.timeout_ms {
            // A sum beyond the clock's range means no limit.
            Some(limit) => start.checked_add(duration(limit, "/timeoutMs")?),
            None => None,
        };
        let deadline = match (own, context.deadline()) {
            (Some(own), Some(outer)) => Some(own.min(outer)),
            (own, outer) => own.or(outer),
        };
        let max_output = options.max_output_bytes;
        if !max_output.is_finite() || max_output < 0.0 {
            return Err(out_of_range(max_output, "bytes", "/maxOutputBytes"));
        }
        Ok(Self {
            deadline,
            own_deadline: own.is_some() && own == deadline,
            grace: duration(options.kill_grace_ms, "/killGraceMs")?,
            linger: options
                .linger_ms
                .map(|limit| duration(limit, "/lingerMs"))
                .transpose()?,
            check: options.check,
            max_output: max_output as usize,
            overflow: options.overflow,
            max_written: None,
            ahead: AHEAD,
        })
    }

    /// The same for a program whose output is passed on: what is kept is for its errors.
    pub fn for_passing_on(self) -> Self {
        Self {
            max_output: 2 * EXCERPT,
            overflow: Overflow::Truncate,
            max_written: (self.overflow == Overflow::Error).then_some(self.max_output),
            ahead: AHEAD_OF_STREAM,
            ..self
        }
    }

    /// An error if the caller has cancelled or the time is up, before the program has started.
    pub fn check(&self, context: &Context) -> Result<(), Error> {
        context.check()?;
        match self.deadline {
            Some(deadline) if Instant::now() >= deadline => {
                let message = "the time limit ran out before the program was started";
                let pointer = if self.own_deadline { "/timeoutMs" } else { "" };
                Err(Error::new(&TIMEOUT, message).at(pointer))
            }
            _ => Ok(()),
        }
    }

    /// Waits before the start, unless the caller cancels or the time runs out.
    pub fn pause(&self, time: Duration, context: &Context) -> Result<(), Error> {
        let until = Instant::now() + time;
        loop {
            self.check(context)?;
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(());
            }
            thread::sleep(left.min(INTERVAL));
        }
    }
}

fn duration(milliseconds: f64, pointer: &str) -> Result<Duration, Error> {
    Duration::try_from_secs_f64(milliseconds / 1_000.0)
        .map_err(|_| out_of_range(milliseconds, "milliseconds", pointer))
}

fn out_of_range(given: f64, unit: &str, pointer: &str) -> Error {
    Error::new(
        &OUT_OF_RANGE,
        format!("expected a number of {unit}, 0 or more, got {given}"),
    )
    .at(pointer)
}
