//! A process with all that it starts, as Windows keeps it together: a job.

use std::{
    io,
    os::windows::io::{AsRawHandle, FromRawHandle, OwnedHandle},
    process::Child,
    ptr,
};

use windows_sys::Win32::System::JobObjects::{
    AssignProcessToJobObject, CreateJobObjectW, TerminateJobObject,
};

/// What an ended process says, as when `Child::kill` has ended it.
const KILLED: u32 = 1;

pub(super) struct Job(OwnedHandle);

impl Job {
    /// A job with a process that has just started. What the process has started before is not in
    /// it: std cannot start a process that waits until it is in a job.
    pub fn of(child: &Child) -> io::Result<Self> {
        // SAFETY: a job needs neither attributes nor a name.
        let created = unsafe { CreateJobObjectW(ptr::null(), ptr::null()) };
        if created.is_null() {
            return Err(io::Error::last_os_error());
        }
        // SAFETY: it was just created, and nobody else has it.
        let job = Self(unsafe { OwnedHandle::from_raw_handle(created) });
        // SAFETY: both handles are open as long as what they are borrowed from.
        let assigned =
            unsafe { AssignProcessToJobObject(job.0.as_raw_handle(), child.as_raw_handle()) };
        if assigned == 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(job)
    }

    /// Ends every process in it. That there is none is no error.
    pub fn kill(&self) {
        // SAFETY: the handle is open as long as this is.
        unsafe { TerminateJobObject(self.0.as_raw_handle(), KILLED) };
    }
}
