//! How a program ended, and the resulting errors.

use std::{process::ExitStatus, time::Instant};

use pintle::{
    Error,
    errors::{CANCELLED, TIMEOUT},
};

use super::{
    capture::Capture,
    errors::{OUTPUT_LIMIT, PROGRAM_FAILED, ProgramErrorDetails},
    limits::Limits,
    options::{RunOptions, RunResult},
};

/// Why a program was asked to exit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Stop {
    Cancelled,
    TimedOut,
    OutputLimit,
}

/// What is known once a program has ended.
#[derive(Debug)]
pub(super) struct Outcome {
    /// How it ended; none if the system did not allow terminating it.
    pub status: Option<ExitStatus>,
    pub stdout: Capture,
    pub stderr: Capture,
    pub stopped: Option<Stop>,
    /// Whether another process still held one of its pipes.
    pub pipes_open: bool,
}

impl Outcome {
    pub fn into_result(
        self,
        program: &str,
        options: &RunOptions,
        limits: &Limits,
        start: Instant,
    ) -> Result<RunResult, Error> {
        match self.stopped {
            Some(Stop::Cancelled) => {
                let message = format!("the caller cancelled, so {program} was terminated");
                return Err(Error::new(&CANCELLED, message).with_details(self.details(false)));
            }
            Some(Stop::TimedOut) => return Err(self.timeout(program, options, limits)),
            Some(Stop::OutputLimit) => return Err(self.too_much(program, limits)),
            None if options.check && !self.status.is_some_and(|status| status.success()) => {
                return Err(self.failure(program, options));
            }
            None => {}
        }
        let (exit_code, signal) = (self.exit_code(), self.signal());
        let (stdout, stdout_dropped) = self.stdout.finish();
        let (stderr, stderr_dropped) = self.stderr.finish();
        Ok(RunResult {
            exit_code,
            signal,
            stdout: stdout.into(),
            stderr: stderr.into(),
            stdout_dropped: stdout_dropped as f64,
            stderr_dropped: stderr_dropped as f64,
            pipes_open: self.pipes_open,
            duration_ms: start.elapsed().as_secs_f64() * 1_000.0,
        })
    }

    fn timeout(&self, program: &str, options: &RunOptions, limits: &Limits) -> Error {
        let details = self.details(false);
        let error = match options.timeout_ms {
            Some(limit) if limits.own_deadline => {
                Error::new(&TIMEOUT, format!("{program} did not end within {limit} ms"))
                    .at("/timeoutMs")
            }
            _ => Error::new(
                &TIMEOUT,
                format!("the time limit ran out, so {program} was terminated"),
            ),
        };
        error.with_details(details)
    }

    fn too_much(&self, program: &str, limits: &Limits) -> Error {
        let output = if self.stdout.over_limit() {
            "output"
        } else {
            "error output"
        };
        let message = format!(
            "{program} wrote more than {} bytes of {output}",
            limits.max_written.unwrap_or(limits.max_output)
        );
        OUTPUT_LIMIT
            .error(message, self.details(true))
            .at("/maxOutputBytes")
    }

    fn failure(&self, program: &str, options: &RunOptions) -> Error {
        let end = match (self.exit_code(), self.signal()) {
            (Some(code), _) => format!("{program} exited with code {code}"),
            (None, Some(signal)) => format!("{program} was terminated by {signal}"),
            (None, None) => format!("{program} failed"),
        };
        let errors = if options.merge_stderr {
            &self.stdout
        } else {
            &self.stderr
        };
        let message = match errors.last_line() {
            Some(line) => format!("{end}: {line}"),
            None => end,
        };
        PROGRAM_FAILED.error(message, self.details(false))
    }

    fn details(&self, head: bool) -> ProgramErrorDetails {
        let excerpt = if head { Capture::head } else { Capture::tail };
        ProgramErrorDetails {
            exit_code: self.exit_code(),
            signal: self.signal(),
            stdout: excerpt(&self.stdout),
            stderr: excerpt(&self.stderr),
            pipes_open: self.pipes_open,
        }
    }

    fn exit_code(&self) -> Option<i32> {
        self.status.and_then(|status| status.code())
    }

    fn signal(&self) -> Option<String> {
        self.status.and_then(signal_name)
    }
}

#[cfg(unix)]
fn signal_name(status: ExitStatus) -> Option<String> {
    use std::os::unix::process::ExitStatusExt;
    status.signal().map(super::unix::signal_name)
}

#[cfg(not(unix))]
fn signal_name(_: ExitStatus) -> Option<String> {
    None
}
