//! The meaning of the exit codes: the same as those of the command line in TypeScript.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use pintle::Error;

use crate::signals::broken_pipe;

/// Why the process ends before it has done what it was to do.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A command or a plan failed.
    Failed(Error),
    /// The command line is wrong: what was typed, or a file that it names.
    Usage {
        message: String,
        error: Option<Error>,
        /// What to run for more.
        hint: Option<String>,
    },
    /// The system does not let the program do its work.
    Environment(String),
    /// What was to be given could not be written.
    Lost(io::Error),
    /// Nobody reads the answers of a conversation any longer, and the client knows why.
    Unread,
}

impl Failure {
    /// A fault of the command line.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self::Usage {
            message: message.into(),
            error: None,
            hint: None,
        }
    }

    /// Something that was found before anything ran.
    pub(crate) fn before(error: Error, place: &str) -> Self {
        let message = if place.is_empty() {
            error.to_string()
        } else {
            format!("{place}: {error}")
        };
        Self::Usage {
            message,
            error: Some(error),
            hint: None,
        }
    }

    /// Says what to run for more, if it is a fault of the command line.
    pub(crate) fn with_hint(mut self, more: String) -> Self {
        if let Self::Usage { hint, .. } = &mut self {
            *hint = Some(more);
        }
        self
    }

    /// Reports why on stderr.
    pub(crate) fn report(&self) -> ExitCode {
        if let Self::Lost(error) = self
            && error.kind() == io::ErrorKind::BrokenPipe
        {
            // A reader that exited early, such as `head`, knows why.
            broken_pipe();
        }
        let mut hint = None;
        let (message, error, code) = match self {
            Self::Failed(error) => (error.to_string(), Some(error), FAILED),
            Self::Usage {
                message,
                error,
                hint: more,
            } => {
                hint = more.as_ref();
                (message.clone(), error.as_ref(), USAGE)
            }
            Self::Environment(message) => (message.clone(), None, ENVIRONMENT),
            Self::Unread => return ExitCode::from(ENVIRONMENT),
            Self::Lost(error) => {
                let message = format!("stdout cannot be written: {error}");
                (message, None, ENVIRONMENT)
            }
        };
        tell(&format!("error: {message}"));
        if let Some(error) = error {
            tell(&format!("  code: {}", error.code()));
            if !error.pointer().is_empty() {
                tell(&format!("  pointer: {}", error.pointer()));
            }
        }
        if let Some(hint) = hint {
            tell(&format!("  hint: {hint}"));
        }
        ExitCode::from(code)
    }
}

/// Writes something for a person to stderr, if that is open.
pub(crate) fn tell(message: &str) {
    drop(writeln!(io::stderr(), "{message}"));
}

/// A command failed, or a step of a plan.
pub(crate) const FAILED: u8 = 1;
const USAGE: u8 = 2;
const ENVIRONMENT: u8 = 3;
