//! A file descriptor that another thread can trigger, once.

use std::{
    io,
    os::fd::{AsFd, BorrowedFd, OwnedFd},
};

/// Readable from the first [`Wake::wake`] on.
#[derive(Debug)]
pub(super) struct Wake {
    read: OwnedFd,
    #[cfg(not(target_os = "linux"))]
    write: OwnedFd,
}

impl Wake {
    #[cfg(target_os = "linux")]
    pub fn new() -> io::Result<Self> {
        use rustix::event::{EventfdFlags, eventfd};
        let flags = EventfdFlags::CLOEXEC | EventfdFlags::NONBLOCK;
        Ok(Self {
            read: eventfd(0, flags)?,
        })
    }

    #[cfg(not(target_os = "linux"))]
    pub fn new() -> io::Result<Self> {
        let (read, write) = io::pipe()?;
        Ok(Self {
            read: read.into(),
            write: write.into(),
        })
    }

    pub fn wake(&self) {
        // It cannot fail in a way that matters: there is always room for one number.
        #[cfg(target_os = "linux")]
        let _ = rustix::io::write(&self.read, &1_u64.to_ne_bytes());
        #[cfg(not(target_os = "linux"))]
        let _ = rustix::io::write(&self.write, &[1]);
    }
}

impl AsFd for Wake {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.read.as_fd()
    }
}
