//! A search that proceeds byte by byte, and can be stopped after each. It takes time proportional
//! to the length of the text times the size of the pattern.
//!
//! The engines of `regex-automata` cannot be stopped. This one does what its `PikeVM` does, on the
//! same compiled pattern.

use std::{mem, ops::Range};

use pintle::Error;
use regex_automata::{
    Span,
    nfa::thompson::{NFA, State},
    util::{
        prefilter::Prefilter,
        primitives::{NonMaxUsize, StateID},
    },
};

/// Where groups begin and end, in pairs, the whole match first.
pub(super) type Slots = Vec<Option<NonMaxUsize>>;

/// The task of a search.
#[derive(Clone, Copy)]
pub(super) struct Task<'a> {
    pub(super) nfa: &'a NFA,
    pub(super) prefilter: Option<&'a Prefilter>,
    pub(super) haystack: &'a [u8],
    /// Whether no match contains a line ending.
    pub(super) by_line: bool,
    /// Whether the match must begin where the search does.
    pub(super) anchored: bool,
    /// Whether only the existence of a match matters.
    pub(super) earliest: bool,
}

/// Memory for searches, which is reused.
#[derive(Default)]
pub(super) struct Scratch {
    now: Threads,
    next: Threads,
    stack: Vec<Frame>,
    /// The slots of the path being followed.
    slots: Slots,
}

/// The states of a search at one position, the preferred one first.
#[derive(Default)]
struct Threads {
    states: Vec<StateID>,
    /// The position of each state among them, if it is there.
    places: Vec<u32>,
    /// The slots of each state.
    slots: Slots,
}

enum Frame {
    Explore(StateID),
    Restore(usize, Option<NonMaxUsize>),
}

impl Threads {
    fn prepare(&mut self, nfa: &NFA, slots: usize) {
        self.states.clear();
        self.places.resize(nfa.states().len(), 0);
        self.slots.resize(nfa.states().len() * slots, None);
    }

    fn insert(&mut self, state: StateID) -> bool {
        let place = self.places[state.as_usize()] as usize;
        if self.states.get(place) == Some(&state) {
            return false;
        }
        self.places[state.as_usize()] = self.states.len() as u32;
        self.states.push(state);
        true
    }

    fn slots(&mut self, state: StateID, count: usize) -> &mut [Option<NonMaxUsize>] {
        &mut self.slots[state.as_usize() * count..][..count]
    }
}

impl Scratch {
    /// Looks for the leftmost match in a part of the haystack, and puts its groups into `found`, as many
    /// as that has room for. `check` is called with how much was done since its last call.
    pub(super) fn search(
        &mut self,
        task: Task<'_>,
        range: Range<usize>,
        found: &mut [Option<NonMaxUsize>],
        mut check: impl FnMut(usize) -> Result<(), Error>,
    ) -> Result<bool, Error> {
        let Task { nfa, haystack, .. } = task;
        let count = found.len();
        self.now.prepare(nfa, count);
        self.next.prepare(nfa, count);
        self.slots.clear();
        self.slots.resize(count, None);
        let mut has_matched = false;
        let mut at = range.start;
        while at <= range.end {
            if self.now.states.is_empty() {
                if has_matched || task.anchored && at > range.start {
                    break;
                }
                if let Some(prefilter) = task.prefilter {
                    match prefilter.find(haystack, Span::from(at..range.end)) {
                        Some(candidate) => at = candidate.start,
                        None => break,
                    }
                }
            }
            if !has_matched && (!task.anchored || at == range.start) {
                self.slots.fill(None);
                let Self {
                    now, stack, slots, ..
                } = self;
                follow(task, now, stack, slots, nfa.start_anchored(), at);
            }
            has_matched |= self.step(task, range.end, at, found);
            if has_matched && task.earliest {
                break;
            }
            check((self.now.states.len() + 1) * (count + 1))?;
            mem::swap(&mut self.now, &mut self.next);
            self.next.states.clear();
            at += 1;
        }
        Ok(has_matched)
    }

    /// Advances all states by one byte. Returns whether one of them was a match; then those after
    /// it no longer count.
    fn step(
        &mut self,
        task: Task<'_>,
        end: usize,
        at: usize,
        found: &mut [Option<NonMaxUsize>],
    ) -> bool {
        let Self {
            now,
            next,
            stack,
            slots,
        } = self;
        let Task { nfa, haystack, .. } = task;
        let byte = haystack[..end].get(at).copied();
        let byte = byte.filter(|byte| !(task.by_line && matches!(byte, b'\r' | b'\n')));
        for index in 0..now.states.len() {
            let state = now.states[index];
            let to = match (nfa.state(state), byte) {
                (State::Match { .. }, _) => {
                    found.copy_from_slice(now.slots(state, found.len()));
                    return true;
                }
                (State::ByteRange { trans }, Some(byte)) => {
                    trans.matches_byte(byte).then_some(trans.next)
                }
                (State::Sparse(all), Some(byte)) => all.matches_byte(byte),
                (State::Dense(all), Some(byte)) => all.matches_byte(byte),
                _ => None,
            };
            if let Some(to) = to {
                let count = slots.len();
                slots.copy_from_slice(now.slots(state, count));
                follow(task, next, stack, slots, to, at + 1);
            }
        }
        false
    }
}

/// Adds a state with everything reachable from it without consuming a byte.
fn follow(
    task: Task<'_>,
    into: &mut Threads,
    stack: &mut Vec<Frame>,
    slots: &mut [Option<NonMaxUsize>],
    from: StateID,
    at: usize,
) {
    stack.push(Frame::Explore(from));
    while let Some(frame) = stack.pop() {
        let mut state = match frame {
            Frame::Explore(state) => state,
            Frame::Restore(slot, before) => {
                slots[slot] = before;
                continue;
            }
        };
        while into.insert(state) {
            match task.nfa.state(state) {
                State::Look { look, next } => {
                    let looks = task.nfa.look_matcher();
                    if !looks.matches(*look, task.haystack, at) {
                        break;
                    }
                    state = *next;
                }
                State::Union { alternates } => {
                    let Some((first, rest)) = alternates.split_first() else {
                        break;
                    };
                    stack.extend(rest.iter().rev().map(|state| Frame::Explore(*state)));
                    state = *first;
                }
                State::BinaryUnion { alt1, alt2 } => {
                    stack.push(Frame::Explore(*alt2));
                    state = *alt1;
                }
                State::Capture { next, slot, .. } => {
                    if let Some(place) = slots.get_mut(slot.as_usize()) {
                        stack.push(Frame::Restore(slot.as_usize(), *place));
                        *place = NonMaxUsize::new(at);
                    }
                    state = *next;
                }
                State::Fail => break,
                State::ByteRange { .. }
                | State::Sparse(_)
                | State::Dense(_)
                | State::Match { .. } => {
                    into.slots(state, slots.len()).copy_from_slice(slots);
                    break;
                }
            }
        }
    }
}
