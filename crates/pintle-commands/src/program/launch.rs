//! What is started, and why starting failed.

use std::{io, path::PathBuf};

use pintle::{Context, Error};

use super::{
    environment::{Environment, environment, search_path},
    extensions::Extensions,
    folder::WorkingFolder,
    limits::Limits,
    lookup::Search,
    options::RunOptions,
    streams::Streams,
};

/// A program that is ready to be started, with everything it gets.
#[derive(Debug)]
pub(super) struct Launch {
    /// Its absolute path.
    pub path: PathBuf,
    /// Its arguments, starting with the name by which it was called.
    pub args: Vec<String>,
    pub env: Environment,
    pub folder: WorkingFolder,
    pub streams: Streams,
    /// Whether the caller is under a policy: the program gets only its three streams, and is never
    /// started as a shell script.
    #[cfg_attr(
        not(unix),
        expect(
            dead_code,
            reason = "no handle is inherited there unless it is asked for"
        )
    )]
    pub confined: bool,
}

/// What the system refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Changing to the folder.
    #[cfg_attr(not(unix), expect(dead_code, reason = "it is opened before, and held"))]
    Folder,
    /// Emptying the file of an output.
    Output,
    /// Starting or watching the program.
    Program,
}

impl Launch {
    pub fn new(
        program: &str,
        args: &[String],
        options: &RunOptions,
        limits: &Limits,
        cx: &Context,
    ) -> Result<Self, Error> {
        // Before the program is searched, which may be relative to it; and because the system
        // reports the same error for a missing folder as for a missing program.
        let folder = WorkingFolder::open(options.cwd.as_deref(), cx)?;
        let env = environment(options, cx);
        let path = Search {
            program,
            path: search_path(&env),
            cwd: Some(folder.path()),
            extensions: Extensions::of_system(cx),
            cx,
        }
        .find()?;
        let args = std::iter::once(program).chain(args.iter().map(String::as_str));
        Ok(Self {
            path,
            args: args.map(str::to_owned).collect(),
            env,
            folder,
            streams: Streams::open(options, limits, cx)?,
            confined: cx.confinement().is_some(),
        })
    }

    /// Why the program could not be started or watched.
    pub fn failure(&self, stage: Stage, error: &io::Error) -> Error {
        match stage {
            Stage::Folder => return self.folder.failure(error),
            Stage::Output => {
                let message = format!("cannot empty the file of an output: {error}");
                return Error::system(error).with_message(message);
            }
            Stage::Program => {}
        }
        let plain = Error::io(error, &self.path).at("/program");
        match hint(error) {
            Some(hint) => {
                let message = format!("cannot start {}: {hint}", self.path.display());
                plain.with_message(message)
            }
            None => plain,
        }
    }
}

#[cfg(unix)]
fn hint(error: &io::Error) -> Option<&'static str> {
    use rustix::io::Errno;
    Some(match Errno::from_io_error(error)? {
        Errno::MFILE => "this process has too many files open (EMFILE)",
        Errno::NFILE => "the system has too many files open (ENFILE)",
        Errno::AGAIN => "the system allows no more processes or threads (EAGAIN)",
        Errno::NOMEM => "there is not enough memory (ENOMEM)",
        Errno::NOENT => "the interpreter or loader that the file names does not exist (ENOENT)",
        Errno::NOEXEC => "the file is neither a program nor a script that begins with #! (ENOEXEC)",
        Errno::ACCESS => "the file may not be executed (EACCES)",
        Errno::TXTBSY => "the file is being written (ETXTBSY)",
        Errno::TOOBIG => "the arguments and the environment are too long (E2BIG)",
        Errno::CHILD => {
            "this process ignores SIGCHLD, so the system does not report how the program ended (ECHILD)"
        }
        _ => return None,
    })
}

#[cfg(not(unix))]
fn hint(_: &io::Error) -> Option<&'static str> {
    None
}
