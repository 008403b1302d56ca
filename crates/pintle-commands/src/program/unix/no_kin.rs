//! Where the system does not say whose child a process is, signals go to a group alone.

use rustix::process::{Pid, Signal};

/// A process, whose number its group has.
#[derive(Debug)]
pub(super) struct Kin {
    pub leader: Pid,
}

impl Kin {
    pub fn new(leader: Pid) -> Self {
        Self { leader }
    }

    #[expect(clippy::unused_self, reason = "it is needed on Linux")]
    pub fn ask(&mut self, _: Signal, _: bool) {}

    #[expect(clippy::unused_self, reason = "it is needed on Linux")]
    pub fn kill(&mut self) {}

    /// Nobody knows.
    #[expect(clippy::unused_self, reason = "it is needed on Linux")]
    pub fn lives(&mut self) -> bool {
        true
    }
}
