//! Signals to a process and everything that it started.

use std::{
    io,
    os::unix::process::ExitStatusExt,
    process::ExitStatus,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use rustix::{
    io::Errno,
    process::{
        Pid, Signal, WaitId, WaitIdOptions, WaitOptions, kill_process_group, waitid, waitpid,
    },
};

#[cfg(target_os = "linux")]
use super::kin::Kin;
#[cfg(not(target_os = "linux"))]
use super::no_kin::Kin;

/// A process with what it has started. Its group and its session have its own ID, which cannot be
/// reused as long as it has not been reaped.
#[derive(Debug)]
pub(super) struct Family(Mutex<Option<Kin>>);

impl Family {
    /// Asks the group, and processes that have left it, to exit. With `thorough` that is everything
    /// that can still be found, by looking at all processes; otherwise only those whose parents
    /// still live.
    pub fn ask(&self, signal: Signal, thorough: bool) {
        if let Some(kin) = &mut *self.lock() {
            // They are found while their parents live.
            kin.ask(signal, thorough);
            // There may be nothing left to signal, or only processes of other users.
            let _ = kill_process_group(kin.leader, signal);
        }
    }

    /// Kills all of them.
    pub fn kill(&self) {
        if let Some(kin) = &mut *self.lock() {
            let had_others = kin.kill();
            let _ = kill_process_group(kin.leader, Signal::KILL);
            if had_others {
                // What the group has started in the meantime.
                kin.kill();
            }
        }
    }

    /// Whether anything other than the process itself may still be alive.
    pub fn lives(&self) -> bool {
        self.lock().as_mut().is_some_and(Kin::lives)
    }

    fn close(&self) {
        *self.lock() = None;
    }

    fn lock(&self) -> MutexGuard<'_, Option<Kin>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The started process, which is killed and reaped when this is dropped, if not before.
#[derive(Debug)]
pub(super) struct Leader {
    pub pid: Pid,
    pub family: Arc<Family>,
    reaped: bool,
}

impl Leader {
    pub fn new(pid: Pid) -> Self {
        Self {
            pid,
            family: Arc::new(Family(Mutex::new(Some(Kin::new(pid))))),
            reaped: false,
        }
    }

    /// Whether it has exited with 0; it remains to be reaped.
    pub fn has_succeeded(&self) -> bool {
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT | WaitIdOptions::NOHANG;
        let status = waitid(WaitId::Pid(self.pid), options);
        matches!(status, Ok(Some(status)) if status.exit_status() == Some(0))
    }

    /// Waits for the end, and reaps the process.
    pub fn reap(&mut self) -> io::Result<ExitStatus> {
        self.reaped = true;
        // First, since the ID can be reused from then on.
        self.family.close();
        loop {
            match waitpid(Some(self.pid), WaitOptions::empty()) {
                Ok(Some((_, status))) => return Ok(ExitStatus::from_raw(status.as_raw())),
                Ok(None) | Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

impl Drop for Leader {
    fn drop(&mut self) {
        if !self.reaped {
            self.family.kill();
            let _ = self.reap();
        }
    }
}
