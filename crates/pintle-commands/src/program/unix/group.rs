//! Signals to a process and all it started.

use std::{
    io,
    process::{Child, ExitStatus},
    sync::{Arc, Mutex, PoisonError},
};

use rustix::process::{Pid, Signal, kill_process_group};

/// A process group whose leader has not been reaped, so that its number cannot be another's.
#[derive(Debug)]
pub(super) struct Group(Mutex<Option<Pid>>);

impl Group {
    /// Sends `signal` to every process of the group, if it is still ours.
    pub fn signal(&self, signal: Signal) {
        let leader = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(leader) = *leader {
            // Nobody may be left to signal, or only processes of other users.
            let _ = kill_process_group(leader, signal);
        }
    }

    fn close(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// The leader of a group, which is killed and reaped at the latest when this is dropped.
#[derive(Debug)]
pub(super) struct Leader {
    pub child: Child,
    pub group: Arc<Group>,
    reaped: bool,
}

impl Leader {
    pub fn new(child: Child) -> Self {
        let group = Group(Mutex::new(Some(Pid::from_child(&child))));
        Self {
            child,
            group: Arc::new(group),
            reaped: false,
        }
    }

    pub fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// Waits for the end, and lets the system forget the process.
    pub fn reap(&mut self) -> io::Result<ExitStatus> {
        self.reaped = true;
        // First, as the number is free for others from then on.
        self.group.close();
        self.child.wait()
    }
}

impl Drop for Leader {
    fn drop(&mut self) {
        if !self.reaped {
            self.group.signal(Signal::KILL);
            let _ = self.reap();
        }
    }
}

/// `SIGTERM` for 15.
pub(in super::super) fn signal_name(number: i32) -> String {
    let names = [
        (Signal::HUP, "SIGHUP"),
        (Signal::INT, "SIGINT"),
        (Signal::QUIT, "SIGQUIT"),
        (Signal::ILL, "SIGILL"),
        (Signal::TRAP, "SIGTRAP"),
        (Signal::ABORT, "SIGABRT"),
        (Signal::BUS, "SIGBUS"),
        (Signal::FPE, "SIGFPE"),
        (Signal::KILL, "SIGKILL"),
        (Signal::USR1, "SIGUSR1"),
        (Signal::SEGV, "SIGSEGV"),
        (Signal::USR2, "SIGUSR2"),
        (Signal::PIPE, "SIGPIPE"),
        (Signal::ALARM, "SIGALRM"),
        (Signal::TERM, "SIGTERM"),
        (Signal::XCPU, "SIGXCPU"),
        (Signal::XFSZ, "SIGXFSZ"),
        (Signal::VTALARM, "SIGVTALRM"),
        (Signal::PROF, "SIGPROF"),
        (Signal::SYS, "SIGSYS"),
    ];
    let found = names.iter().find(|(signal, _)| signal.as_raw() == number);
    found.map_or_else(|| format!("SIG{number}"), |(_, name)| (*name).to_owned())
}
