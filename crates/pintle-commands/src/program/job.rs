//! A process with everything that it starts, grouped by Windows: a job.

use std::{
    io,
    os::windows::io::{AsRawHandle, FromRawHandle, OwnedHandle},
    process::Child,
    ptr,
};

use windows_sys::Win32::System::JobObjects::{
    AssignProcessToJobObject, CreateJobObjectW, TerminateJobObject,
};

/// The exit code of a terminated process, the same as for `Child::kill`.
const KILLED: u32 = 1;

pub(super) struct Job(OwnedHandle);

impl Job {
    /// A job with a process that has just started. What the process has already started is not in
    /// it: std cannot start a process suspended until it is in a job.
    pub fn of(child: &Child) -> io::Result<Self> {
        // SAFETY: a job needs neither attributes nor a name.
        let created = unsafe { CreateJobObjectW(ptr::null(), ptr::null()) };
        if created.is_null() {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: it was just created, and has no other owner.
        let job = Self(unsafe { OwnedHandle::from_raw_handle(created) });
        // SAFETY: both handles are open as long as their owners.
        let assigned =
            unsafe { AssignProcessToJobObject(job.0.as_raw_handle(), child.as_raw_handle()) };
        if assigned == 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(job)
    }

    /// Terminates every process in it. An empty job is not an error.
    pub fn kill(&self) {
        // SAFETY: the handle is open as long as this is.
        unsafe { TerminateJobObject(self.0.as_raw_handle(), KILLED) };
    }
}
