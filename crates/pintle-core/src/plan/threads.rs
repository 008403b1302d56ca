//! The threads of all steps that pass their results on, in all plans of the process. Whoever may run a
//! plan may run many, so there is a limit for all together.

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// How many there are at most in a plan.
pub(super) const IN_A_PLAN: usize = 256;

/// How many there are at most.
const IN_ALL: usize = 1_024;

static FREE: AtomicUsize = AtomicUsize::new(IN_ALL);

/// Some of them, for one run of a plan.
#[derive(Debug)]
pub(super) struct Threads {
    free: &'static AtomicUsize,
    count: usize,
}

impl Threads {
    /// So many; `None` if there are fewer.
    pub(super) fn take(count: usize) -> Option<Self> {
        Self::of(&FREE, count)
    }

    fn of(free: &'static AtomicUsize, count: usize) -> Option<Self> {
        let taken = free.fetch_update(Relaxed, Relaxed, |free| free.checked_sub(count));
        taken.ok().map(|_| Self { free, count })
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        self.free.fetch_add(self.count, Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_back_can_be_taken_again() {
        static SOME: AtomicUsize = AtomicUsize::new(10);
        let most = Threads::of(&SOME, 8).unwrap();
        assert!(Threads::of(&SOME, 3).is_none());
        let rest = Threads::of(&SOME, 2).unwrap();
        drop(most);
        assert!(Threads::of(&SOME, 9).is_none() && Threads::of(&SOME, 8).is_some());
        drop(rest);
        assert!(Threads::of(&SOME, 10).is_some());
    }
}
