//! What is started, and why that failed.

use std::{
    ffi::OsString,
    io::{self, PipeReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use pintle::{Context, Error, errors::IO};

use super::{
    extensions::Extensions, folder::WorkingFolder, lookup::Search, options::RunOptions,
    redirect::redirect,
};

/// A process that is ready to be started.
pub(super) struct Launch<'a> {
    command: Command,
    /// What both outputs go into, if that is one pipe.
    merged: Option<PipeReader>,
    path: PathBuf,
    cwd: Option<&'a Path>,
    cx: &'a Context,
    /// Held until the process has started in it.
    _folder: Option<WorkingFolder>,
}

impl<'a> Launch<'a> {
    pub fn new(
        program: &str,
        args: &[String],
        options: &'a RunOptions,
        cx: &'a Context,
    ) -> Result<Self, Error> {
        let cwd = options.cwd.as_deref();
        // Before the program is looked for, which may be relative to it; and because the system
        // has the same error for a missing folder as for a missing program.
        check_cwd(cwd, cx)?;
        let path = Search {
            program,
            path: search_path(options, cx),
            cwd,
            extensions: Extensions::of_system(cx),
            cx,
        }
        .find()?;
        // With an absolute path std need not search the new environment's PATH in a copy of this
        // process, which takes the longer the larger this process is.
        let mut command = Command::new(&path);
        command.args(args);
        match cx.environment() {
            None if !options.clear_env => {}
            Some(environment) if !options.clear_env => {
                command.env_clear().envs(environment.iter().cloned());
            }
            _ => {
                command.env_clear();
            }
        }
        for (name, value) in options.env.iter().flatten() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        // The process's own may be another one by now.
        let here =
            (cx.confinement().is_none() && cx.environment().is_some()).then_some(Path::new("."));
        let folder = cwd
            .or(here)
            .map(|cwd| WorkingFolder::open(cwd, cx))
            .transpose()?;
        if let Some(folder) = &folder {
            command.current_dir(folder.path());
        }
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt;
            // A group of its own, so that the program can be ended with all it started.
            command.arg0(program).process_group(0);
            if cx.confinement().is_some() {
                inherit_nothing(&mut command);
            }
        }
        let merged = redirect(&mut command, options, cx)?;
        Ok(Self {
            command,
            merged,
            path,
            cwd,
            cx,
            _folder: folder,
        })
    }

    /// Starts the process. What it has for outputs is its alone from then on, so that they end with
    /// it.
    pub fn start(&mut self) -> io::Result<Started> {
        let child = self.command.spawn()?;
        self.command.stdout(Stdio::null()).stderr(Stdio::null());
        Ok(Started {
            child,
            merged: self.merged.take(),
        })
    }

    /// Why the process could not be started or watched.
    pub fn failure(&self, error: &io::Error) -> Error {
        if let Err(error) = check_cwd(self.cwd, self.cx) {
            return error;
        }
        let plain = Error::io(error, &self.path);
        let Some(hint) = hint(error) else {
            return plain.at("/program");
        };
        let message = format!("cannot start {}: {hint}", self.path.display());
        let explained = Error::new(&IO, message)
            .caused_by(error.to_string())
            .at("/program");
        match plain.details() {
            Some(details) => explained.with_details(details.clone()),
            None => explained,
        }
    }
}

/// A process that was started.
pub(super) struct Started {
    pub child: Child,
    /// The pipe that both outputs go into, instead of the child's own.
    pub merged: Option<PipeReader>,
}

/// Has the process start with its three streams and no other file that this process has open, though
/// it may have inherited some itself.
#[cfg(unix)]
fn inherit_nothing(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    let close = || {
        // Not closed at once: the new process still tells through one of them why it cannot start.
        close_fds::set_fds_cloexec(3, &[]);
        Ok(())
    };
    // SAFETY: this runs between fork and exec, where only what is async-signal-safe may be called;
    // that function is made for it: it takes no lock and no memory.
    unsafe { command.pre_exec(close) };
}

fn check_cwd(cwd: Option<&Path>, cx: &Context) -> Result<(), Error> {
    let Some(cwd) = cwd else { return Ok(()) };
    let place = cx.resolve(cwd).map_err(|error| error.at("/cwd"))?;
    let checked = match place.metadata() {
        Ok(metadata) if metadata.is_dir() => Ok(()),
        Ok(_) => Err(io::Error::from(io::ErrorKind::NotADirectory)),
        Err(error) => Err(error),
    };
    checked.map_err(|error| Error::io(&error, cwd).at("/cwd"))
}

/// The PATH that the program itself will see.
fn search_path(options: &RunOptions, cx: &Context) -> Option<OsString> {
    let is_path = |name: &str| name == "PATH" || cfg!(windows) && name.eq_ignore_ascii_case("PATH");
    let given = options.env.iter().flatten().find(|(name, _)| is_path(name));
    match given {
        Some((_, path)) => path.as_ref().map(Into::into),
        None if options.clear_env => None,
        None => cx.variable("PATH"),
    }
}

#[cfg(unix)]
fn hint(error: &io::Error) -> Option<&'static str> {
    use rustix::io::Errno;
    Some(match Errno::from_io_error(error)? {
        Errno::MFILE => "this process has too many files open (EMFILE)",
        Errno::NFILE => "the system has too many files open (ENFILE)",
        Errno::AGAIN => "the system allows no more processes or threads (EAGAIN)",
        Errno::NOMEM => "there is too little memory (ENOMEM)",
        Errno::NOENT => "the interpreter or loader that the file names does not exist (ENOENT)",
        Errno::NOEXEC => "the file is neither a program nor a script that begins with #! (ENOEXEC)",
        Errno::ACCESS => "the file may not be executed (EACCES)",
        Errno::TXTBSY => "the file is being written (ETXTBSY)",
        Errno::TOOBIG => "the arguments and the environment are too long (E2BIG)",
        _ => return None,
    })
}

#[cfg(not(unix))]
fn hint(_: &io::Error) -> Option<&'static str> {
    None
}
