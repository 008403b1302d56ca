//! A search that goes on byte by byte, and can be ended after each. It takes as long as the text and the
//! pattern are long, multiplied, whatever they are.
//!
//! The engines of `regex-automata` cannot be ended. This one does what its `PikeVM` does, with what it
//! compiles.

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

/// What there is to do.
#[derive(Clone, Copy)]
pub(super) struct Task<'a> {
    pub(super) nfa: &'a NFA,
    pub(super) prefilter: Option<&'a Prefilter>,
    pub(super) haystack: &'a [u8],
    /// Whether no match has an end of a line in it.
    pub(super) by_line: bool,
    /// Whether the match begins where the search does.
    pub(super) anchored: bool,
    /// Whether it matters only that there is a match.
    pub(super) earliest: bool,
}

/// Memory for searches, used again and again.
#[derive(Default)]
pub(super) struct Scratch {
    now: Threads,
    next: Threads,
    stack: Vec<Frame>,
    /// The slots of the way that is followed.
    slots: Slots,
}

/// The states that a search is in at one place, the one that is preferred first.
#[derive(Default)]
struct Threads {
    states: Vec<StateID>,
    /// Where each state is among them, if it is.
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
    /// as that has room for. `check` is called with how much was done since it was called last.
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

    /// Takes all states one byte further. Whether one of them was a match; then those behind it do not
    /// count any more.
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

/// Adds a state with all that it leads to without a byte.
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
