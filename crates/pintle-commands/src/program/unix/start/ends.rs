//! The files for the three streams of a process, and our ends of its pipes.

use std::{
    fs::File,
    io,
    os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd, RawFd},
};

use super::super::super::streams::{Input, Streams};

/// The first number that is not one of the three streams.
const FIRST: RawFd = 3;

/// The ends that the process gets, and those that stay here.
#[derive(Debug)]
pub(super) struct Ends {
    /// The files for its three streams. None has one of the streams' numbers, so that none is
    /// replaced before it is used.
    pub streams: [RawFd; 3],
    pub stdin: Option<OwnedFd>,
    pub outputs: [Option<OwnedFd>; 2],
    /// Those of `streams` that have no other owner.
    _held: Vec<OwnedFd>,
}

impl Ends {
    pub fn new(streams: &Streams) -> io::Result<Self> {
        let mut held = Vec::with_capacity(3);
        let mut stdin = None;
        let input = match &streams.input {
            Input::Nothing => hold(&mut held, File::open("/dev/null")?.into())?,
            Input::Pipe => {
                let (read, write) = io::pipe()?;
                stdin = Some(write.into());
                hold(&mut held, read.into())?
            }
            Input::File(file) => lend(&mut held, file.as_fd())?,
        };
        let mut output = |index: usize| -> io::Result<(RawFd, Option<OwnedFd>)> {
            if let Some(target) = &streams.files[index] {
                return Ok((lend(&mut held, target.file.as_fd())?, None));
            }
            let (read, write) = io::pipe()?;
            Ok((hold(&mut held, write.into())?, Some(read.into())))
        };
        let (stdout, from_stdout) = output(0)?;
        let (stderr, from_stderr) = if streams.merged {
            (stdout, None)
        } else {
            output(1)?
        };
        Ok(Self {
            streams: [input, stdout, stderr],
            stdin,
            outputs: [from_stdout, from_stderr],
            _held: held,
        })
    }
}

/// The descriptor of a file that is kept open until the process has started.
fn hold(held: &mut Vec<OwnedFd>, file: OwnedFd) -> io::Result<RawFd> {
    let number = lend(held, file.as_fd())?;
    held.push(file);
    Ok(number)
}

/// The descriptor of a file that is owned elsewhere, or of a copy if it is one of the streams'
/// numbers.
fn lend(held: &mut Vec<OwnedFd>, file: BorrowedFd<'_>) -> io::Result<RawFd> {
    if file.as_raw_fd() >= FIRST {
        return Ok(file.as_raw_fd());
    }
    let copy = rustix::io::fcntl_dupfd_cloexec(file, FIRST)?;
    let number = copy.as_raw_fd();
    held.push(copy);
    Ok(number)
}
