//! A file descriptor that tells of a process's end. The process stays to be reaped.

use std::{
    io,
    os::fd::{AsFd, BorrowedFd, OwnedFd},
};

use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};

/// Readable, or hung up, from the process's end on.
#[derive(Debug)]
pub(in super::super) struct Exit(OwnedFd);

impl Exit {
    /// The system's own, where it has one.
    #[cfg(target_os = "linux")]
    pub fn of(pid: Pid) -> io::Result<Self> {
        use rustix::{
            io::Errno,
            process::{PidfdFlags, pidfd_open},
        };
        match pidfd_open(pid, PidfdFlags::empty()) {
            Ok(file) => Ok(Self(file)),
            // Before Linux 5.3, and in sandboxes that know it less than they should.
            Err(Errno::NOSYS | Errno::PERM | Errno::INVAL) => Self::by_thread(pid),
            // It has ended and is gone already, though nobody has waited for it: this process ignores
            // SIGCHLD. Waiting for one that is not gone yet says it so.
            Err(Errno::SRCH) => Err(Errno::CHILD.into()),
            Err(error) => Err(error.into()),
        }
    }

    #[cfg(not(target_os = "linux"))]
    pub fn of(pid: Pid) -> io::Result<Self> {
        Self::by_thread(pid)
    }

    /// A pipe whose other end a thread closes when the process ends.
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
