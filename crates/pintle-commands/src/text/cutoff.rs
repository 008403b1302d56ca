//! The first matches in path order, when files are searched in any order.

use std::{
    collections::BinaryHeap,
    sync::{Mutex, PoisonError},
};

/// The path after which nothing is needed any longer.
pub(super) struct Cutoff {
    limit: u64,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Files with matches and their number; the last path on top.
    files: BinaryHeap<(Vec<u8>, u32)>,
    /// How many matches they have in total.
    sum: u64,
}

impl Cutoff {
    pub(super) fn new(limit: Option<u32>) -> Self {
        Self {
            limit: limit.map_or(u64::MAX, u64::from),
            state: Mutex::default(),
        }
    }

    /// Whether the files before a path have as many matches as requested.
    pub(super) fn is_before(&self, path: &[u8]) -> bool {
        if self.limit == u64::MAX {
            return false;
        }
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let last = state.files.peek();
        state.sum >= self.limit && last.is_none_or(|(last, _)| path > last.as_slice())
    }

    /// Records a file.
    pub(super) fn add(&self, path: &[u8], count: u32) {
        if self.limit == u64::MAX || count == 0 {
            return;
        }
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.sum += u64::from(count);
        state.files.push((path.to_owned(), count));
        while let Some((_, last)) = state.files.peek() {
            let without = state.sum - u64::from(*last);
            if without < self.limit {
                break;
            }
            state.sum = without;
            state.files.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_to_the_front_as_matches_turn_up() {
        let cutoff = Cutoff::new(Some(3));
        cutoff.add(b"d", 2);
        assert!(!cutoff.is_before(b"e"));
        cutoff.add(b"f", 2);
        assert!(cutoff.is_before(b"g") && !cutoff.is_before(b"e"));
        cutoff.add(b"b", 1);
        assert!(cutoff.is_before(b"e") && !cutoff.is_before(b"d"));
        cutoff.add(b"a", 9);
        assert!(cutoff.is_before(b"b") && !cutoff.is_before(b"a"));
        assert!(!Cutoff::new(None).is_before(b"a"));
        assert!(Cutoff::new(Some(0)).is_before(b"a"));
    }
}
