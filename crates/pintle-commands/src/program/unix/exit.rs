//! A file descriptor that signals a process's end. The process remains to be reaped.

use std::{
    io,
    os::fd::{AsFd, BorrowedFd, OwnedFd},
};

use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};

/// Readable, or hung up, once the process has ended.
#[derive(Debug)]
pub(in super::super) struct Exit(OwnedFd);

impl Exit {
    /// The system's own, if it has one.
    #[cfg(target_os = "linux")]
    pub fn of(pid: Pid) -> io::Result<Self> {
        use rustix::{
            io::Errno,
            process::{PidfdFlags, pidfd_open},
        };
        match pidfd_open(pid, PidfdFlags::empty()) {
            Ok(file) => Ok(Self(file)),
            // Before Linux 5.3, and in sandboxes that do not support it properly.
            Err(Errno::NOSYS | Errno::PERM | Errno::INVAL) => Self::by_thread(pid),
            // It has ended and already been reaped, although nobody has waited for it: this process
            // ignores SIGCHLD. Otherwise waiting for it would report that.
            Err(Errno::SRCH) => Err(Errno::CHILD.into()),
            Err(error) => Err(error.into()),
        }
    }

    #[cfg(not(target_os = "linux"))]
    pub fn of(pid: Pid) -> io::Result<Self> {
        Self::by_thread(pid)
    }

    /// A pipe whose other end is closed by a thread when the process ends.
    pub fn by_thread(pid: Pid) -> io::Result<Self> {
        let (read, write) = io::pipe()?;
        pintle::pool::thread("pintle-wait").spawn(move || {
            let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
            while matches!(
                waitid(WaitId::Pid(pid), options),
                Err(rustix::io::Errno::INTR)
            ) {}
            drop(write);
        })?;
        Ok(Self(read.into()))
    }
}

impl AsFd for Exit {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}
