//! If the system does not report the parent of a process, signals only go to its group.

use rustix::process::{Pid, Signal};

/// A process, whose ID is also that of its group.
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
    pub fn kill(&mut self) -> bool {
        false
    }

    /// Unknown.
    #[expect(clippy::unused_self, reason = "it is needed on Linux")]
    pub fn lives(&mut self) -> bool {
        true
    }
}
