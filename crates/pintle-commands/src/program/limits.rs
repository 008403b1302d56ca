//! Until when a program may run, and how much it may write.

use std::time::{Duration, Instant};

use pintle::{Context, Error, errors::OUT_OF_RANGE};

use super::options::{Overflow, RunOptions};

/// The limits of one run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// When the time is up.
    pub deadline: Option<Instant>,
    /// Whether that is because of `timeoutMs`, rather than of a limit from outside.
    pub own_deadline: bool,
    /// From being asked to end until being killed.
    #[cfg_attr(
        not(unix),
        expect(dead_code, reason = "a program cannot be asked there")
    )]
    pub grace: Duration,
    /// Bytes of each output that are kept.
    pub max_output: usize,
    /// What becomes of more.
    pub overflow: Overflow,
}

impl Limits {
    pub fn new(options: &RunOptions, context: &Context, start: Instant) -> Result<Self, Error> {
        let own = match options.timeout_ms {
            // A sum that no clock can hold is as good as no limit.
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
            max_output: max_output as usize,
            overflow: options.overflow,
        })
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
