//! Starting a process: in its own session without a controlling terminal, with no signal blocked,
//! ignored or handled, and with exactly the files that it should have.
//!
//! - `ends`: the ends of pipes, and other files for the three streams
//! - `image`: the program, its arguments and its environment, in the system's format
//! - `clone`: the process on Linux
//! - `posix`: the process on other systems

#[cfg(target_os = "linux")]
mod clone;
mod ends;
mod image;
#[cfg(any(not(target_os = "linux"), test))]
mod posix;

#[cfg(target_os = "linux")]
use clone as system;
#[cfg(not(target_os = "linux"))]
use posix as system;

use std::{
    fs::File,
    io::{self, Read},
    os::fd::OwnedFd,
    path::Path,
    time::Duration,
};

use pintle::{Context, Error};
use rustix::{io::Errno, process::Pid};

use self::{ends::Ends, image::Image};
use super::super::{
    files::Target,
    launch::{Launch, Stage},
    limits::Limits,
};

/// How long to wait before retrying to start a file that is being written; doubled each time.
const FIRST_PAUSE: Duration = Duration::from_millis(1);
/// The longest of these pauses, with which they take half a second in total.
const LAST_PAUSE: Duration = Duration::from_millis(256);

/// A started process, and our ends of its pipes.
#[derive(Debug)]
pub(in super::super) struct Started {
    pub pid: Pid,
    pub stdin: Option<OwnedFd>,
    pub outputs: [Option<OwnedFd>; 2],
}

/// What failed, and how.
type Failure = (Stage, io::Error);

/// Starts the process. From then on only the child holds its outputs, so that they end with it.
pub(super) fn start(launch: &Launch, limits: &Limits, cx: &Context) -> Result<Started, Error> {
    let failed = |error: io::Error| launch.failure(Stage::Program, &error);
    let ends = Ends::new(&launch.streams).map_err(failed)?;
    let mut image = Image::new(&launch.path, &launch.args, &launch.env).map_err(failed)?;
    // The files that it writes to are emptied only if it can be started, as far as that can be
    // known in advance.
    if launch.streams.targets().any(Target::is_full) {
        image = until_it_starts(image, launch, limits, cx, |image| {
            system::try_out(launch, image, &ends)
        })?
        .0;
    }
    let (_, pid) = until_it_starts(image, launch, limits, cx, |image| {
        system::start(launch, image, &ends)
    })?;
    launch.streams.targets().for_each(Target::is_used);
    Ok(Started {
        pid,
        stdin: ends.stdin,
        outputs: ends.outputs,
    })
}

/// Retries starting an image until it works, or fails for good. Also returns what has been started.
///
/// A file that is being written cannot be started (ETXTBSY). That passes quickly, and may not be a
/// mistake: while another process is between its `fork` and its `exec`, it holds every file that
/// this one was writing then. Waiting does not help with other errors: EAGAIN and ENOMEM mean that
/// a limit has been reached, which the caller should know about.
fn until_it_starts<T>(
    mut image: Image,
    launch: &Launch,
    limits: &Limits,
    cx: &Context,
    start: impl Fn(&Image) -> Result<T, Failure>,
) -> Result<(Image, T), Error> {
    let mut pause = FIRST_PAUSE;
    loop {
        let (stage, error) = match start(&image) {
            Ok(started) => return Ok((image, started)),
            Err(failure) => failure,
        };
        match Errno::from_io_error(&error) {
            Some(Errno::TXTBSY) if stage == Stage::Program && pause <= LAST_PAUSE => {
                limits.pause(pause, cx)?;
                pause *= 2;
            }
            Some(Errno::NOEXEC)
                if stage == Stage::Program
                    && !launch.confined
                    && !image.is_by_shell
                    && is_text(&launch.path) =>
            {
                image = image.by_shell();
            }
            _ => return Err(launch.failure(stage, &error)),
        }
    }
}

/// Whether a shell treats a file as a script: its first line has no NUL.
fn is_text(path: &Path) -> bool {
    let mut beginning = Vec::new();
    let read = File::open(path).and_then(|file| file.take(256).read_to_end(&mut beginning));
    let line = beginning.split(|byte| *byte == b'\n').next();
    read.is_ok() && !line.unwrap_or_default().contains(&0)
}

/// As on other systems, to test it here.
#[cfg(all(test, target_os = "linux"))]
pub(in super::super) fn start_as_elsewhere(launch: &Launch) -> Result<Started, Failure> {
    let plain = |error| (Stage::Program, error);
    let ends = Ends::new(&launch.streams).map_err(plain)?;
    let image = Image::new(&launch.path, &launch.args, &launch.env).map_err(plain)?;
    Ok(Started {
        pid: posix::start(launch, &image, &ends)?,
        stdin: ends.stdin,
        outputs: ends.outputs,
    })
}
