//! The input and outputs of a process, without blocking.

use std::{
    io,
    os::fd::{AsFd, BorrowedFd, OwnedFd},
};

use pintle::{Bytes, Context};
use rustix::{buffer::spare_capacity, io::Errno};

use super::super::{capture::Capture, limits::Limits};

/// The usual capacity of a pipe.
const CHUNK: usize = 64 * 1024;

/// Input for a process.
pub(super) struct Input {
    pipe: Option<OwnedFd>,
    bytes: Bytes,
    written: usize,
}

impl Input {
    pub fn new(pipe: Option<OwnedFd>, bytes: Option<Bytes>) -> io::Result<Self> {
        let mut input = Self {
            pipe,
            bytes: bytes.unwrap_or_default(),
            written: 0,
        };
        if let Some(pipe) = &input.pipe {
            rustix::io::ioctl_fionbio(pipe, true)?;
            // Short input fits into it, and most programs wait for its end.
            input.write();
        }
        Ok(input)
    }

    /// The pipe, until everything is written.
    pub fn open(&self) -> Option<BorrowedFd<'_>> {
        self.pipe.as_ref().map(AsFd::as_fd)
    }

    /// Writes as much as the pipe accepts.
    pub fn write(&mut self) {
        while let Some(pipe) = &self.pipe {
            let rest = &self.bytes[self.written..];
            if rest.is_empty() {
                return self.close();
            }
            match rustix::io::write(pipe, rest) {
                Ok(count) => self.written += count,
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => return,
                // The program does not read all of it, which is its choice.
                Err(_) => return self.close(),
            }
        }
    }

    fn close(&mut self) {
        self.pipe = None;
    }
}

/// Lets a process write more before it blocks. It costs memory, so it is only done for a process
/// that fills its pipe.
#[cfg(target_os = "linux")]
fn enlarge(pipe: &OwnedFd, size: usize) {
    // The system has a limit for each user, beyond which the pipe stays as it is.
    let _ = rustix::pipe::fcntl_setpipe_size(pipe, size);
}

#[cfg(not(target_os = "linux"))]
fn enlarge(_: &OwnedFd, _: usize) {}

/// Output of a process.
pub(super) struct Output {
    pipe: Option<OwnedFd>,
    /// Whether the pipe was full once, and has been enlarged.
    is_large: bool,
    /// How many bytes are read before the other pipes get their turn.
    turn: usize,
    pub capture: Capture,
}

impl Output {
    pub fn new(pipe: Option<OwnedFd>, limits: &Limits, context: &Context) -> io::Result<Self> {
        if let Some(pipe) = &pipe {
            rustix::io::ioctl_fionbio(pipe, true)?;
        }
        Ok(Self {
            pipe,
            is_large: false,
            turn: limits.ahead,
            capture: Capture::new(limits, context),
        })
    }

    /// The pipe, until every process that could write has closed it.
    pub fn open(&self) -> Option<BorrowedFd<'_>> {
        self.pipe.as_ref().map(AsFd::as_fd)
    }

    /// What arrived, and the pipe if more may follow.
    pub fn into_parts(self) -> (Capture, Option<OwnedFd>) {
        (self.capture, self.pipe)
    }

    /// Reads what is available, but not endlessly. `hear` gets the new data.
    pub fn read(&mut self, mut hear: impl FnMut(&[u8])) {
        for _ in 0..self.turn / CHUNK {
            let Some(pipe) = &self.pipe else { return };
            let is_over = self.capture.over_limit();
            let buffer = self.capture.buffer();
            let before = buffer.len();
            buffer.reserve(CHUNK);
            let read = rustix::io::read(pipe, spare_capacity(buffer));
            if !self.is_large && buffer.len() - before >= CHUNK {
                self.is_large = true;
                enlarge(pipe, self.turn);
            }
            if buffer.len() > before {
                if !is_over {
                    hear(&buffer[before..]);
                }
                self.capture.keep();
            }
            match read {
                Ok(0) => self.pipe = None,
                Ok(_) | Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => return,
                Err(_) => self.pipe = None,
            }
        }
    }
}
